package org.tributary.hub.access;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.tributary.hub.access.AuditEntry.Action;
import org.tributary.hub.access.AuditEntry.Outcome;

/**
 * Writes down who was shown what. An entry is committed when {@link #write(AuditEntry)} returns: reads wait for it
 * before their answer leaves. Those that wait at the same time share one commit, which whoever comes first makes for
 * all of them.
 *
 * <p>
 * Owns the tables {@code audit_event} and {@code audit_patient}.
 */
public final class AuditTrail implements AutoCloseable {

    /** What is asked may be long; what the trail keeps of it is not. */
    private static final int MAX_ASKED = 2_000;

    /** Groups of few entries, of at most one patient each, are written by values, which costs the database least. */
    private static final int FEW = 8;

    private static final List<String> WRITE_FEW = IntStream.rangeClosed(1, FEW)
            .mapToObj(entries -> """
                    INSERT INTO audit_event
                      (id, at, organisation, caller, role, purpose, action, asked, outcome, records, patient)
                    VALUES\s""" + String.join(", ",
                    Collections.nCopies(entries, "(nextval('audit_event_id'), now(), ?, ?, ?, ?, ?, ?, ?, ?, ?)")))
            .toList();

    private static final String ENTRIES = """
            SELECT nextval('audit_event_id') AS id, entry.*
            FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::smallint[], ?::integer[], ?::text[])
              AS entry (organisation, caller, role, purpose, action, asked, outcome, records, patients)
            """;

    private static final String WRITE_MANY = "WITH e AS MATERIALIZED (" + ENTRIES + """
            ), written AS (
              INSERT INTO audit_event
                (id, at, organisation, caller, role, purpose, action, asked, outcome, records, patient)
              SELECT id, now(), organisation, caller, role, purpose, action, asked, outcome, records,
                     CASE WHEN position(' ' IN patients) = 0 THEN nullif(patients, '') END
              FROM e)
            INSERT INTO audit_patient (event, organisation, patient)
            SELECT e.id, e.organisation, p.patient
            FROM e, unnest(string_to_array(e.patients, ' ')) AS p (patient)
            WHERE position(' ' IN e.patients) > 0""";

    /** One who waits. */
    private static final class Waiting {

        private final AuditEntry entry;
        private boolean done;
        private @Nullable Exception failure;

        private Waiting(AuditEntry entry) {
            this.entry = entry;
        }
    }

    private final DataSource writer;
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final Lock turn = new ReentrantLock();

    public AuditTrail(DataSource writer) {
        this.writer = writer;
    }

    /**
     * Writes an entry in a transaction of its own, or with those of others.
     *
     * @throws DataAccessResourceFailureException
     *             if it cannot be written: what it tells of must then not be shown
     */
    void write(AuditEntry entry) {
        Waiting own = new Waiting(entry);
        queue.add(own);
        turn.lock();
        try {
            if (!own.done) {
                writeAllWaiting();
            }
        } finally {
            turn.unlock();
        }
        if (own.failure != null) {
            throw new DataAccessResourceFailureException("The audit trail cannot be written", own.failure);
        }
    }

    /** Writes an entry in the transaction that it tells of. */
    public void write(WriteTransaction transaction, AuditEntry entry) {
        try {
            insert(transaction.connection(), List.of(entry));
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("The audit trail cannot be written", e);
        }
    }

    /**
     * Writes down a write that was refused after it had looked at what is there, since the refusal tells of that.
     *
     * @param shown
     *            the entries of its looking, which were rolled back with it
     */
    public void writeRefused(Caller caller, List<AuditEntry> shown) {
        if (caller.asked().isPresent()) {
            Set<String> patients = shown.stream()
                    .flatMap(entry -> entry.patients().stream())
                    .collect(Collectors.toSet());
            int records = shown.stream().mapToInt(AuditEntry::records).sum();
            write(new AuditEntry(caller, Action.EXECUTE, Outcome.FAILURE, records, patients));
        }
    }

    private void writeAllWaiting() {
        List<Waiting> group = new ArrayList<>();
        for (Waiting next = queue.poll(); next != null; next = queue.poll()) {
            group.add(next);
        }
        try (Connection connection = writer.getConnection()) {
            insert(connection, group.stream().map(waiting -> waiting.entry).toList());
        } catch (SQLException | RuntimeException e) {
            group.forEach(waiting -> waiting.failure = e);
        } finally {
            group.forEach(waiting -> waiting.done = true);
        }
    }

    /** One statement, so that outside a transaction it is one of its own. */
    private static void insert(Connection connection, List<AuditEntry> entries) throws SQLException {
        if (entries.size() <= FEW && entries.stream().allMatch(entry -> entry.patients().size() <= 1)) {
            insertFew(connection, entries);
        } else {
            insertMany(connection, entries);
        }
    }

    private static void insertFew(Connection connection, List<AuditEntry> entries) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(WRITE_FEW.get(entries.size() - 1))) {
            int place = 0;
            for (AuditEntry entry : entries) {
                insert.setString(++place, entry.caller().organisation().orElse(""));
                insert.setString(++place, entry.caller().name());
                insert.setString(++place, entry.caller().role().code());
                insert.setString(++place, entry.caller().purpose().code());
                insert.setString(++place, entry.action().code());
                insert.setString(++place, shorten(entry.caller().asked().orElse("")));
                insert.setInt(++place, entry.outcome().code());
                insert.setInt(++place, entry.records());
                insert.setString(++place, entry.patients().stream().findFirst().orElse(null));
            }
            insert.executeUpdate();
        }
    }

    private static void insertMany(Connection connection, List<AuditEntry> entries) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(WRITE_MANY)) {
            set(insert, 1, "text", entries, entry -> entry.caller().organisation().orElse(""));
            set(insert, 2, "text", entries, entry -> entry.caller().name());
            set(insert, 3, "text", entries, entry -> entry.caller().role().code());
            set(insert, 4, "text", entries, entry -> entry.caller().purpose().code());
            set(insert, 5, "text", entries, entry -> entry.action().code());
            set(insert, 6, "text", entries, entry -> shorten(entry.caller().asked().orElse("")));
            set(insert, 7, "smallint", entries, entry -> entry.outcome().code());
            set(insert, 8, "integer", entries, AuditEntry::records);
            set(insert, 9, "text", entries, entry -> String.join(" ", entry.patients()));
            insert.executeUpdate();
        }
    }

    private static void set(PreparedStatement insert, int index, String type, List<AuditEntry> entries,
            Function<AuditEntry, Object> column) throws SQLException {
        insert.setArray(index,
                insert.getConnection().createArrayOf(type, entries.stream().map(column).toArray(Object[]::new)));
    }

    private static String shorten(String asked) {
        String text = asked.indexOf('\0') < 0 ? asked : asked.replace("\0", "");
        return text.length() <= MAX_ASKED ? text : text.substring(0, MAX_ASKED) + "…";
    }

    /** Closes the connection, where the data source keeps it. */
    @Override
    public void close() throws Exception {
        if (writer instanceof AutoCloseable pool) {
            pool.close();
        }
    }
}
