package org.tributary.hub.ingest;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.WriteTransaction;
import org.tributary.hub.store.IndexRebuild;
import org.tributary.hub.store.IndexRebuild.Step;

/**
 * Brings the index up to date: for search parameters that were added, changed or taken away, after an upgrade, and when
 * an operator asks. Each batch is a transaction that also keeps the place, so that whoever comes next goes on there.
 */
@Component
public final class Reindex implements SmartInitializingSingleton {

    private static final long PAUSE_NANOS = 200_000_000;

    private final CommitLine commitLine;
    private final IndexRebuild index;

    Reindex(CommitLine commitLine, IndexRebuild index) {
        this.commitLine = commitLine;
        this.index = index;
    }

    /** What is written from now on has all rows of today, so that a new store need never be indexed anew. */
    @Override
    public void afterSingletonsInstantiated() {
        change(index::requestIfOlder);
    }

    /** Asks for everything to be indexed anew. */
    public void requestAll() {
        change(index::requestAll);
    }

    /** Goes on until all is done that no other node is doing, or it may not go on. */
    public void run(BooleanSupplier mayGoOn) {
        change(index::requestIfOlder);
        Step step = Step.MILESTONE;
        while (step != Step.NOTHING && mayGoOn.getAsBoolean()) {
            if (step == Step.MILESTONE) {
                change(index::open);
            }
            step = step();
        }
    }

    private Step step() {
        try {
            return commitLine.change(index::step);
        } catch (DataAccessException e) {
            if (!IndexRebuild.gaveWay(e)) {
                throw e;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            return Step.BATCH;
        }
    }

    private void change(Consumer<WriteTransaction> work) {
        commitLine.change(transaction -> {
            work.accept(transaction);
            return transaction;
        });
    }
}
