package org.tributary.mapping;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The ids of mapped resources: UUID version 5 (RFC 9562, section 5.5) over feed code, resource type, identifier system
 * and value, so that the same thing of the same feed always has the same id and no two feeds share one.
 */
public final class ResourceIds {

    /** UUIDv5 of the URL {@code https://tributary.example/fhir/} in the RFC's URL namespace. */
    private static final UUID NAMESPACE = uuid5(UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8"),
            "https://tributary.example/fhir/");

    private ResourceIds() {
    }

    public static String of(SourceFeed feed, String type, String system, String value) {
        return uuid5(NAMESPACE, feed.code() + '\n' + type + '\n' + system + '\n' + value).toString();
    }

    /** A reference such as {@code Patient/0b5c…} to the resource that {@link #of} names. */
    public static String reference(SourceFeed feed, String type, String system, String value) {
        return type + '/' + of(feed, type, system, value);
    }

    private static UUID uuid5(UUID namespace, String name) {
        byte[] hash = sha1(namespace, name);
        hash[6] = (byte) ((hash[6] & 0x0f) | 0x50);
        hash[8] = (byte) ((hash[8] & 0x3f) | 0x80);
        return new UUID(longAt(hash, 0), longAt(hash, 8));
    }

    private static byte[] sha1(UUID namespace, String name) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            for (long half : new long[]{namespace.getMostSignificantBits(), namespace.getLeastSignificantBits()}) {
                for (int shift = 56; shift >= 0; shift -= 8) {
                    sha1.update((byte) (half >>> shift));
                }
            }
            return sha1.digest(name.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
    }

    private static long longAt(byte[] bytes, int offset) {
        long value = 0;
        for (int i = offset; i < offset + 8; i++) {
            value = (value << 8) | (bytes[i] & 0xff);
        }
        return value;
    }
}
