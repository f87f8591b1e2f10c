package org.tributary.hub.ops;

import java.util.List;
import java.util.concurrent.Callable;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.ingest.Reindex;
import org.tributary.hub.store.IndexRebuild;
import org.tributary.hub.store.IndexRebuild.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Indexes everything anew, beside running hubs, which help, or without one; cut off, it goes on when a hub serves. */
@Command(name = "reindex", mixinStandardHelpOptions = true, description = "Make the search index anew from the resources; searches are answered meanwhile.")
final class ReindexCommand implements Callable<Integer> {

    private static final long REPORT_NANOS = 5_000_000_000L;
    private static final long PAUSE_MILLIS = 200;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws Exception {
        return database.run(hub -> {
            Reindex reindex = hub.getBean(Reindex.class);
            ReaderDatabase reader = hub.getBean(ReaderDatabase.class);
            IndexRebuild index = hub.getBean(IndexRebuild.class);
            reindex.requestAll();
            int told = 0;
            List<Progress> left = reader.read(Caller.hub(), index::list);
            while (!left.isEmpty()) {
                if (left.size() != told) {
                    told = left.size();
                    System.out.println("Types of resources still to be indexed: " + told);
                }
                long until = System.nanoTime() + REPORT_NANOS;
                reindex.run(() -> System.nanoTime() < until);
                // Other nodes may still be at it.
                Thread.sleep(PAUSE_MILLIS);
                left = reader.read(Caller.hub(), index::list);
            }
            System.out.println("All is indexed");
            return 0;
        });
    }
}
