package org.tributary.mapping.hl7v2;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tributary.mapping.MappingIssue;
import org.tributary.mapping.MappingIssue.Severity;
import org.tributary.mapping.support.CodeMap;

/**
 * The general acknowledgement of a message (HL7 2.4, section 2.13.1): MSH with sender and receiver swapped, MSA, and an
 * ERR segment for each issue that is told, in the layout of the message's own version. Segments end with CR; there is
 * no MLLP framing.
 */
public final class Hl7Acknowledgement {

    /**
     * MSA-1 (HL7 table 0008): accepted, error in the message, refused whatever it says; and for a sender in enhanced
     * mode, who asks in MSH-15 whether the message itself arrived, the same of its receipt.
     */
    public enum Code {
        AA, AE, AR, CA, CE, CR
    }

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss'+0000'")
            .withZone(ZoneOffset.UTC);
    private static final int LONGEST_TEXT = 200;
    private static final int MOST_ERRORS = 20;
    /** A place such as {@code PID[2]-3[1].4}. */
    private static final Pattern PLACE = Pattern
            .compile("([A-Z][A-Z0-9]{2})(?:\\[(\\d+)])?(?:-(\\d+)(?:\\[(\\d+)])?(?:\\.(\\d+))?)?");

    private Hl7Acknowledgement() {
    }

    /**
     * The acknowledgement's bytes, in the character set that the message declares.
     *
     * @param message
     *            the header of the message that is answered, or {@link Hl7Header#unreadable()}
     * @param text
     *            MSA-3; line breaks and delimiters in it do no harm
     * @param issues
     *            those of severity error, fatal and warning become ERR segments, at most 20
     * @param now
     *            MSH-7, written in UTC
     * @param controlId
     *            MSH-10 of the acknowledgement itself
     */
    public static byte[] of(Hl7Header message, Code code, String text, List<MappingIssue> issues, Instant now,
            String controlId) {
        Delimiters delimiters = message.delimiters();
        StringBuilder answer = new StringBuilder(256);
        header(answer, message, delimiters, now, controlId);
        segment(answer, delimiters, "MSA", code.name(), delimiters.escape(message.controlId()),
                delimiters.escape(shortened(text)));
        issues.stream()
                .filter(issue -> issue.severity() != Severity.INFORMATION)
                .limit(MOST_ERRORS)
                .forEach(issue -> error(answer, issue, message, delimiters));
        Charset charset = MessageText.charset(message.charset()).orElse(StandardCharsets.UTF_8);
        return answer.toString().getBytes(charset);
    }

    private static void header(StringBuilder answer, Hl7Header message, Delimiters delimiters, Instant now,
            String controlId) {
        int caret = message.messageType().indexOf('^');
        String trigger = caret < 0 ? "" : message.messageType().substring(caret + 1);
        String type = "ACK"
                + (trigger.isEmpty() ? "" : delimiters.component() + delimiters.escape(trigger));
        // The separator after MSH is MSH-1 itself, so that MSH-2 is the first value here.
        segment(answer, delimiters, "MSH", message.encodingCharacters(),
                delimiters.escape(message.receivingApplication()), delimiters.escape(message.receivingFacility()),
                delimiters.escape(message.sendingApplication()), delimiters.escape(message.sendingFacility()),
                TIME.format(now), "", type, delimiters.escape(controlId), delimiters.escape(message.processingId()),
                delimiters.escape(message.version()), "", "", "", "", "", delimiters.escape(message.charset()));
    }

    private static void error(StringBuilder answer, MappingIssue issue, Hl7Header message, Delimiters delimiters) {
        CodeMap.Target hl7 = Tables.ERROR_CODE.translate(issue.kind().code())
                .orElseThrow(() -> new IllegalStateException("Every issue kind has an HL7 error code"));
        String told = delimiters.escape(shortened(issue.message() + ' ' + issue.remedy()));
        Matcher place = PLACE.matcher(issue.location());
        boolean known = place.matches();
        char component = delimiters.component();
        String code = String.join(String.valueOf(component), hl7.code(), delimiters.escape(hl7.display()), "HL70357");
        if (hasErrorFields(message.version())) {
            String location = known ? joined(component, place, 1, 2, 3, 4, 5) : "";
            String severity = issue.rejects() ? "E" : "W";
            segment(answer, delimiters, "ERR", "", location, code, severity,
                    delimiters.escape(issue.id()), "", "", told);
        } else {
            String location = known ? joined(component, place, 1, 2, 3) : String.valueOf(component).repeat(2);
            String coded = code.replace(component, delimiters.subcomponent());
            segment(answer, delimiters, "ERR", location + component + coded);
        }
    }

    /** ERR has fields of its own for place, code and text since version 2.5. */
    private static boolean hasErrorFields(String version) {
        return version.compareTo("2.5") >= 0;
    }

    private static String joined(char component, Matcher place, int... groups) {
        StringBuilder location = new StringBuilder();
        for (int group : groups) {
            String part = place.group(group);
            // Occurrences of segment and field are 1 where the place does not say.
            String value = part != null ? part : group == 2 || group == 4 && place.group(3) != null ? "1" : "";
            location.append(location.isEmpty() ? "" : component).append(value);
        }
        return location.toString();
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }

    private static void segment(StringBuilder answer, Delimiters delimiters, String name, String... fields) {
        answer.append(name);
        int last = fields.length;
        while (last > 0 && fields[last - 1].isEmpty()) {
            last--;
        }
        for (int i = 0; i < last; i++) {
            answer.append(delimiters.field()).append(fields[i]);
        }
        answer.append('\r');
    }
}
