package org.tributary.mapping.hl7v2;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.tributary.mapping.MappingIssue.Kind;

/** The bytes of a message as text, in the character set that MSH-18 declares (HL7 table 0211). */
final class MessageText {

    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private MessageText() {
    }

    static String decode(byte[] bytes, Issues issues) {
        String declared = declaredCharset(bytes);
        Optional<Charset> known = charset(declared);
        if (known.isEmpty()) {
            issues.warning("msh-18-unknown-charset", Kind.CODE_INVALID, "MSH-18",
                    "The character set is not one this hub knows; the message was read as UTF-8 or, failing that, ISO 8859-1.",
                    "Send a code of HL7 table 0211, e.g. UNICODE UTF-8.");
        }
        Charset first = known.orElse(StandardCharsets.UTF_8);
        Optional<String> text = decode(bytes, first);
        if (text.isPresent()) {
            return withoutMark(text.get());
        }
        issues.warning("msh-18-wrong-charset", Kind.VALUE, "MSH-18",
                "The bytes are not valid in the declared or assumed character set; the message was read as UTF-8 or, failing that, ISO 8859-1.",
                "Declare in MSH-18 the character set that the message is written in.");
        return withoutMark(decode(bytes, StandardCharsets.UTF_8)
                .orElseGet(() -> new String(bytes, StandardCharsets.ISO_8859_1)));
    }

    /** The encoding that MSH-18 names, UTF-8 when it is empty; empty when this hub does not know the name. */
    static Optional<Charset> charset(String declared) {
        if (declared.isBlank()) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        return Tables.CHARACTER_SET.translate(declared.strip().toUpperCase(Locale.ROOT))
                .map(target -> Charset.forName(target.code()));
    }

    /** A text as lines: split at CR, LF or CRLF, byte-order mark and MLLP framing apart. */
    static Stream<String> lines(String text) {
        return text.replace("\u000B", "").replace("\u001C", "").lines();
    }

    private static String declaredCharset(byte[] bytes) {
        return Hl7Header.read(bytes).map(Hl7Header::charset).orElse("");
    }

    private static Optional<String> decode(byte[] bytes, Charset charset) {
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            // The bytes are not of this character set: that is an answer, not a failure.
            return Optional.empty();
        }
    }

    private static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }
}
