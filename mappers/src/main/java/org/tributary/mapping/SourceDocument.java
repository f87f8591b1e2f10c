package org.tributary.mapping;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * The bytes of one source document as they arrived, and when. The arrival time orders only documents that carry no time
 * of their own.
 *
 * @param bytes
 *            must not be changed by anyone after this is made
 */
public record SourceDocument(byte[] bytes, Instant received) {

    /** The document's bytes read as UTF-8, malformed sequences replaced by U+FFFD. */
    public String utf8() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Lower-case hexadecimal SHA-256 of the bytes. */
    public String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
