package org.tributary.hub.ingest;

import java.util.Collection;

/** A feed cannot be as it was asked for; the message says why and what to do. */
public final class FeedRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean conflict;

    private FeedRefused(boolean conflict, String message) {
        super(message);
        this.conflict = conflict;
    }

    /** Whether what was asked for is sound, and another feed or the feed's state is in its way. */
    public boolean isConflict() {
        return conflict;
    }

    static FeedRefused badCode(String code) {
        return bad("'" + code + "' is no feed code: use 1 to 40 of lower-case letters, digits and '-'");
    }

    static FeedRefused badOrganisation(String organisation) {
        return bad("'" + organisation + "' is no ODS code: use 2 to 10 letters and digits");
    }

    static FeedRefused badSender(String sender) {
        return bad("'" + sender + "' is no sender: use APP^FACILITY, as in MSH-3 and MSH-4, of at most 200 characters");
    }

    static FeedRefused badAuthority(String authority) {
        return bad("The assigning authority '" + authority + "' needs an identifier system: an absolute URI");
    }

    static FeedRefused badCodeMap(String map) {
        return bad("There is no ConceptMap '" + map + "' whose codes could be local ones");
    }

    static FeedRefused authoritiesNotRead(String format) {
        return bad("Format " + format + " names no assigning authorities, so a feed of it cannot have them");
    }

    static FeedRefused codeMapNotRead(String format, String map, Collection<String> read) {
        return bad("Format " + format + " reads no local codes of '" + map + "'"
                + (read.isEmpty() ? " or of any other ConceptMap" : ": use one of " + String.join(", ", read)));
    }

    static FeedRefused tooManyOptions() {
        return bad("A feed may have at most 5,000 assigning authorities and local codes, of at most 200 characters");
    }

    static FeedRefused isNew(String code) {
        return bad("Feed " + code + " is new: say whose it is with --organisation and the ODS code");
    }

    static FeedRefused isAnother(Feed feed) {
        return inTheWay("Feed " + feed.code() + " is there already, of organisation " + feed.organisation()
                + ", setting " + feed.setting().code() + " and format " + feed.format()
                + ": choose another code, or say the same of it");
    }

    static FeedRefused senderTaken(String sender) {
        return inTheWay("Sender " + sender + " belongs to another feed");
    }

    static FeedRefused isPaused(String code) {
        return inTheWay("Feed " + code + " is paused: resume it first");
    }

    static FeedRefused cannotPause(String code) {
        return inTheWay("Feed " + code + " is what an organisation writes over FHIR: it cannot be paused");
    }

    /** There is no feed of this code to change. */
    public static FeedRefused unknown(String code) {
        return bad("There is no feed '" + code + "'");
    }

    static FeedRefused unknownFormat(String format, Collection<String> known) {
        return bad("There is no format '" + format + "': use one of " + String.join(", ", known));
    }

    private static FeedRefused bad(String message) {
        return new FeedRefused(false, message);
    }

    private static FeedRefused inTheWay(String message) {
        return new FeedRefused(true, message);
    }
}
