package org.tributary.hub.fhir.index;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.store.IndexRebuild;
import org.tributary.hub.store.IndexRebuild.Progress;

/** How much is still to be indexed anew, in numbers; asked of the database whenever somebody wants to know. */
@Component
final class IndexMetrics implements MeterBinder {

    private final ReaderDatabase database;
    private final IndexRebuild index;

    IndexMetrics(ReaderDatabase database, IndexRebuild index) {
        this.database = database;
        this.index = index;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("tributary.index.types.pending", this, metrics -> metrics.left().size()).register(registry);
        Gauge.builder("tributary.index.resources.done", this,
                metrics -> metrics.left().stream().mapToLong(Progress::done).sum()).register(registry);
    }

    private List<Progress> left() {
        return database.read(Caller.hub(), index::list);
    }
}
