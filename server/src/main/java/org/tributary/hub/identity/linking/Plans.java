package org.tributary.hub.identity.linking;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.tributary.hub.access.WriteTransaction;

/**
 * Has PostgreSQL go by indexes. All that linkage asks is about some hundred Patients among millions; while a store is
 * loaded for the first time there are no statistics that would say so, and tables would be read from end to end.
 */
final class Plans {

    private Plans() {
    }

    /** Does work whose statements go by indexes; those that follow in the transaction are planned as ever. */
    static void byIndex(WriteTransaction transaction, Runnable work) {
        set(transaction.jdbc(), "off");
        work.run();
        set(transaction.jdbc(), "on");
    }

    private static void set(JdbcClient jdbc, String value) {
        jdbc.sql("""
                SELECT set_config('enable_seqscan', :value, true), set_config('enable_hashjoin', :value, true),
                       set_config('enable_mergejoin', :value, true)""")
                .param("value", value)
                .query((row, number) -> value)
                .single();
    }
}
