package org.tributary.hub.identity.linking;

import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.springframework.jdbc.support.SQLErrorCodeSQLExceptionTranslator;
import org.tributary.hub.access.WriteTransaction;

/**
 * Locks the keys of Patients that change. By a crowded key nobody is compared, so that those who add Patients to a
 * crowd need not wait for one another, however many of a sender's patients are alike; only who takes a Patient out of
 * it, after which it may be no crowd any more, holds the key alone.
 */
final class KeyLocks {

    private final WriteTransaction transaction;
    private final Locking locking;

    KeyLocks(WriteTransaction transaction, Locking locking) {
        this.transaction = transaction;
        this.locking = locking;
    }

    /**
     * @param keys
     *            all that the Patients have or had
     * @param gone
     *            those that some of them had and have no more
     */
    void take(Set<Long> keys, Set<Long> gone) {
        Set<Long> crowded = findCrowded(keys);
        crowded.removeAll(gone);
        while (!crowded.isEmpty()) {
            Savepoint before = savepoint();
            locking.keys(without(keys, crowded), crowded);
            Set<Long> still = findCrowded(crowded);
            if (still.containsAll(crowded)) {
                release(before);
                return;
            }
            // A crowd went apart before it was locked: nobody may hold its key but one.
            rollBack(before);
            crowded = still;
        }
        locking.keys(keys, Set.of());
    }

    private Set<Long> findCrowded(Collection<Long> keys) {
        return BlockRows.findCrowded(transaction.jdbc(), keys);
    }

    private static Set<Long> without(Set<Long> keys, Set<Long> others) {
        Set<Long> left = new HashSet<>(keys);
        left.removeAll(others);
        return left;
    }

    private Savepoint savepoint() {
        try {
            return transaction.connection().setSavepoint();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private void release(Savepoint savepoint) {
        try {
            transaction.connection().releaseSavepoint(savepoint);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Gives back the locks that were taken since. */
    private void rollBack(Savepoint savepoint) {
        try {
            transaction.connection().rollback(savepoint);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static RuntimeException failed(SQLException e) {
        RuntimeException translated = new SQLErrorCodeSQLExceptionTranslator("PostgreSQL").translate("lock", null, e);
        return translated == null ? new IllegalStateException("Keys could not be locked", e) : translated;
    }
}
