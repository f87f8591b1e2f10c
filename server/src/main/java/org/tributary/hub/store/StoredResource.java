package org.tributary.hub.store;

import java.time.Instant;

/**
 * One version of a resource as it is stored.
 *
 * @param version
 *            from 1
 * @param deleted
 *            whether this version is a deletion; then {@code json} is empty
 * @param json
 *            minified UTF-8 JSON as served: {@code id}, {@code meta.versionId} and {@code meta.lastUpdated} included,
 *            everything else as it came
 */
public record StoredResource(ResourceKey key, int version, Instant lastUpdated, boolean deleted, byte[] json) {
}
