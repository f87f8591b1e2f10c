package org.tributary.hub.store.index;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The numbers that stand for texts in index rows: the first bytes of their SHA-256, so that nobody can make two texts
 * meet on purpose. They are part of the stored format.
 */
public final class Hash {

    private static final Map<String, Integer> PATHS = new ConcurrentHashMap<>();

    /** To look the algorithm up costs as much as to hash a short text. */
    private static final MessageDigest SHA_256 = sha256();

    /**
     * What was hashed last: systems, codes and units come again and again. Each text has one place, which the next text
     * with that place takes over; two threads that write at once only forget something.
     */
    private static final Known[] KNOWN = new Known[1 << 14];
    private static final int LONGEST_KNOWN = 100;

    private record Known(String text, long value) {
    }

    private Hash() {
    }

    /** 64 bits for a value. */
    public static long value(String text) {
        int place = spread(text.hashCode()) & (KNOWN.length - 1);
        Known known = KNOWN[place];
        if (known != null && known.text.equals(text)) {
            return known.value;
        }
        long value = longOf(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
        if (text.length() <= LONGEST_KNOWN) {
            KNOWN[place] = new Known(text, value);
        }
        return value;
    }

    private static int spread(int hash) {
        return hash ^ (hash >>> 16);
    }

    private static MessageDigest digest() {
        try {
            return (MessageDigest) SHA_256.clone();
        } catch (CloneNotSupportedException e) {
            return sha256();
        }
    }

    /** 24 bits for a path, then 8 for one of its kinds of rows; a test holds that no two paths of R4 meet. */
    static int path(String key, int row) {
        return PATHS.computeIfAbsent(key, text -> (int) (value(text) >>> 40) << 8) | row;
    }

    private static long longOf(byte[] bytes) {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = (value << 8) | (bytes[i] & 0xff);
        }
        return value;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
