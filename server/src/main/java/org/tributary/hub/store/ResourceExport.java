package org.tributary.hub.store;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;

/** Hands over all current resources of a kind that a caller may see, one by one, however many there are. */
@Component
public final class ResourceExport {

    private static final int FETCH = 500;

    /** From when on changes count. */
    public sealed interface Since {
    }

    public record Always() implements Since {
    }

    /** By the time that versions carry, that of a transaction's beginning. */
    public record After(Instant time) implements Since {
    }

    /**
     * By the order of commits.
     *
     * @param snapshot
     *            as {@code pg_current_snapshot()} told it
     */
    public record NotIn(String snapshot) implements Since {
    }

    /**
     * What is wanted of one resource type.
     *
     * @param ofPatients
     *            whether only what belongs to some patient's record is
     * @param patients
     *            to whose records it is limited
     */
    public record Selection(String type, Since since, boolean ofPatients, Optional<List<String>> patients) {
    }

    private record Condition(String sql, Map<String, Object> parameters) {
    }

    public void forEach(ReadTransaction transaction, Selection selection, Consumer<StoredResource> consumer) {
        Condition condition = condition(selection);
        transaction.jdbc()
                .sql("SELECT type, id, version, last_updated, body, patient FROM resource WHERE body IS NOT NULL AND "
                        + condition.sql())
                .params(condition.parameters())
                .withFetchSize(FETCH)
                .query(row -> {
                    consumer.accept(ResourceReader.stored(transaction.release(), row));
                });
    }

    /** What was deleted since; whose record it belonged to is no longer known. */
    public void forEachDeleted(ReadTransaction transaction, String type, Since since, Consumer<ResourceKey> consumer) {
        Condition condition = condition(new Selection(type, since, false, Optional.empty()));
        transaction.jdbc()
                .sql("SELECT type, id FROM resource WHERE body IS NULL AND " + condition.sql())
                .params(condition.parameters())
                .withFetchSize(FETCH)
                .query(row -> {
                    consumer.accept(new ResourceKey(row.getString("type"), row.getString("id")));
                });
    }

    /** Those ids that the selection holds, each with the patient to whose record it belongs, empty for none. */
    public Map<String, Optional<String>> retain(ReadTransaction transaction, Selection selection,
            Collection<String> ids) {
        Condition condition = condition(selection);
        Map<String, Optional<String>> retained = new HashMap<>();
        transaction.jdbc()
                .sql("SELECT id, patient FROM resource WHERE body IS NOT NULL AND id = ANY (:ids) AND "
                        + condition.sql())
                .params(condition.parameters())
                .param("ids", ids.toArray(String[]::new))
                .query(row -> {
                    retained.put(row.getString("id"), Optional.ofNullable(row.getString("patient")));
                });
        return retained;
    }

    private static Condition condition(Selection selection) {
        Map<String, Object> parameters = new HashMap<>();
        StringBuilder sql = new StringBuilder("type = :type");
        parameters.put("type", selection.type());
        switch (selection.since()) {
            case Always always -> {
                // Nothing is too old.
            }
            case After(Instant time) -> {
                sql.append(" AND last_updated >= :since");
                parameters.put("since", time.atOffset(ZoneOffset.UTC));
            }
            case NotIn(String snapshot) -> {
                sql.append(" AND tx >= pg_snapshot_xmin(CAST(:snapshot AS pg_snapshot))"
                        + " AND NOT pg_visible_in_snapshot(tx, CAST(:snapshot AS pg_snapshot))");
                parameters.put("snapshot", snapshot);
            }
        }
        if (selection.ofPatients()) {
            sql.append(" AND patient IS NOT NULL");
        }
        selection.patients().ifPresent(patients -> {
            sql.append(" AND patient = ANY (:patients)");
            parameters.put("patients", patients.toArray(String[]::new));
        });
        return new Condition(sql.toString(), parameters);
    }
}
