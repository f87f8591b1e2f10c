package org.tributary.hub.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tributary.hub.TestDatabase;
import org.tributary.hub.access.ReadStatement.Planned;

/** A read of one statement sees what its caller may see, and nothing by definitions that have changed since. */
class ReadStatementTest {

    private static final Caller CALLER = new Caller("test", Optional.of("R1"), Role.SYSTEM, Purpose.DIRECT_CARE,
            Set.of(SmartScope.ALL), false);

    private final TestDatabase database = TestDatabase.create();

    @Test
    void aStatementMadeByOtherDefinitionsReadsNoRow() {
        long inForce = database.reader().read(CALLER, ReadTransaction::definitions);
        List<Integer> seen = new ArrayList<>();
        assertThat(ask(inForce + 1, seen)).isEmpty();
        assertThat(seen).isEmpty();
        assertThat(ask(inForce, seen)).contains(List.of(7));
        assertThat(seen).containsExactly(7);
    }

    private Optional<List<Integer>> ask(long definitions, List<Integer> seen) {
        return database.reader()
                .query(CALLER, new ReadStatement("SELECT ?::int", List.of(7), OptionalLong.of(definitions),
                        Planned.AS_USUAL), (release, row) -> {
                            seen.add(row.getInt(1));
                            return row.getInt(1);
                        });
    }

    @Test
    void whatIsPlannedOnceIsPlannedAsUsualInTheNextTransaction() {
        assertThat(planned(Planned.ONCE)).contains(List.of("force_generic_plan"));
        assertThat(planned(Planned.AS_USUAL)).contains(List.of("auto"));
        String read = database.reader()
                .read(CALLER, transaction -> transaction.jdbc()
                        .sql("SHOW plan_cache_mode")
                        .query(String.class)
                        .single());
        assertThat(read).isEqualTo("auto");
    }

    private Optional<List<String>> planned(Planned planned) {
        return database.reader()
                .query(CALLER, new ReadStatement("SELECT current_setting('plan_cache_mode')", List.of(),
                        OptionalLong.empty(), planned), (release, row) -> row.getString(1));
    }

    @Test
    void anAgreementThatEndsIsClosedFromTheNextStatementOn() {
        int scope = database.writer()
                .write(transaction -> new Scopes().scopeOf(transaction, Scopes.Publication.of("R2", "acute")));
        database.writer()
                .write(transaction -> transaction.jdbc()
                        .sql("INSERT INTO agreement (publisher, receiver, purpose) VALUES ('R2', 'R1', ?)")
                        .param(Purpose.DIRECT_CARE.code())
                        .update());
        assertThat(scopes()).contains(List.of("{" + scope + "}"));
        database.writer().write(transaction -> transaction.jdbc().sql("DELETE FROM agreement").update());
        assertThat(scopes()).contains(List.of("{}"));
    }

    private Optional<List<String>> scopes() {
        return database.reader()
                .query(CALLER, ReadStatement.of("SELECT current_setting('hub.scopes')"),
                        (release, row) -> row.getString(1));
    }
}
