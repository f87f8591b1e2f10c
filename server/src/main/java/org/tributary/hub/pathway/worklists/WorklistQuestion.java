package org.tributary.hub.pathway.worklists;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.tributary.hub.pathway.worklists.WorklistPage.Row;

/**
 * Which part of a worklist is asked for, and in which order.
 *
 * @param organisation
 *            an ODS code: only what this publisher tells of
 * @param skip
 *            how many rows come before
 * @param count
 *            how many rows at most
 */
public record WorklistQuestion(Worklist list, Optional<String> organisation, Sort sort, int skip, int count) {

    /** Ties are by name, so that a list is the same however often it is asked for. */
    public enum Sort {
        /** The longest wait first. */
        WAIT("wait", Comparator.comparing((Row row) -> row.item().since())),
        /** The oldest person first; those without a birth date last. */
        AGE("age", Comparator.comparing((Row row) -> row.person().birthDate().orElse("9999"))),
        /** By name. */
        NAME("name", Comparator.comparing((Row row) -> row.person().name())),
        /** By the code of whoever tells of it, then the longest wait. */
        ORGANISATION("organisation",
                Comparator.comparing((Row row) -> row.item().organisation())
                        .thenComparing(row -> row.item().since()));

        private final String code;
        private final Comparator<Row> order;

        Sort(String code, Comparator<Row> order) {
            this.code = code;
            this.order = order.thenComparing((Row row) -> row.person().name())
                    .thenComparing(row -> row.person().id())
                    .thenComparing(row -> row.item().source().reference());
        }

        public String code() {
            return code;
        }

        Comparator<Row> order() {
            return order;
        }

        public static Optional<Sort> findByCode(String code) {
            return Arrays.stream(values()).filter(sort -> sort.code.equals(code)).findFirst();
        }
    }
}
