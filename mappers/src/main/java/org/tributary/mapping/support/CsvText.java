package org.tributary.mapping.support;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A file's bytes as text: UTF-8 with or without a byte-order mark; what is not UTF-8 is read as Windows-1252, in which
 * spreadsheets save CSV.
 *
 * @param guessed
 *            whether the text was read as Windows-1252
 */
public record CsvText(String text, boolean guessed) {

    private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] UTF_16_BIG_MARK = {(byte) 0xFE, (byte) 0xFF};
    private static final byte[] UTF_16_LITTLE_MARK = {(byte) 0xFF, (byte) 0xFE};
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /** Empty when the bytes say that they are UTF-16, which no source of rows may use. */
    public static Optional<CsvText> decode(byte[] bytes) {
        if (startsWith(bytes, UTF_16_BIG_MARK) || startsWith(bytes, UTF_16_LITTLE_MARK)) {
            return Optional.empty();
        }
        int start = startsWith(bytes, UTF_8_MARK) ? UTF_8_MARK.length : 0;
        ByteBuffer content = ByteBuffer.wrap(bytes, start, bytes.length - start);
        try {
            return Optional.of(new CsvText(StandardCharsets.UTF_8.newDecoder().decode(content).toString(), false));
        } catch (CharacterCodingException e) {
            return Optional.of(new CsvText(new String(bytes, start, bytes.length - start, WINDOWS_1252), true));
        }
    }

    private static boolean startsWith(byte[] bytes, byte[] mark) {
        return bytes.length >= mark.length && Arrays.equals(bytes, 0, mark.length, mark, 0, mark.length);
    }
}
