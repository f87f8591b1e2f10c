package org.tributary.hub.store;

import java.util.List;

/**
 * A write to a resource that another publisher's feed owns (HTTP 409). The message is always the same, whether or not
 * the writer may see the resource.
 */
public final class ForeignResource extends StoreException {

    private final List<ResourceKey> keys;

    private ForeignResource(List<ResourceKey> keys) {
        super("A resource with this type and id cannot be written by this publisher");
        this.keys = List.copyOf(keys);
    }

    static ForeignResource of(List<ResourceKey> keys) {
        return new ForeignResource(keys);
    }

    /** Every write of the batch that was refused; a load leaves these out and tries again. */
    public List<ResourceKey> keys() {
        return keys;
    }
}
