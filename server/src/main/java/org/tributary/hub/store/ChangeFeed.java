package org.tributary.hub.store;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;

/**
 * Current resources in the order in which their changes were committed, as far as no transaction is still open that
 * could yet put one in between. Timestamps would not do: a transaction that began earlier may commit later.
 */
@Component
public final class ChangeFeed {

    /**
     * A place in the order of commits; changes come after it or not.
     *
     * @param transaction
     *            PostgreSQL's 64-bit transaction number
     * @param sequence
     *            within the transaction; 0 is before all
     */
    public record Position(long transaction, long sequence) implements Comparable<Position> {

        @Override
        public int compareTo(Position other) {
            int order = Long.compare(transaction, other.transaction);
            return order != 0 ? order : Long.compare(sequence, other.sequence);
        }
    }

    /**
     * A resource's latest change.
     *
     * @param since
     *            whether the change was committed after the snapshot that was asked about
     */
    public record Change(Position position, ResourceKey key, int version, boolean deleted, boolean since) {
    }

    /** The last place up to which everything is settled; empty while there is nothing. */
    public Optional<Position> findHead(ReadTransaction transaction) {
        return transaction.jdbc()
                .sql("""
                        SELECT tx::text AS tx, seq FROM resource
                        WHERE tx < pg_snapshot_xmin(pg_current_snapshot())
                        ORDER BY resource.tx DESC, seq DESC LIMIT 1""")
                .query((row, number) -> new Position(Long.parseLong(row.getString("tx")), row.getLong("seq")))
                .optional();
    }

    /**
     * Changes after a place, in order. A resource that changed several times is there once, where it changed last.
     *
     * @param snapshot
     *            as {@code pg_current_snapshot()} told it once
     */
    public List<Change> listAfter(ReadTransaction transaction, Position after, String snapshot, int count) {
        return transaction.jdbc()
                .sql("""
                        SELECT tx::text AS tx, seq, type, id, version, body IS NULL AS deleted,
                               NOT pg_visible_in_snapshot(tx, CAST(:snapshot AS pg_snapshot)) AS since
                        FROM resource
                        WHERE (tx, seq) > (CAST(CAST(:tx AS text) AS xid8), :seq)
                          AND tx < pg_snapshot_xmin(pg_current_snapshot())
                        ORDER BY resource.tx, seq
                        LIMIT :count""")
                .param("snapshot", snapshot)
                .param("tx", Long.toString(after.transaction()))
                .param("seq", after.sequence())
                .param("count", count)
                .query((row, number) -> new Change(
                        new Position(Long.parseLong(row.getString("tx")), row.getLong("seq")),
                        new ResourceKey(row.getString("type"), row.getString("id")), row.getInt("version"),
                        row.getBoolean("deleted"), row.getBoolean("since")))
                .list();
    }
}
