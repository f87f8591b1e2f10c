package org.tributary.hub.identity;

import java.math.BigDecimal;
import org.tributary.hub.store.StoredResource;

/**
 * A source Patient that may be the person someone described.
 *
 * @param score
 *            from 0 to 1, to order by; it is no probability
 */
public record PatientMatch(StoredResource patient, Grade grade, BigDecimal score) {

    /** How sure it is, in R4's words. */
    public enum Grade {
        CERTAIN("certain"), PROBABLE("probable"), POSSIBLE("possible");

        private final String code;

        Grade(String code) {
            this.code = code;
        }

        /** The code in R4's code system {@code match-grade}. */
        public String code() {
            return code;
        }
    }
}
