package org.tributary.hub.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.ingest.FileLoad.Reject;
import org.tributary.hub.ingest.FileLoad.Source;
import org.tributary.hub.ingest.FileLoad.Sum;
import org.tributary.hub.ops.TestHub;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceReader;
import org.tributary.hub.store.StoredResource;

/** A batch of a load is stored while the one before it is still being linked: nobody can tell. */
@SuppressWarnings("NullAway.Init")
@Timeout(120)
class BatchesOfLoadsTest {

    /** Fills three batches and some. */
    private static final int LINES = 3_400;

    private static TestHub hub;

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void start() {
        hub = TestHub.start();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static String basic(String id, String code) {
        return "{\"resourceType\":\"Basic\",\"id\":\"%s\",\"code\":{\"text\":\"%s\"}}".formatted(id, code);
    }

    private Sum load(String feed, Stream<String> lines, List<Reject> rejects, Consumer<Sum> progress)
            throws IOException {
        Path file = Files.write(folder.resolve(feed + ".ndjson"), (Iterable<String>) lines::iterator);
        return hub.get(FileLoad.class)
                .load(new Source(feed, Optional.of("RZ9"), Optional.empty()), file, rejects::add, progress);
    }

    private static long count(String ids) {
        return hub.get(ReaderDatabase.class)
                .read(Caller.hub(), transaction -> transaction.jdbc()
                        .sql("SELECT count(*) FROM resource WHERE type = 'Basic' AND id LIKE :ids")
                        .param("ids", ids)
                        .query(Long.class)
                        .single());
    }

    @Test
    void whatComesAgainInLaterBatchesHasAVersionForEachInTheirOrder() throws Exception {
        Stream<String> lines = IntStream.range(0, LINES)
                .mapToObj(line -> basic(line % 100 == 7 ? "again" : "order-" + line, "line " + line));
        List<Sum> told = new ArrayList<>();

        Sum sum = load("order", lines, new ArrayList<>(), told::add);

        assertThat(sum).isEqualTo(new Sum(LINES, 0, 0));
        assertThat(told.getLast()).isEqualTo(sum);
        assertThat(told).extracting(Sum::accepted).isSorted();
        StoredResource again = hub.get(ResourceReader.class)
                .find(hub.get(ReaderDatabase.class), Caller.hub(), new ResourceKey("Basic", "again"))
                .orElseThrow();
        assertThat(again.version()).isEqualTo(34);
        assertThat(new String(again.json(), StandardCharsets.UTF_8)).contains("\"line 3307\"");
    }

    @Test
    void batchesBehindOneWithAnotherFeedsResourceAreLoadedWithoutIt() throws Exception {
        load("theirs", Stream.of(basic("foreign-3", "theirs")), new ArrayList<>(), sum -> {
        });
        List<Reject> rejects = new ArrayList<>();

        Sum sum = load("mine", IntStream.range(0, LINES).mapToObj(line -> basic("foreign-" + line, "mine")), rejects,
                ignored -> {
                });

        assertThat(sum).isEqualTo(new Sum(LINES - 1, 1, 0));
        assertThat(rejects).extracting(Reject::line).containsExactly(4L);
        assertThat(count("foreign-%")).isEqualTo(LINES);
    }

    @Test
    void aLoadThatEndsWhenABatchIsToldOfLeavesNothingBehindThatBatch() {
        assertThatThrownBy(() -> load("ends", IntStream.range(0, LINES).mapToObj(line -> basic("ends-" + line, "x")),
                new ArrayList<>(), sum -> {
                    throw new IllegalStateException("enough");
                })).hasMessage("enough");

        assertThat(count("ends-%")).isEqualTo(1_000);
    }

    @Test
    void aBatchOfLargeResourcesEndsSooner() throws Exception {
        List<Long> told = new ArrayList<>();

        load("large", IntStream.range(0, 10).mapToObj(line -> basic("large-" + line, "x".repeat(1024 * 1024))),
                new ArrayList<>(), sum -> told.add(sum.accepted()));

        assertThat(told).containsExactly(4L, 8L, 10L);
    }

    @Test
    void batchesOfWhichEveryLineIsRejectedAreToldOfInTheirOrder() throws Exception {
        List<Reject> rejects = new ArrayList<>();

        Sum sum = load("bad", IntStream.range(0, LINES)
                .mapToObj(line -> line < 1_000 || line >= 3_000 ? basic("good-" + line, "x") : "{}"), rejects,
                ignored -> {
                });

        assertThat(sum).isEqualTo(new Sum(1_400, 2_000, 0));
        assertThat(rejects).extracting(Reject::line).isSorted().hasSize(2_000);
    }
}
