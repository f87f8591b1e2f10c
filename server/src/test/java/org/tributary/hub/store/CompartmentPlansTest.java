package org.tributary.hub.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.hub.TestDatabase;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.Purpose;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.Role;
import org.tributary.hub.access.Scopes;
import org.tributary.hub.access.SmartScope;
import org.tributary.hub.access.WriterDatabase;
import org.tributary.hub.store.CompartmentSql.Part;
import org.tributary.hub.store.CompartmentSql.Position;
import org.tributary.hub.store.CompartmentSql.Statement;

/** Pages of a compartment as the reader's login, under row-level security: which index they use, and that they end. */
class CompartmentPlansTest {

    private static final int PATIENTS = 60;
    private static final int RECORD = 150;

    private static ReaderDatabase reader;

    @BeforeAll
    static void load() {
        TestDatabase database = TestDatabase.create();
        WriterDatabase writer = database.writer();
        reader = database.reader();
        List<ResourceWrite> writes = new ArrayList<>();
        for (int p = 0; p < PATIENTS; p++) {
            writes.add(put("{'resourceType':'Patient','id':'p" + p + "'}"));
            writes.add(put("{'resourceType':'Practitioner','id':'d" + p + "'}"));
            writes.add(put("{'resourceType':'Encounter','id':'e" + p + "','status':'finished','class':{'code':'AMB'},"
                    + "'subject':{'reference':'Patient/p" + p + "'}}"));
            for (int i = 0; i < RECORD; i++) {
                writes.add(put("{'resourceType':'Observation','id':'o" + p + "-" + i + "','status':'final',"
                        + "'code':{'text':'x'},'subject':{'reference':'Patient/p" + p
                        + "'},'encounter':{'reference':'Encounter/e" + p
                        + "'},'performer':[{'reference':'Practitioner/d"
                        + i % PATIENTS + "'}]}"));
            }
        }
        int scope = writer
                .write(transaction -> new Scopes().scopeOf(transaction, Scopes.Publication.of("R1", "acute")));
        writer.write(transaction -> new ResourceWriter().write(transaction,
                new RecordOwner(1, scope, OptionalLong.empty()), writes));
        writer.write(transaction -> transaction.jdbc()
                .sql("ANALYZE resource, index_token, index_link, index_span, index_text")
                .update());
    }

    private static ResourceWrite put(String json) {
        return switch (ResourceBody.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8))) {
            case ResourceBody.Valid valid -> new ResourceWrite.Put(
                    new ResourceKey(valid.body().type(), valid.body().id().orElseThrow()), valid.body(),
                    OptionalInt.empty());
            case ResourceBody.Invalid invalid -> throw new AssertionError(invalid.problems());
        };
    }

    private static Caller caller() {
        return new Caller("test", Optional.of("R1"), Role.SYSTEM, Purpose.DIRECT_CARE, Set.of(SmartScope.ALL), false);
    }

    private static CompartmentQuery query(String focus, int count, Optional<String> cursor) {
        String[] parts = focus.split("/");
        return new CompartmentQuery(
                focus.isEmpty() ? Optional.empty() : Optional.of(new ResourceKey(parts[0], parts[1])), Set.of(),
                Optional.empty(), Optional.empty(), Optional.empty(), count, cursor);
    }

    private static String plan(Statement statement) {
        List<String> lines = reader.read(caller(), transaction -> transaction.jdbc()
                .sql("EXPLAIN " + statement.sql())
                .params(statement.parameters())
                .param("limit", 101)
                .query(String.class)
                .list());
        return String.join("\n", lines);
    }

    @Test
    void a_page_of_a_record_comes_from_its_index_in_order() {
        Position behind = new Position(Part.RECORD, "Observation", 500, "");
        Statement record = new CompartmentSql(query("Patient/p7", 100, Optional.empty()))
                .statements(Optional.of(behind))
                .getFirst();
        assertThat(plan(record)).contains("Index Scan using resource_by_patient").doesNotContain("Sort");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Patient/p7", "Encounter/e7"})
    void the_rest_of_a_compartment_and_what_it_refers_to_come_from_indexes(String focus) {
        for (Statement statement : new CompartmentSql(query(focus, 100, Optional.empty()))
                .statements(Optional.empty())) {
            assertThat(plan(statement)).as(statement.part().name()).doesNotContain("Seq Scan");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Patient/p7", "Encounter/e7", ""})
    void pages_hold_each_resource_once(String focus) {
        List<ResourceKey> keys = new ArrayList<>();
        CompartmentReader compartments = new CompartmentReader(new ResourceReader());
        Optional<String> cursor = Optional.empty();
        do {
            CompartmentQuery query = query(focus, 100, cursor);
            CompartmentPage page = reader.read(caller(), transaction -> compartments.read(transaction, query))
                    .orElseThrow();
            page.members().forEach(resource -> keys.add(resource.key()));
            page.referenced().forEach(resource -> keys.add(resource.key()));
            cursor = page.next();
        } while (cursor.isPresent());

        int each = 2 + RECORD;
        assertThat(keys).hasSize(focus.isEmpty() ? PATIENTS * (each + 1) : each + PATIENTS);
        assertThat(new HashSet<>(keys)).hasSameSizeAs(keys);
    }
}
