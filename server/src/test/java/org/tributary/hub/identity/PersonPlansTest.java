package org.tributary.hub.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tributary.hub.TestDatabase;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.Purpose;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.Role;
import org.tributary.hub.access.Scopes;
import org.tributary.hub.access.SmartScope;
import org.tributary.hub.access.WriterDatabase;
import org.tributary.hub.identity.PersonRecords.Where;
import org.tributary.hub.store.RecordOwner;
import org.tributary.hub.store.ResourceBody;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceSearch;
import org.tributary.hub.store.ResourceSearch.Parameter;
import org.tributary.hub.store.ResourceWrite;
import org.tributary.hub.store.ResourceWriter;

/** Questions about persons as the reader's login, under row-level security: which index they use. */
class PersonPlansTest {

    private static final int PERSONS = 3000;

    private static ReaderDatabase reader;

    private final ResourceSearch search = new ResourceSearch();

    /** Each person is two Patients, of two publishers. */
    @BeforeAll
    static void load() {
        TestDatabase database = TestDatabase.create();
        WriterDatabase writer = database.writer();
        reader = database.reader();
        for (int feed = 1; feed <= 2; feed++) {
            String publisher = "R" + feed;
            RecordOwner owner = new RecordOwner(feed, writer.write(
                    transaction -> new Scopes().scopeOf(transaction, Scopes.Publication.of(publisher, "acute"))),
                    OptionalLong.empty());
            writer.write(transaction -> new ResourceWriter().write(transaction, owner,
                    IntStream.range(0, PERSONS).mapToObj(i -> patient(owner.feed(), i)).toList()));
            writer.write(transaction -> transaction.jdbc()
                    .sql("""
                            WITH made AS (
                              INSERT INTO person (id, made) SELECT md5('' || i)::uuid, now() FROM generate_series(0, :last) i
                              ON CONFLICT DO NOTHING)
                            INSERT INTO person_link (person, patient, feed, scope, rule, since)
                            SELECT md5('' || i)::uuid, 'p' || :feed || '-' || i, :feed, :scope, 'alone', now()
                            FROM generate_series(0, :last) i""")
                    .param("last", PERSONS - 1)
                    .param("feed", owner.feed())
                    .param("scope", owner.scope())
                    .update());
        }
        writer.write(transaction -> transaction.jdbc()
                .sql("ANALYZE resource, index_token, index_text, index_span, person, person_link")
                .update());
    }

    private static ResourceWrite patient(int feed, int i) {
        String json = """
                {"resourceType":"Patient","id":"p%1$d-%2$d","identifier":[{"system":"urn:n","value":"%2$d"}],
                 "name":[{"family":"Family%2$d"}],"birthDate":"%3$d-01-01"}""".formatted(feed, i, 1930 + i % 90);
        return switch (ResourceBody.parse(json.getBytes(StandardCharsets.UTF_8))) {
            case ResourceBody.Valid valid -> new ResourceWrite.Put(
                    new ResourceKey("Patient", valid.body().id().orElseThrow()), valid.body(), OptionalInt.empty());
            case ResourceBody.Invalid invalid -> throw new AssertionError(invalid.problems());
        };
    }

    private static List<String> plan(String sql, Map<String, ?> parameters) {
        return reader.read(caller("R1"), transaction -> transaction.jdbc()
                .sql("EXPLAIN " + sql)
                .params(parameters)
                .query(String.class)
                .list());
    }

    private static Caller caller(String organisation) {
        return new Caller("test", Optional.of(organisation), Role.SYSTEM, Purpose.DIRECT_CARE, Set.of(SmartScope.ALL),
                false);
    }

    private static UUID person(int i) {
        return reader.read(caller("R1"), transaction -> transaction.jdbc()
                .sql("SELECT md5(:i)::uuid")
                .param("i", Integer.toString(i))
                .query(UUID.class)
                .single());
    }

    @Test
    void the_source_patients_of_a_person_are_found_by_index() {
        List<String> plan = plan(PersonExpansion.SQL, Map.of("persons", new UUID[]{person(7)}));
        assertThat(String.join("\n", plan)).contains("person_link_by_person").doesNotContain("Seq Scan on person_link");
        List<String> patients = reader.read(caller("R2"),
                transaction -> new PersonExpansion().listPatients(transaction, List.of(person(7).toString())));
        assertThat(patients).containsExactly("p2-7");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {"identifier=urn:n|7 index_token_search", "name=family17 index_text_search"})
    void persons_are_found_by_the_index_of_what_their_sources_say(String query, String index) {
        Where page = reader.read(caller("R1"), transaction -> {
            List<Parameter> parameters = List.of(new Parameter(query.substring(0, query.indexOf('=')),
                    query.substring(query.indexOf('=') + 1)));
            PersonCondition condition = new PersonCondition.Matching(
                    search.matching(transaction, search.compile("Patient", parameters), "s_"));
            return PersonRecords.pageOf(PersonRecords.where(transaction, List.of(condition)), Optional.empty(), 20);
        });
        assertThat(String.join("\n", plan(page.sql(), page.parameters()))).contains(index, "person_link_current")
                .doesNotContain("Seq Scan on person_link", "Seq Scan on resource");
    }

    @Test
    void a_page_of_all_persons_walks_the_index_of_persons() {
        Where page = reader.read(caller("R1"), transaction -> PersonRecords
                .pageOf(PersonRecords.where(transaction, List.of()), Optional.of(person(9).toString()), 20));
        assertThat(String.join("\n", plan(page.sql(), page.parameters()))).contains("person_link_by_person")
                .doesNotContain("Sort", "Seq Scan");
    }
}
