package org.tributary.hub.ingest;

import java.util.Collection;

/** A feed cannot be as it was asked for; the message says why and what to do. */
public final class FeedRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private FeedRefused(String message) {
        super(message);
    }

    static FeedRefused badCode(String code) {
        return new FeedRefused("'" + code + "' is no feed code: use 1 to 40 of lower-case letters, digits and '-'");
    }

    static FeedRefused badOrganisation(String organisation) {
        return new FeedRefused("'" + organisation + "' is no ODS code: use 2 to 10 letters and digits");
    }

    static FeedRefused isNew(String code) {
        return new FeedRefused("Feed " + code + " is new: say whose it is with --organisation and the ODS code");
    }

    static FeedRefused isAnother(Feed feed) {
        return new FeedRefused("Feed " + feed.code() + " is there already, of organisation " + feed.organisation()
                + ", setting " + feed.setting().code() + " and format " + feed.format()
                + ": choose another code, or say the same of it");
    }

    static FeedRefused senderTaken(String sender) {
        return new FeedRefused("Sender " + sender + " belongs to another feed");
    }

    static FeedRefused unknownFormat(String format, Collection<String> known) {
        return new FeedRefused("There is no format '" + format + "': use one of " + String.join(", ", known));
    }
}
