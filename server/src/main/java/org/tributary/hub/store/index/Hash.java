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

    private Hash() {
    }

    /** 64 bits for a value. */
    public static long value(String text) {
        return longOf(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
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
