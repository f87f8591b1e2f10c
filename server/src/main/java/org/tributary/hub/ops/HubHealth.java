package org.tributary.hub.ops;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReaderDatabase;

/** Up when a caller can be answered: the database takes a read as a caller does it. */
@Component
final class HubHealth implements HealthIndicator {

    private final ReaderDatabase reader;

    HubHealth(ReaderDatabase reader) {
        this.reader = reader;
    }

    @Override
    public Health health() {
        try {
            reader.read(Caller.hub(),
                    transaction -> transaction.jdbc().sql("SELECT 1").query(Integer.class).single());
            return Health.up().build();
        } catch (DataAccessException e) {
            return Health.down().build();
        }
    }
}
