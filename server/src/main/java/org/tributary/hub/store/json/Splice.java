package org.tributary.hub.store.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Puts a resource's JSON together from its content ({@link ResourceJson#content}) without reading it: type, id and the
 * server's part of meta go in front.
 */
public final class Splice {

    static final byte[] META_OPENING = utf8("{\"meta\":{");
    private static final DateTimeFormatter MILLISECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
            .withZone(ZoneOffset.UTC);

    private Splice() {
    }

    /** The resource without version and time. */
    public static byte[] plain(String type, @Nullable String id, byte[] content) {
        ByteArrayOutputStream out = opening(type, id, content);
        appendMembers(out, content);
        return out.toByteArray();
    }

    /** The resource as it is served. */
    public static byte[] served(String type, String id, int version, Instant lastUpdated, byte[] content) {
        ByteArrayOutputStream out = opening(type, id, content);
        out.writeBytes(utf8(",\"meta\":{\"versionId\":\"" + version + "\",\"lastUpdated\":\""
                + MILLISECONDS.format(lastUpdated) + '"'));
        if (startsWithMeta(content)) {
            out.write(',');
            out.write(content, META_OPENING.length, content.length - META_OPENING.length);
        } else {
            out.write('}');
            appendMembers(out, content);
        }
        return out.toByteArray();
    }

    /** Appends the members of an object to one that is open and not empty, and closes it. */
    static void appendMembers(ByteArrayOutputStream out, byte[] object) {
        if (object.length > 2) {
            out.write(',');
        }
        out.write(object, 1, object.length - 1);
    }

    private static ByteArrayOutputStream opening(String type, @Nullable String id, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + 160);
        out.writeBytes(utf8("{\"resourceType\":\"" + type + '"'));
        if (id != null) {
            out.writeBytes(utf8(",\"id\":\"" + id + '"'));
        }
        return out;
    }

    private static boolean startsWithMeta(byte[] content) {
        if (content.length < META_OPENING.length) {
            return false;
        }
        for (int i = 0; i < META_OPENING.length; i++) {
            if (content[i] != META_OPENING[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
