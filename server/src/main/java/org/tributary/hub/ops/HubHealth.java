package org.tributary.hub.ops;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.store.IndexRebuild;

/**
 * Up when a caller can be answered: the database takes a read as a caller does it. It says how many resource types are
 * still to be indexed anew, whose searches may miss something after an upgrade.
 */
@Component
final class HubHealth implements HealthIndicator {

    private final ReaderDatabase reader;
    private final IndexRebuild index;

    HubHealth(ReaderDatabase reader, IndexRebuild index) {
        this.reader = reader;
        this.index = index;
    }

    @Override
    public Health health() {
        try {
            int indexing = reader.read(Caller.hub(), index::list).size();
            return Health.up().withDetail("typesBeingIndexed", indexing).build();
        } catch (DataAccessException e) {
            return Health.down().build();
        }
    }
}
