package org.tributary.hub.store.index;

import org.jspecify.annotations.Nullable;
import org.tributary.hub.store.structure.R4Definitions;

/**
 * What a reference's text points at.
 *
 * @param type
 *            the resource type, as far as the text tells; null for URNs and other URLs
 * @param name
 *            what is compared: {@code Patient/123} for this hub's resources, else the whole URL, without a version
 * @param id
 *            the logical id if the reference is relative
 */
public record ReferenceTarget(@Nullable String type, String name, @Nullable String id) {

    private static final String HISTORY = "/_history/";

    public static ReferenceTarget of(String reference) {
        int history = reference.indexOf(HISTORY);
        String plain = history < 0 ? reference : reference.substring(0, history);
        int slash = plain.lastIndexOf('/');
        int before = slash <= 0 ? -1 : plain.lastIndexOf('/', slash - 1);
        String type = slash <= 0 ? "" : plain.substring(before + 1, slash);
        if (!R4Definitions.shared().resourceNames().contains(type)) {
            return new ReferenceTarget(null, plain, null);
        }
        return new ReferenceTarget(type, plain, before < 0 ? plain.substring(slash + 1) : null);
    }

    public long hash() {
        return Hash.value(name);
    }
}
