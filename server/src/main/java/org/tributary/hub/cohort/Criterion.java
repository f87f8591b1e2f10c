package org.tributary.hub.cohort;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tributary.hub.pathway.TimelineFilter;
import org.tributary.hub.pathway.spells.ProviderSpell;
import org.tributary.hub.pathway.stays.StayAlgorithm;

/** What a person has to meet to be of a cohort: a definition, read and checked. */
sealed interface Criterion {

    /** How the members of a group go together. */
    enum Match {
        ALL("all"), ANY("any"), NONE("none");

        private final String code;

        Match(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }

        static Optional<Match> findByCode(String code) {
            return Arrays.stream(values()).filter(match -> match.code.equals(code)).findFirst();
        }
    }

    /**
     * Meets all, at least one or none of its members.
     *
     * @param members
     *            at least one
     */
    record Group(Match match, List<Criterion> members) implements Criterion {

        public Group {
            members = List.copyOf(members);
        }
    }

    /** Has so many such events. */
    record Event(Events events, int atLeast) implements Criterion {
    }

    /**
     * Has an event that begins within so many days of another's beginning, or on the same day and not before it.
     *
     * @param withinDays
     *            of the London calendar, from the day of the first
     */
    record Followed(Events first, Events then, int withinDays) implements Criterion {
    }

    /** Was of an age, in completed years, on a day. */
    record Age(LocalDate at, Range years) implements Criterion {
    }

    /**
     * Is of a sex.
     *
     * @param code
     *            FHIR administrative gender
     */
    record Sex(String code) implements Criterion {
    }

    /**
     * Has so many such continuous stays.
     *
     * @param where
     *            the period, settings and organisations
     * @param lengthDays
     *            midnights from the first admission to the last discharge
     * @param delayDays
     *            midnights in it after being ready for discharge; at least 1
     * @param readmission
     *            whether an emergency stay began within 30 days of its end
     */
    record Stay(StayAlgorithm algorithm, Optional<ProviderSpell.Kind> kind, Optional<Boolean> emergency,
            TimelineFilter where, Optional<Range> lengthDays, Optional<Range> delayDays, Optional<Boolean> readmission,
            int atLeast) implements Criterion {
    }

    /**
     * Which events of a timeline are meant; what is empty does not matter.
     *
     * @param where
     *            the period, settings, organisations and kinds
     */
    record Events(TimelineFilter where, Optional<Codes> codes, Optional<Value> value) {
    }

    /**
     * Codes of which an event has one.
     *
     * @param valueSet
     *            the URL that they were asked for by
     */
    record Codes(Optional<String> valueSet, List<OfSystem> systems) {

        public Codes {
            systems = List.copyOf(systems);
        }
    }

    /**
     * Codes of one system.
     *
     * @param system
     *            its URI; empty for these codes of any system
     */
    record OfSystem(Optional<String> system, List<String> codes) {

        public OfSystem {
            codes = List.copyOf(codes);
        }
    }

    /**
     * How an event's number compares.
     *
     * @param unit
     *            as the source spells it; empty for any
     */
    record Value(List<Bound> bounds, Optional<String> unit) {

        public Value {
            bounds = List.copyOf(bounds);
        }
    }

    /** A comparison with a number. */
    record Bound(Comparison comparison, double number) {
    }

    /** How numbers compare. */
    enum Comparison {
        GT("gt", ">", "more than"), GE("ge", ">=", "at least"), LT("lt", "<", "less than"), LE("le", "<=",
                "at most"),
        EQ("eq", "=", "just");

        private final String code;
        private final String operator;
        private final String words;

        Comparison(String code, String operator, String words) {
            this.code = code;
            this.operator = operator;
            this.words = words;
        }

        String code() {
            return code;
        }

        /** In SQL. */
        String operator() {
            return operator;
        }

        String words() {
            return words;
        }
    }
}
