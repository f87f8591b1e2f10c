package org.tributary.hub.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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
import org.tributary.hub.store.MatchingIds;
import tools.jackson.databind.json.JsonMapper;

/** Cohorts as the reader's login, under row-level security: which index they use. */
@SuppressWarnings("NullAway.Init")
class CohortPlansTest {

    private static final int PEOPLE = 4_000;
    private static final int EVENTS = 80_000;

    private static ReaderDatabase reader;

    @BeforeAll
    static void load() throws SQLException {
        TestDatabase database = TestDatabase.create();
        reader = database.reader();
        int scope = database.writer()
                .write(transaction -> new Scopes().scopeOf(transaction, Scopes.Publication.of("R1", "acute")));
        database.writer().write(transaction -> SyntheticEvents.insert(transaction, scope, PEOPLE, EVENTS));
        try (Connection connection = database
                .dataSource(database.settings().writer(), database.settings().writerPassword())
                .getConnection()) {
            connection.createStatement().execute("VACUUM ANALYZE care_event, person_link");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
            "{'all':[{'event':{'codes':['rare']}}]}; care_event_by_code",
            "{'all':[{'event':{'codes':['rare'],'system':'http://snomed.info/sct'}}]}; care_event_by_code",
            "{'all':[{'event':{'codes':['rare'],'period':'2020-01-01/2020-12-31'}}]}; care_event_by_code",
            "{'all':[{'event':{'kind':['emergency-attendance']}}]}; care_event_by_code",
            "{'any':[{'event':{'codes':['rare'],'atLeast':2}}]}; care_event_by_code",
            "{'all':[{'followed':{'first':{'codes':['rare']},'then':{'codes':['seldom']},'withinDays':90}}]}; "
                    + "care_event_by_code",
            "{'none':[{'event':{'codes':['rare']}}]}; care_event_by_code",
            "{'all':[{'event':{'codes':['rare']}}]}; person_link_by_hash"})
    void aCriterionUsesItsIndexUnderRowLevelSecurity(String definition, String index) {
        String plan = plan(definition);
        assertThat(plan).contains(index).doesNotContain("Seq Scan on care_event");
    }

    @Test
    void codesAreCountedWithoutReadingTheEventsThemselves() {
        assertThat(plan("{'all':[{'event':{'codes':['rare'],'system':'http://snomed.info/sct'}}]}"))
                .contains("Index Only Scan using care_event_by_code");
    }

    private static String plan(String definition) {
        return reader.read(caller(), transaction -> {
            CohortSql.Statement statement = CohortSql.write(new DefinitionReader(LocalDate.of(2026, 1, 1),
                    url -> Optional.empty())
                    .read(new JsonPart(JsonMapper.shared()
                            .readTree(definition.replace('\'', '"').getBytes(StandardCharsets.UTF_8)), "")),
                    Optional.empty(), new Nowhere());
            return String.join("\n", transaction.jdbc()
                    .sql("EXPLAIN " + statement.counts())
                    .params(statement.parameters())
                    .query(String.class)
                    .list());
        });
    }

    private static Caller caller() {
        return new Caller("test", Optional.of("R1"), Role.SYSTEM, Purpose.DIRECT_CARE, Set.of(SmartScope.ALL), false);
    }

    /** These definitions ask for nothing but events. */
    private static final class Nowhere implements CohortSql.Elsewhere {

        @Override
        public MatchingIds patientsOfSex(String sex, String prefix) {
            throw new AssertionError("No sex is asked for");
        }

        @Override
        public UUID[] personsWithStays(Criterion.Stay stay) {
            throw new AssertionError("No stay is asked for");
        }
    }
}
