package org.tributary.hub.access;

/**
 * The dictionary of scopes: one number for each publisher, care setting and label set that records carry. A caller sees
 * the scopes of their own organisation's records, and those of publishers that an agreement opens to it for the
 * caller's purpose.
 *
 * <p>
 * Owns the tables {@code scope} and {@code agreement} (the latter with {@link Agreements}).
 */
public final class Scopes {

    /** What a record's visibility depends on. */
    public record Publication(String publisher, String setting, String labels) {

        /** Records without confidentiality labels. */
        public static Publication of(String publisher, String setting) {
            return new Publication(publisher, setting, "");
        }
    }

    /** The number of a publication, made if it is new. */
    public int scopeOf(WriteTransaction transaction, Publication publication) {
        return transaction.jdbc()
                .sql("""
                        WITH made AS (
                          INSERT INTO scope (publisher, setting, labels) VALUES (:publisher, :setting, :labels)
                          ON CONFLICT (publisher, setting, labels) DO NOTHING
                          RETURNING id)
                        SELECT id FROM made
                        UNION ALL
                        SELECT id FROM scope WHERE publisher = :publisher AND setting = :setting AND labels = :labels
                        LIMIT 1""")
                .param("publisher", publication.publisher())
                .param("setting", publication.setting())
                .param("labels", publication.labels())
                .query(Integer.class)
                .optional()
                // Another transaction made the row after this statement's snapshot: it is visible to the next one.
                .orElseGet(() -> scopeOf(transaction, publication));
    }
}
