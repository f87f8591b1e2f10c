package org.tributary.hub.store;

import java.util.List;
import java.util.Optional;

/**
 * Which of one subject's Observations are wanted; those entered in error never are.
 *
 * @param subject
 *            the reference, e.g. {@code Patient/1}
 * @param codes
 *            any of these; all when there is none
 * @param categories
 *            likewise
 */
public record ObservationQuery(String subject, List<Coded> codes, List<Coded> categories) {

    public ObservationQuery {
        codes = List.copyOf(codes);
        categories = List.copyOf(categories);
    }

    /**
     * A code as search writes it.
     *
     * @param system
     *            empty text for "no system"; not there for any
     */
    public record Coded(Optional<String> system, String code) {

        /** Reads {@code code}, {@code system|code} or {@code |code}; empty for anything else. */
        public static Optional<Coded> parse(String text) {
            int bar = text.indexOf('|');
            String code = text.substring(bar + 1);
            return code.isEmpty() || code.indexOf('|') >= 0
                    ? Optional.empty()
                    : Optional.of(new Coded(bar < 0 ? Optional.empty() : Optional.of(text.substring(0, bar)), code));
        }
    }
}
