package org.tributary.hub.access;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A read that is one statement.
 *
 * @param parameters
 *            the values of its question marks
 * @param definitions
 *            the version of the definitions that it was made by; empty when it rests on none
 * @param planned
 *            whether one plan is as good for all values
 */
public record ReadStatement(String sql, List<@Nullable Object> parameters, OptionalLong definitions, Planned planned) {

    public ReadStatement {
        parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
    }

    /** A statement that rests on no definitions. */
    public static ReadStatement of(String sql, Object... parameters) {
        return new ReadStatement(sql, List.of(parameters), OptionalLong.empty(), Planned.AS_USUAL);
    }

    /** When PostgreSQL thinks about the way to the rows. */
    public enum Planned {
        /** As it sees fit: for a statement whose best way hangs on its values, that is each time. */
        AS_USUAL("auto"),
        /** Once, for whatever values: making a plan takes longer than a few rows that an index leads to. */
        ONCE("force_generic_plan");

        private final String setting;

        Planned(String setting) {
            this.setting = setting;
        }

        String setting() {
            return setting;
        }
    }
}
