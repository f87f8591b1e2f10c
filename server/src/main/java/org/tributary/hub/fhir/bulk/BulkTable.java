package org.tributary.hub.fhir.bulk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.WriteTransaction;
import org.tributary.hub.fhir.bulk.BulkJob.Kind;
import org.tributary.hub.fhir.bulk.BulkJob.Overview;
import org.tributary.hub.fhir.bulk.BulkJob.State;
import tools.jackson.databind.json.JsonMapper;

/**
 * Exports and imports and their files.
 *
 * <p>
 * Owns the tables {@code bulk_job}, {@code bulk_file}, {@code bulk_chunk} and {@code bulk_moment}.
 */
@Component
final class BulkTable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String JOB = """
            SELECT id, kind, asked_by, request, base, detail, state, attempt, moment, progress, problem, expires
            FROM bulk_job""";

    /** What is asked for. */
    record NewJob(UUID id, Kind kind, Caller askedBy, String request, String base, String detail) {
    }

    void add(WriteTransaction transaction, NewJob job, Duration keepFor) {
        transaction.jdbc()
                .sql("""
                        INSERT INTO bulk_job (id, kind, asked_by, request, base, detail, state, expires)
                        VALUES (:id, :kind, CAST(:askedBy AS jsonb), :request, :base, CAST(:detail AS jsonb), 'running',
                                now() + make_interval(secs => :keepFor))""")
                .param("id", job.id())
                .param("kind", job.kind().name().toLowerCase(Locale.ROOT))
                .param("askedBy", JSON.writeValueAsString(job.askedBy()))
                .param("request", job.request())
                .param("base", job.base())
                .param("detail", job.detail())
                .param("keepFor", (double) keepFor.toSeconds())
                .update();
    }

    /** Begins a run; empty when there is nothing to run any more. */
    Optional<BulkJob> begin(WriteTransaction transaction, UUID id) {
        return transaction.jdbc()
                .sql("""
                        UPDATE bulk_job SET attempt = attempt + 1 WHERE id = :id AND state = 'running'
                        RETURNING id, kind, asked_by, request, base, detail, state, attempt, moment, progress, problem,
                                  expires""")
                .param("id", id)
                .query(BulkTable::job)
                .optional();
    }

    /** Says how far a run is; false when it must stop: cancelled, or begun anew elsewhere. */
    boolean goOn(WriteTransaction transaction, BulkJob job, String progress) {
        return transaction.jdbc()
                .sql("""
                        UPDATE bulk_job SET progress = :progress
                        WHERE id = :id AND attempt = :attempt AND state = 'running'""")
                .param("id", job.id())
                .param("attempt", job.attempt())
                .param("progress", progress)
                .update() == 1;
    }

    /** Ends a run, unless it is no longer the one that counts; the result is kept for as long from now. */
    void finish(WriteTransaction transaction, BulkJob job, State state, Optional<String> problem, Duration keepFor) {
        transaction.jdbc()
                .sql("""
                        UPDATE bulk_job SET state = :state, problem = :problem,
                                            expires = now() + make_interval(secs => :keepFor)
                        WHERE id = :id AND attempt = :attempt AND state = 'running'""")
                .param("id", job.id())
                .param("attempt", job.attempt())
                .param("state", state.name().toLowerCase(Locale.ROOT))
                .param("problem", problem.orElse(null))
                .param("keepFor", (double) keepFor.toSeconds())
                .update();
    }

    /** Forgets a job and its files; a run of it stops at its next step. */
    void delete(WriteTransaction transaction, UUID id) {
        transaction.jdbc().sql("DELETE FROM bulk_job WHERE id = :id").param("id", id).update();
    }

    /** Forgets what has expired, but for what is still being worked on. */
    int deleteExpired(WriteTransaction transaction) {
        transaction.jdbc().sql("DELETE FROM bulk_moment WHERE moment < now() - interval '400 days'").update();
        return transaction.jdbc()
                .sql("""
                        DELETE FROM bulk_job
                        WHERE expires < now() AND state <> 'running'
                           -- What was never sent to its end has no run.
                           OR asked < now() - interval '7 days' AND attempt = 0""")
                .update();
    }

    /** An export starts from nothing, with what its caller may see now. */
    void startOver(WriteTransaction transaction, BulkJob job, Integer[] scopes, Instant moment) {
        transaction.jdbc().sql("DELETE FROM bulk_file WHERE job = :id").param("id", job.id()).update();
        transaction.jdbc()
                .sql("UPDATE bulk_job SET scopes = :scopes, moment = :moment WHERE id = :id")
                .param("id", job.id())
                .param("scopes", scopes)
                .param("moment", moment.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Keeps a moment's place in the order of commits; gives back the moment, which is that one's alone. */
    Instant addMoment(WriteTransaction transaction, Instant moment, String snapshot) {
        Instant free = moment;
        while (transaction.jdbc()
                .sql("""
                        INSERT INTO bulk_moment (moment, snapshot) VALUES (:moment, CAST(:snapshot AS pg_snapshot))
                        ON CONFLICT DO NOTHING""")
                .param("moment", free.atOffset(ZoneOffset.UTC))
                .param("snapshot", snapshot)
                .update() == 0) {
            free = free.plusMillis(1);
        }
        return free;
    }

    Optional<String> findSnapshot(ReadTransaction transaction, Instant moment) {
        return transaction.jdbc()
                .sql("SELECT snapshot::text FROM bulk_moment WHERE moment = :moment")
                .param("moment", moment.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .optional();
    }

    int addFile(WriteTransaction transaction, UUID job, String kind, String type, String source) {
        return transaction.jdbc()
                .sql("""
                        INSERT INTO bulk_file (job, number, kind, type, source)
                        SELECT :job, coalesce(max(number), 0) + 1, :kind, :type, :source FROM bulk_file WHERE job = :job
                        RETURNING number""")
                .param("job", job)
                .param("kind", kind)
                .param("type", type)
                .param("source", source)
                .query(Integer.class)
                .single();
    }

    /** Adds a part of a file, or puts it in the place of the same part that a run before left. */
    void addChunk(WriteTransaction transaction, UUID job, int file, long number, byte[] body, long resources) {
        transaction.jdbc()
                .sql("""
                        INSERT INTO bulk_chunk (job, file, number, body) VALUES (:job, :file, :number, :body)
                        ON CONFLICT (job, file, number) DO UPDATE SET body = excluded.body""")
                .param("job", job)
                .param("file", file)
                .param("number", number)
                .param("body", body)
                .update();
        transaction.jdbc()
                .sql("UPDATE bulk_file SET resources = resources + :resources WHERE job = :job AND number = :file")
                .param("job", job)
                .param("file", file)
                .param("resources", resources)
                .update();
    }

    void setHash(WriteTransaction transaction, UUID job, int file, String hash) {
        transaction.jdbc()
                .sql("UPDATE bulk_file SET hash = :hash WHERE job = :job AND number = :file")
                .param("job", job)
                .param("file", file)
                .param("hash", hash)
                .update();
    }

    /** How far an input has come. */
    void advance(WriteTransaction transaction, UUID job, BulkJob.File file, long position, long accepted,
            long rejected, long unchanged) {
        transaction.jdbc()
                .sql("""
                        UPDATE bulk_file SET position = :position, accepted = accepted + :accepted,
                                             rejected = rejected + :rejected, unchanged = unchanged + :unchanged
                        WHERE job = :job AND number = :file AND position < :position""")
                .param("job", job)
                .param("file", file.number())
                .param("position", position)
                .param("accepted", accepted)
                .param("rejected", rejected)
                .param("unchanged", unchanged)
                .update();
    }

    void complete(WriteTransaction transaction, UUID job, BulkJob.File file) {
        transaction.jdbc()
                .sql("UPDATE bulk_file SET complete = true WHERE job = :job AND number = :file")
                .param("job", job)
                .param("file", file.number())
                .update();
    }

    List<BulkJob.File> listFiles(WriteTransaction transaction, UUID job) {
        return listFiles(transaction.jdbc(), job);
    }

    /** A job that somebody may know of, and its files; the transaction then sees its parts too. */
    Optional<Overview> find(ReadTransaction transaction, UUID id) {
        transaction.jdbc()
                .sql("SELECT set_config('hub.bulk_job', :id, true)")
                .param("id", id.toString())
                .query(String.class)
                .single();
        return transaction.jdbc()
                .sql(JOB + " WHERE id = :id")
                .param("id", id)
                .query(BulkTable::job)
                .optional()
                .filter(job -> job.belongsTo(transaction.caller()))
                .map(job -> new Overview(job, listFiles(transaction.jdbc(), id)));
    }

    /** Whether the caller still sees all that an export could see. */
    boolean seesAll(ReadTransaction transaction, UUID id) {
        return transaction.jdbc()
                .sql("""
                        SELECT coalesce(scopes, '{}') <@ coalesce(nullif(current_setting('hub.scopes'), ''), '{}')::int[]
                        FROM bulk_job WHERE id = :id""")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /** The next part of a file of a job that {@link #find} found in this transaction. */
    Optional<Chunk> findChunkAfter(ReadTransaction transaction, UUID job, int file, long number) {
        return transaction.jdbc()
                .sql("""
                        SELECT number, body FROM bulk_chunk WHERE job = :job AND file = :file AND number > :number
                        ORDER BY number LIMIT 1""")
                .param("job", job)
                .param("file", file)
                .param("number", number)
                .query((row, count) -> new Chunk(row.getLong("number"), row.getBytes("body")))
                .optional();
    }

    /** A part of a file, compressed. */
    record Chunk(long number, byte[] body) {
    }

    private static List<BulkJob.File> listFiles(JdbcClient jdbc, UUID job) {
        return jdbc.sql("SELECT * FROM bulk_file WHERE job = :job ORDER BY number")
                .param("job", job)
                .query((row, count) -> new BulkJob.File(row.getInt("number"), row.getString("kind"),
                        row.getString("type"), row.getString("source"), row.getString("hash"),
                        row.getLong("resources"), row.getLong("position"), row.getLong("accepted"),
                        row.getLong("rejected"), row.getLong("unchanged"), row.getBoolean("complete")))
                .list();
    }

    private static BulkJob job(ResultSet row, int number) throws SQLException {
        OffsetDateTime moment = row.getObject("moment", OffsetDateTime.class);
        return new BulkJob(row.getObject("id", UUID.class),
                Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                JSON.readValue(row.getString("asked_by"), Caller.class), row.getString("request"),
                row.getString("base"), row.getString("detail"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)), row.getInt("attempt"),
                Optional.ofNullable(moment).map(OffsetDateTime::toInstant), row.getString("progress"),
                Optional.ofNullable(row.getString("problem")),
                row.getObject("expires", OffsetDateTime.class).toInstant());
    }
}
