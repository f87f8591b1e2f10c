package org.tributary.hub.store;

import java.util.List;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.WriteTransaction;

/** Writes resources; for the commit line alone. */
@Component
public final class ResourceWriter {

    /**
     * Applies the writes of one publisher in order.
     *
     * @return one outcome per write, in their order
     * @throws VersionConflict
     *             when a write expected another version
     * @throws ForeignResource
     *             when another publisher's feed owns a resource
     */
    public List<WriteOutcome> write(WriteTransaction transaction, RecordOwner owner, List<ResourceWrite> writes) {
        throw new UnsupportedOperationException();
    }

    /** The current, not deleted resources of an aggregate. */
    public List<ResourceKey> listOwned(WriteTransaction transaction, long aggregate) {
        throw new UnsupportedOperationException();
    }
}
