package org.tributary.hub.identity.linking;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Persons and which Patients they are.
 *
 * <p>
 * Owns the tables {@code person} and {@code person_link}.
 */
final class PersonRows {

    private final JdbcClient jdbc;
    private final Instant now;

    PersonRows(JdbcClient jdbc, Instant now) {
        this.jdbc = jdbc;
        this.now = now;
    }

    /** A Patient's new place. */
    record Move(String patient, int feed, int scope, UUID person, String rule, @Nullable Double score,
            @Nullable String evidence, @Nullable UUID decision) {
    }

    /** The persons that these Patients are in. */
    Set<UUID> findPersons(Collection<String> patients) {
        return new HashSet<>(jdbc.sql("""
                SELECT DISTINCT person FROM person_link WHERE patient = ANY (:patients) AND until IS NULL""")
                .param("patients", patients.toArray(String[]::new))
                .query(UUID.class)
                .list());
    }

    /** When persons were made. */
    Map<UUID, Instant> made(Collection<UUID> persons) {
        Map<UUID, Instant> made = new HashMap<>();
        jdbc.sql("SELECT id, made FROM person WHERE id = ANY (:ids::uuid[])")
                .param("ids", texts(persons, UUID::toString))
                .query(row -> {
                    made.put(row.getObject("id", UUID.class), row.getTimestamp("made").toInstant());
                });
        return made;
    }

    /** By Patient the retired person that it was in last, if it was in one that nobody is in now. */
    Map<String, UUID> findRetired(Collection<String> patients) {
        Map<String, UUID> found = new HashMap<>();
        jdbc.sql("""
                SELECT DISTINCT ON (l.patient) l.patient, l.person
                FROM person_link l JOIN person p ON p.id = l.person
                WHERE l.patient = ANY (:patients) AND l.until IS NOT NULL AND p.retired_into IS NOT NULL
                ORDER BY l.patient, l.until DESC, l.person""")
                .param("patients", patients.toArray(String[]::new))
                .query(row -> {
                    found.put(row.getString("patient"), row.getObject("person", UUID.class));
                });
        return found;
    }

    /** Takes a retired person back; false when somebody else just did. */
    boolean revive(UUID person) {
        return jdbc.sql("UPDATE person SET retired_into = NULL WHERE id = :id AND retired_into IS NOT NULL")
                .param("id", person)
                .update() == 1;
    }

    void make(Collection<UUID> persons) {
        if (!persons.isEmpty()) {
            jdbc.sql("INSERT INTO person (id, made) SELECT id, :made FROM unnest(:ids::uuid[]) AS id")
                    .param("ids", texts(persons, UUID::toString))
                    .param("made", Timestamp.from(now))
                    .update();
        }
    }

    void retire(Map<UUID, UUID> heirs) {
        heirs.forEach((person, heir) -> jdbc.sql("UPDATE person SET retired_into = :into WHERE id = :person")
                .param("into", heir)
                .param("person", person)
                .update());
    }

    void end(Collection<String> patients) {
        if (!patients.isEmpty()) {
            jdbc.sql("UPDATE person_link SET until = :now WHERE patient = ANY (:patients) AND until IS NULL")
                    .param("now", Timestamp.from(now))
                    .param("patients", patients.toArray(String[]::new))
                    .update();
        }
    }

    void move(Collection<Move> all) {
        if (all.isEmpty()) {
            return;
        }
        List<Move> moves = new ArrayList<>(all);
        jdbc.sql("""
                INSERT INTO person_link (person, patient, feed, scope, rule, score, evidence, decision, since)
                SELECT m.*, :since
                FROM unnest(:persons::uuid[], :patients::text[], :feeds::int[], :scopes::int[], :rules::text[],
                            :scores::float8[], :evidence::text[], :decisions::uuid[]) AS m""")
                .param("persons", texts(moves, move -> move.person().toString()))
                .param("patients", texts(moves, Move::patient))
                .param("feeds", moves.stream().map(Move::feed).toArray(Integer[]::new))
                .param("scopes", moves.stream().map(Move::scope).toArray(Integer[]::new))
                .param("rules", texts(moves, Move::rule))
                .param("scores", moves.stream().map(Move::score).toArray(Double[]::new))
                .param("evidence", texts(moves, Move::evidence))
                .param("decisions",
                        texts(moves, move -> move.decision() == null ? null : move.decision().toString()))
                .param("since", Timestamp.from(now))
                .update();
    }

    private static <T> @Nullable String[] texts(Collection<T> values, Function<T, @Nullable String> column) {
        return values.stream().map(column).toArray(String[]::new);
    }
}
