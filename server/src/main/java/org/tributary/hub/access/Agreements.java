package org.tributary.hub.access;

import java.util.List;

/**
 * Who shares with whom, for what. Without an agreement a publisher's records are seen by that publisher alone.
 *
 * <p>
 * Owns the table {@code agreement}.
 */
public final class Agreements {

    /** Publisher and receiver are ODS codes. */
    public record Agreement(String publisher, String receiver, Purpose purpose) {
    }

    /** Adds an agreement; one that is there already stays as it is. */
    public void add(WriteTransaction transaction, Agreement agreement) {
        transaction.jdbc()
                .sql("""
                        INSERT INTO agreement (publisher, receiver, purpose) VALUES (:publisher, :receiver, :purpose)
                        ON CONFLICT DO NOTHING""")
                .param("publisher", agreement.publisher())
                .param("receiver", agreement.receiver())
                .param("purpose", agreement.purpose().code())
                .update();
    }

    /** Removes an agreement; says whether there was one. */
    public boolean remove(WriteTransaction transaction, Agreement agreement) {
        return transaction.jdbc()
                .sql("""
                        DELETE FROM agreement
                        WHERE publisher = :publisher AND receiver = :receiver AND purpose = :purpose""")
                .param("publisher", agreement.publisher())
                .param("receiver", agreement.receiver())
                .param("purpose", agreement.purpose().code())
                .update() > 0;
    }

    /** All agreements, by publisher, receiver and purpose. */
    public List<Agreement> list(ReadTransaction transaction) {
        return transaction.jdbc()
                .sql("""
                        SELECT publisher, receiver, purpose FROM agreement ORDER BY publisher, receiver, purpose""")
                .query((row, number) -> new Agreement(row.getString("publisher"), row.getString("receiver"),
                        Purpose.findByCode(row.getString("purpose")).orElseThrow()))
                .list();
    }
}
