package org.tributary.hub.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * How much the doors of this node let in at a time. Bytes are counted while they are read, so that many large documents
 * together cannot exhaust memory; documents wait in a bounded queue for their turn to be worked on. What finds no room
 * is refused at once.
 */
@Component
public final class IntakeRoom {

    private static final int CHUNK = 1 << 16;

    private final IntakeSettings settings;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Semaphore turns;

    IntakeRoom(IntakeSettings settings) {
        this.settings = settings;
        this.turns = new Semaphore(settings.parallel(), true);
    }

    /** Room that one document takes up while it is read and worked on. Not for several threads. */
    public final class Seat implements AutoCloseable {

        private long taken;

        /**
         * Takes room for more bytes.
         *
         * @throws IntakeRefused
         *             when there is none
         */
        public void take(int more) {
            if (bytes.addAndGet(more) > settings.memory().toBytes()) {
                bytes.addAndGet(-more);
                throw IntakeRefused.busy();
            }
            taken += more;
        }

        /**
         * Reads a stream to its end, or to one byte more than a document may have.
         *
         * @throws IntakeRefused
         *             when there is no room for it
         */
        public byte[] read(InputStream in, long longest) throws IOException {
            ByteArrayOutputStream document = new ByteArrayOutputStream();
            byte[] chunk = new byte[CHUNK];
            for (int length = in.read(chunk); length >= 0 && document.size() <= longest; length = in.read(chunk)) {
                take(length);
                document.write(chunk, 0, length);
            }
            return document.toByteArray();
        }

        @Override
        public void close() {
            bytes.addAndGet(-taken);
            taken = 0;
        }
    }

    /** Opens a seat without bytes. */
    public Seat seat() {
        return new Seat();
    }

    /**
     * Does work when its turn has come.
     *
     * @throws IntakeRefused
     *             when too much waits already, or its turn did not come in time
     */
    <T> T inTurn(Supplier<T> work) {
        if (!turns.tryAcquire()) {
            await();
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    private void await() {
        if (waiting.incrementAndGet() > settings.waiting()) {
            waiting.decrementAndGet();
            throw IntakeRefused.busy();
        }
        try {
            if (!turns.tryAcquire(settings.patience().toMillis(), TimeUnit.MILLISECONDS)) {
                throw IntakeRefused.busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw IntakeRefused.busy();
        } finally {
            waiting.decrementAndGet();
        }
    }

    long bytes() {
        return bytes.get();
    }

    int waiting() {
        return waiting.get();
    }
}
