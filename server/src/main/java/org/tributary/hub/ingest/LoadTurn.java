package org.tributary.hub.ingest;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A batch's turn in a load. Its resources are stored while those of the batch before it are still being linked; it
 * links and commits after that one, and not at all when that one was not committed as a whole. So a load leaves behind
 * what it would if its batches went one by one, wherever it is cut off.
 *
 * <p>
 * A batch begins when the one before it has locked all that it will ask for by name. From there on that one needs
 * nothing that this one holds, so the two never wait for each other in a circle, and what comes in both is written in
 * its order.
 */
final class LoadTurn {

    /** The batch before was not committed as a whole: this one takes back what it did, and is to be done again. */
    static final class StandBack extends RuntimeException {

        private static final long serialVersionUID = 1;

        private StandBack() {
            super("The batch before was not committed as a whole");
        }
    }

    private final CompletableFuture<Boolean> before;
    private final CompletableFuture<Boolean> locked = new CompletableFuture<>();
    private final CompletableFuture<Boolean> committed = new CompletableFuture<>();

    private LoadTurn(CompletableFuture<Boolean> before) {
        this.before = before;
    }

    /** Of a batch that comes behind none that is under way. */
    static LoadTurn first() {
        return new LoadTurn(CompletableFuture.completedFuture(true));
    }

    /** Of the batch behind this one, once that may begin; empty when this one failed before. */
    Optional<LoadTurn> next() {
        return locked.join() ? Optional.of(new LoadTurn(committed)) : Optional.empty();
    }

    /** Says that nothing more will be locked by name. */
    void lockedAll() {
        locked.complete(true);
    }

    /**
     * Waits for the batch before; then this one may link, and commit.
     *
     * @throws StandBack
     *             when that was not committed as a whole
     */
    void awaitBefore() {
        if (!before.join()) {
            throw new StandBack();
        }
    }

    /** Says that all of the batch is committed, and told of. */
    void finish() {
        committed.complete(true);
        locked.complete(true);
    }

    /** Says that it is not, and will not be as a whole; nothing happens when it is. */
    void fail() {
        committed.complete(false);
        locked.complete(false);
    }
}
