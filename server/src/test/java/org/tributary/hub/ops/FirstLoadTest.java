package org.tributary.hub.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tributary.hub.TestDatabase;
import org.tributary.hub.access.DatabaseSettings;
import org.tributary.hub.ingest.CommitLine;
import org.tributary.hub.ingest.FirstLoad;
import org.tributary.hub.store.ResourceBody;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceWrite;
import org.tributary.hub.store.SearchIndexes;

/** A first load makes the indexes of searches at its end, whatever happens. */
@SuppressWarnings("NullAway.Init")
class FirstLoadTest {

    /** As many as {@link SearchIndexes} names. */
    private static final int PUT_OFF = 20;

    private final DatabaseSettings database = TestDatabase.create().settings();
    private TestHub hub;
    private Set<String> all;

    @BeforeEach
    void start() {
        hub = TestHub.start(database);
        all = indexes();
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void theFirstLoadOfAnEmptyStoreDoesWithoutTheIndexesOfSearchesAndMakesThemAtItsEnd() throws Exception {
        Set<String> during = hub.get(FirstLoad.class).run(() -> {
            write("a");
            assertThat(grams()).isEmpty();
            return indexes();
        });
        assertThat(all).containsAll(during).hasSize(during.size() + PUT_OFF);
        assertThat(indexes()).isEqualTo(all);
        assertThat(grams()).containsExactlyInAnyOrder("ter", "ern", "ter", "ern");
    }

    @Test
    void aLoadThatFailsHasTheIndexesMadeAllTheSame() {
        assertThatThrownBy(() -> hub.get(FirstLoad.class).run(() -> {
            throw new IllegalStateException("cut short");
        })).hasMessage("cut short");
        assertThat(indexes()).isEqualTo(all);
    }

    @Test
    void whatALoadThatWasKilledLeftToDoIsDoneByTheNextHubThatStarts() {
        hub.get(CommitLine.class).change(hub.get(SearchIndexes.class)::putOff);
        write("a");
        assertThat(indexes()).isNotEqualTo(all);
        hub.close();
        hub = TestHub.start(database);
        assertThat(indexes()).isEqualTo(all);
        assertThat(grams()).containsExactlyInAnyOrder("ter", "ern", "ter", "ern");
    }

    @Test
    void aStoreThatHoldsSomethingKeepsItsIndexesDuringALoad() throws Exception {
        write("a");
        assertThat(hub.get(FirstLoad.class).run(this::indexes)).isEqualTo(all);
    }

    @Test
    void aStoreThatAnotherHubServesKeepsItsIndexesDuringALoad() throws Exception {
        try (Connection another = DriverManager.getConnection(database.url(), database.writer(),
                database.writerPassword())) {
            assertThat(hub.get(FirstLoad.class).run(this::indexes)).isEqualTo(all);
            assertThat(another.isValid(1)).isTrue();
        }
    }

    private void write(String id) {
        ResourceBody patient = ((ResourceBody.Valid) ResourceBody
                .parse("{\"resourceType\":\"Patient\",\"id\":\"%s\",\"name\":[{\"family\":\"Tern\"}]}".formatted(id)
                        .getBytes(StandardCharsets.UTF_8)))
                .body();
        hub.get(CommitLine.class)
                .write(TestHub.carer("RZ8"), List.of(
                        new ResourceWrite.Put(new ResourceKey("Patient", id), patient, OptionalInt.empty())));
    }

    /** What is found by parts of texts: of the family name, and of the same as a part of the name. */
    private List<String> grams() {
        return hub.get(CommitLine.class)
                .change(transaction -> transaction.jdbc()
                        .sql("SELECT gram FROM index_gram")
                        .query(String.class)
                        .list());
    }

    /** Every index with how it is made. */
    private Set<String> indexes() {
        return hub.get(CommitLine.class)
                .change(transaction -> transaction.jdbc()
                        .sql("SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema()")
                        .query(String.class)
                        .set());
    }
}
