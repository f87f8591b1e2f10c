package org.tributary.hub.store;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.WriteTransaction;

/**
 * The indexes that nothing but searching needs. To enter rows one by one where they belong takes PostgreSQL several
 * times as long as to sort them all once, so a first load puts these indexes off to its end.
 *
 * <p>
 * Owns the table {@code put_off_index}.
 */
@Component
public final class SearchIndexes {

    /** None of them is unique, and nothing that is written is looked for by them. */
    private static final List<String> NAMES = List.of("resource_by_time", "resource_by_patient", "resource_by_change",
            "resource_by_target", "resource_outside_records", "index_token_search", "index_token_in_record",
            "index_link_search", "index_span_low", "index_span_high", "index_text_search", GramRows.INDEX,
            "index_word_search", "index_quantity_search", "index_quantity_by_unit", "index_quantity_ranges",
            "index_spelling_value", "care_event_by_patient", "care_event_by_code", "care_event_for_worklists");

    /** An index and the statement that makes it. */
    private record PutOff(String name, String definition) {
    }

    /**
     * Drops the indexes, unless the store holds anything or another hub is at work on it.
     *
     * @return whether they are to be made again
     */
    public boolean putOff(WriteTransaction transaction) {
        if (!isEmptyAndOurs(transaction)) {
            return false;
        }
        transaction.jdbc()
                .sql("""
                        INSERT INTO put_off_index (name, definition)
                        SELECT indexname, indexdef FROM pg_indexes
                        WHERE schemaname = current_schema() AND indexname = ANY (:names)""")
                .param("names", NAMES.toArray(String[]::new))
                .update();
        NAMES.forEach(name -> transaction.jdbc().sql("DROP INDEX IF EXISTS " + name).update());
        return true;
    }

    /** Every hub keeps a connection of this login open, and all of a hub's connections bear one mark behind a space. */
    private static boolean isEmptyAndOurs(WriteTransaction transaction) {
        return transaction.jdbc().sql("""
                SELECT NOT EXISTS (SELECT FROM resource) AND NOT EXISTS (
                  SELECT FROM pg_stat_activity
                  WHERE datname = current_database() AND usename = current_user AND backend_type = 'client backend'
                    AND split_part(application_name, ' ', 2)
                        <> split_part(current_setting('application_name'), ' ', 2))""").query(Boolean.class).single();
    }

    /**
     * Makes one index that was put off. One a transaction, so that whoever writes meanwhile waits for one table only.
     *
     * @return whether there was one
     */
    public boolean makeOne(WriteTransaction transaction) {
        // Of several hubs that start at once one works, and the others wait and find nothing left to do.
        transaction.jdbc().sql("LOCK TABLE put_off_index IN SHARE ROW EXCLUSIVE MODE").update();
        Optional<PutOff> next = transaction.jdbc()
                .sql("SELECT name, definition FROM put_off_index ORDER BY name LIMIT 1")
                .query((row, number) -> new PutOff(row.getString("name"), row.getString("definition")))
                .optional();
        next.ifPresent(index -> {
            if (index.name().equals(GramRows.INDEX)) {
                GramRows.insertAll(transaction);
            }
            transaction.jdbc().sql(index.definition()).update();
            transaction.jdbc()
                    .sql("DELETE FROM put_off_index WHERE name = :name")
                    .param("name", index.name())
                    .update();
        });
        return next.isPresent();
    }
}
