package org.tributary.mapping.hl7v2;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What MSH says of a message, read without reading the rest. The texts are those of the first component, unescaped,
 * empty where the message has none.
 *
 * @param messageType
 *            MSH-9.1 and 9.2 joined by a circumflex, whatever the message's own delimiter: {@code ADT^A01}
 * @param controlId
 *            MSH-10
 * @param messageTime
 *            MSH-7 as it came
 * @param version
 *            MSH-12.1, e.g. {@code 2.4}
 * @param acceptAcknowledgement
 *            MSH-15: when the sender wants to be told that its message was accepted (HL7 table 0155)
 * @param applicationAcknowledgement
 *            MSH-16: when it wants to be told what became of it
 * @param charset
 *            MSH-18 as it came, its first repetition, e.g. {@code UNICODE UTF-8}
 * @param rawIdentity
 *            the whole fields MSH-3, 4, 7, 9 and 10 as they came, joined by line feeds, which no field can hold
 */
public record Hl7Header(char fieldSeparator, String encodingCharacters, String sendingApplication,
        String sendingFacility, String receivingApplication, String receivingFacility, String messageTime,
        String messageType, String controlId, String processingId, String version, String acceptAcknowledgement,
        String applicationAcknowledgement, String charset, String rawIdentity) {

    private static final Hl7Header UNREADABLE = new Hl7Header('|', "^~\\&", "", "", "", "", "", "", "", "P", "2.4", "",
            "", "", "");
    private static final int LONGEST_HEADER = 10_000;

    /** The header of bytes that have none, for an acknowledgement that must be sent all the same. */
    public static Hl7Header unreadable() {
        return UNREADABLE;
    }

    /** The header of a message; empty when the bytes do not begin with a usable MSH segment. */
    public static Optional<Hl7Header> read(byte[] message) {
        String start = new String(message, 0, Math.min(message.length, LONGEST_HEADER), StandardCharsets.ISO_8859_1);
        return MessageText.lines(start.startsWith("\u00EF\u00BB\u00BF") ? start.substring(3) : start)
                .filter(line -> !line.isBlank())
                .findFirst()
                .flatMap(Hl7Header::readLine);
    }

    /** Reads the line once to learn its character set and, where that matters, again in it. */
    private static Optional<Hl7Header> readLine(String latin1) {
        Optional<Hl7Header> header = Message.headerOf(latin1).map(Hl7Header::of);
        if (header.isEmpty() || latin1.chars().allMatch(c -> c < 0x80)) {
            return header;
        }
        Charset charset = MessageText.charset(header.get().charset).orElse(StandardCharsets.UTF_8);
        String line = new String(latin1.getBytes(StandardCharsets.ISO_8859_1), charset);
        return Message.headerOf(line).map(Hl7Header::of).or(() -> header);
    }

    /**
     * The message's identity: the same message sent again has the same, another message of the same sender another. It
     * is MSH-3, 4, 7, 9 and 10 as one string.
     */
    public String identity() {
        return rawIdentity;
    }

    Delimiters delimiters() {
        return Delimiters.of(fieldSeparator, encodingCharacters);
    }

    private static Hl7Header of(Segment msh) {
        Field type = msh.field(9);
        String event = type.text(2);
        return new Hl7Header(msh.field(1).raw().charAt(0), msh.field(2).raw(), msh.field(3).text(),
                msh.field(4).text(), msh.field(5).text(), msh.field(6).text(), msh.field(7).text(),
                event.isEmpty() ? type.text() : type.text() + '^' + event, msh.field(10).text(), msh.field(11).text(),
                msh.field(12).text(), msh.field(15).text(), msh.field(16).text(), msh.field(18).text(),
                identityOf(msh));
    }

    private static String identityOf(Segment msh) {
        List<String> parts = new ArrayList<>();
        for (int number : new int[]{3, 4, 7, 9, 10}) {
            parts.add(msh.field(number).raw());
        }
        return String.join("\n", parts);
    }
}
