package org.tributary.hub.pathway;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tributary.hub.pathway.spells.ProviderSpell;
import org.tributary.hub.pathway.stays.ContinuousStay;
import org.tributary.mapping.CareSetting;

/**
 * Which part of a person's care is asked for. Several values of one name are alternatives; several names must all hold.
 *
 * @param from
 *            the first moment of the period; what ends before it is left out, and so is what has no date
 * @param until
 *            the first moment after the period
 * @param settings
 *            none for all; likewise the others
 * @param organisations
 *            ODS codes
 */
public record TimelineFilter(Optional<Instant> from, Optional<Instant> until, Set<CareSetting> settings,
        Set<String> organisations, Set<CareEventKind> kinds) {

    /** Lets everything through. */
    public static final TimelineFilter ALL = new TimelineFilter(Optional.empty(), Optional.empty(), Set.of(), Set.of(),
            Set.of());

    /** A parameter that is not what it has to be. Its message names the parameter and never its value. */
    public static final class Unreadable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private Unreadable(String message) {
            super(message);
        }

        static Unreadable cursor() {
            return new Unreadable("The cursor is none of this timeline");
        }

        /** A number that is none from 1 to the most. */
        public static Unreadable count(String name) {
            return new Unreadable(name + " must be an integer from 1");
        }

        /** The message. */
        public String words() {
            return String.valueOf(getMessage());
        }
    }

    public TimelineFilter {
        settings = Set.copyOf(settings);
        organisations = Set.copyOf(organisations);
        kinds = Set.copyOf(kinds);
    }

    /**
     * Reads the parameters; each of the lists may hold values with commas between them.
     *
     * @param period
     *            {@code START/END}, each a FHIR date, month or year or empty, e.g. {@code 2026-01-01/} or
     *            {@code 2025/2025}; the end is included
     * @throws Unreadable
     *             when one cannot be read
     */
    public static TimelineFilter parse(Optional<String> period, Collection<String> settings,
            Collection<String> organisations, Collection<String> kinds) {
        String[] ends = period.map(TimelineFilter::ends).orElse(new String[]{"", ""});
        Optional<Instant> from = moment("period", ends[0]).map(EventTime::instant);
        Optional<Instant> until = moment("period", ends[1]).map(EventTime::after);
        if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
            throw new Unreadable("period ends before it begins");
        }
        return new TimelineFilter(from, until,
                split(settings).map(code -> CareSetting.findByCode(code)
                        .orElseThrow(() -> new Unreadable("setting must be one of " + Arrays
                                .stream(CareSetting.values())
                                .map(CareSetting::code)
                                .collect(Collectors.joining(", ")))))
                        .collect(Collectors.toSet()),
                split(organisations).map(code -> code.toUpperCase(Locale.ROOT)).collect(Collectors.toSet()),
                split(kinds).map(code -> CareEventKind.findByCode(code)
                        .orElseThrow(() -> new Unreadable("kind must be of the code system " + CareEventKind.SYSTEM)))
                        .collect(Collectors.toSet()));
    }

    private static String[] ends(String period) {
        String[] ends = period.split("/", -1);
        if (ends.length != 2) {
            throw new Unreadable("period must be START/END, each a date or empty");
        }
        return ends;
    }

    private static Optional<EventTime> moment(String name, String text) {
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(EventTime.parse(text)
                        .orElseThrow(() -> new Unreadable(name + " must be START/END, each a date or empty")));
    }

    private static Stream<String> split(Collection<String> lists) {
        Set<String> values = new LinkedHashSet<>();
        for (String list : lists) {
            values.addAll(List.of(list.split(",", -1)));
        }
        values.remove("");
        return values.stream();
    }

    /** Whether an event is asked for. */
    public boolean admits(CareEvent event) {
        return (kinds.isEmpty() || kinds.contains(event.kind()))
                && admits(event.setting(), event.organisation())
                && overlaps(event.start(),
                        event.kind().shape() == CareEventKind.Shape.INTERVAL || event.end().isPresent()
                                ? event.end()
                                : event.start());
    }

    /** Whether a stay is asked for: by any of the spells that it joins. */
    public boolean admits(ContinuousStay stay) {
        CareEventKind kind = stay.kind() == ProviderSpell.Kind.BED
                ? CareEventKind.INPATIENT_STAY
                : CareEventKind.VIRTUAL_WARD_STAY;
        return (kinds.isEmpty() || kinds.contains(kind))
                && overlaps(Optional.of(stay.start()), stay.end())
                && stay.members()
                        .stream()
                        .anyMatch(member -> admits(member.spell().setting(), member.spell().organisation()));
    }

    public boolean admits(CareSetting setting, String organisation) {
        return (settings.isEmpty() || settings.contains(setting))
                && (organisations.isEmpty() || organisations.contains(organisation.toUpperCase(Locale.ROOT)));
    }

    /**
     * Whether a time falls into the period in part.
     *
     * @param end
     *            empty for what goes on
     */
    public boolean overlaps(Optional<EventTime> start, Optional<EventTime> end) {
        if (from.isEmpty() && until.isEmpty()) {
            return true;
        }
        return start.isPresent()
                && until.map(limit -> start.get().instant().isBefore(limit)).orElse(true)
                && from.map(limit -> end.map(time -> time.after().isAfter(limit)).orElse(true)).orElse(true);
    }

    /** The day of a moment in London. */
    public static LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, EventTime.LONDON);
    }
}
