package org.tributary.hub.ingest.api;

import java.util.Optional;
import java.util.UUID;

/** Ids as they stand in addresses. */
final class Ids {

    private Ids() {
    }

    static Optional<UUID> find(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
