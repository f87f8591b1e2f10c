package org.tributary.hub.store.search;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tributary.hub.store.ResourceKey;

/**
 * Where the next page starts: after the resource of this name and these sort keys. It holds nothing that the caller has
 * not been shown.
 *
 * @param keys
 *            one for each sort, as text; null where the resource has no value
 */
public record Cursor(long fingerprint, ResourceKey last, List<@Nullable String> keys) {

    private static final char SEPARATOR = '\n';

    /** The value of {@code _cursor}. */
    public String text() {
        StringBuilder text = new StringBuilder(Long.toHexString(fingerprint)).append(SEPARATOR)
                .append(last.reference());
        keys.forEach(key -> text.append(SEPARATOR).append(key == null ? "-" : "=" + key));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Empty for what is no cursor. */
    public static Optional<Cursor> parse(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            String[] parts = plain.split(String.valueOf(SEPARATOR), -1);
            int slash = parts.length < 2 ? -1 : parts[1].indexOf('/');
            if (slash < 0) {
                return Optional.empty();
            }
            List<@Nullable String> keys = new ArrayList<>();
            for (String key : Arrays.asList(parts).subList(2, parts.length)) {
                keys.add(key.startsWith("=") ? key.substring(1) : null);
            }
            return Optional.of(new Cursor(Long.parseUnsignedLong(parts[0], 16),
                    new ResourceKey(parts[1].substring(0, slash), parts[1].substring(slash + 1)), keys));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
