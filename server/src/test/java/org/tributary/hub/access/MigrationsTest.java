package org.tributary.hub.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tributary.hub.TestDatabase;

class MigrationsTest {

    /** Rows that one transaction wrote bear its number. A hub killed between two would never start again. */
    @Test
    void what_a_migration_makes_is_committed_together_with_the_record_that_it_was_done() {
        boolean together = TestDatabase.create()
                .writer()
                .write(transaction -> transaction.jdbc()
                        .sql("""
                                SELECT (SELECT xmin FROM flyway_schema_history WHERE version = '152')
                                     = (SELECT xmin FROM pg_class WHERE oid = 'put_off_index'::regclass)""")
                        .query(Boolean.class)
                        .single());

        assertThat(together).isTrue();
    }
}
