package org.tributary.hub.store;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.WriteTransaction;

/** Reads resources by name; shows only what the caller may see. */
@Component
public final class ResourceReader {

    /** The current version; a deleted resource comes back as its deletion. */
    public Optional<StoredResource> find(ReadTransaction transaction, ResourceKey key) {
        throw new UnsupportedOperationException();
    }

    public Optional<StoredResource> findVersion(ReadTransaction transaction, ResourceKey key, int version) {
        throw new UnsupportedOperationException();
    }

    /**
     * A page of versions, newest first.
     *
     * @param count
     *            at most so many versions
     * @param cursor
     *            {@link HistoryPage#next()} of the page before
     */
    public HistoryPage listHistory(ReadTransaction transaction, ResourceKey key, int count, Optional<String> cursor) {
        throw new UnsupportedOperationException();
    }

    /** The current, not deleted resources among these, in the order of the keys. */
    public List<StoredResource> findAll(ReadTransaction transaction, Collection<ResourceKey> keys) {
        throw new UnsupportedOperationException();
    }

    /**
     * Hands over every current, not deleted resource except Provenance, ordered by type and id (by code point), as JSON
     * without {@code meta.versionId} and {@code meta.lastUpdated}: what the digest is made of.
     */
    public void forEachCurrent(WriteTransaction transaction, BiConsumer<ResourceKey, byte[]> consumer) {
        throw new UnsupportedOperationException();
    }
}
