package org.tributary.hub.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.tributary.hub.Seed;
import org.tributary.hub.ingest.Feed;
import org.tributary.hub.ops.synth.Borough;
import org.tributary.hub.ops.synth.SyntheticDocument;

/**
 * The same documents end in the same record: sent twice, shuffled, or by four writers at once. A quarter of the full
 * size, which {@code -Dtributary.test.full=true} asks for.
 */
class ConvergenceTest {

    private static final int PEOPLE = 60;
    private static final long BOROUGH_SEED = 11;
    private static final int SHUFFLES = Boolean.getBoolean("tributary.test.full") ? 20 : 5;

    private final Borough borough = Borough.generate(PEOPLE, BOROUGH_SEED);
    private final List<SyntheticDocument> documents = borough.documents().toList();

    @Test
    void twiceShuffledAndByFourWritersAtOnceEndInOneDigest() throws Exception {
        String inOrder = digestOf(documents, 1);
        assertThat(digestOf(twice(), 1)).as("sent twice").isEqualTo(inOrder);
        long seed = Seed.get();
        System.out.println("ConvergenceTest shuffles with seed " + seed);
        assertThat(digestOf(shuffled(seed), 1)).as("shuffled with seed %d", seed).isEqualTo(inOrder);
        for (long shuffle = seed + 1; shuffle <= seed + SHUFFLES; shuffle++) {
            assertThat(digestOf(shuffled(shuffle), 4)).as("four writers, seed %d", shuffle).isEqualTo(inOrder);
        }
    }

    private List<SyntheticDocument> twice() {
        List<SyntheticDocument> twice = new ArrayList<>(documents);
        twice.addAll(documents);
        return twice;
    }

    private List<SyntheticDocument> shuffled(long seed) {
        List<SyntheticDocument> shuffled = new ArrayList<>(documents);
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled;
    }

    private String digestOf(List<SyntheticDocument> sent, int writers) throws Exception {
        try (TestHub hub = TestHub.start()) {
            Map<String, Feed> feeds = hub.addFeeds(borough);
            try (ExecutorService pool = Executors.newFixedThreadPool(writers)) {
                List<Future<?>> sending = new ArrayList<>();
                for (SyntheticDocument document : sent) {
                    sending.add(pool.submit(() -> hub.send(feeds, document)));
                }
                for (Future<?> one : sending) {
                    one.get();
                }
            }
            return hub.digest();
        }
    }
}
