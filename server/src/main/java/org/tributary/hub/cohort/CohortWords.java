package org.tributary.hub.cohort;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tributary.hub.cohort.Criterion.Codes;
import org.tributary.hub.cohort.Criterion.Events;
import org.tributary.hub.cohort.Criterion.OfSystem;
import org.tributary.hub.cohort.Criterion.Value;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.hub.pathway.TimelineFilter;
import org.tributary.hub.pathway.spells.ProviderSpell;
import org.tributary.hub.pathway.stays.StayAlgorithm;

/** Says what a criterion means, as the end of a sentence that begins with the people: what was asked, read back. */
final class CohortWords {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd MMM uuuu", Locale.ENGLISH);
    private static final int MOST_TOLD = 5;

    private CohortWords() {
    }

    static String of(Criterion criterion) {
        return switch (criterion) {
            case Criterion.Group group -> group(group);
            case Criterion.Event event -> "have " + times(event.atLeast()) + events(event.events());
            case Criterion.Followed followed -> "have " + events(followed.first()) + ", and within "
                    + days(followed.withinDays()) + " after it " + events(followed.then());
            case Criterion.Age age -> "were aged " + age.years().words() + " on " + DATE.format(age.at());
            case Criterion.Sex sex -> "are of sex " + sex.code();
            case Criterion.Stay stay -> stay(stay);
        };
    }

    private static String group(Criterion.Group group) {
        List<String> members = group.members().stream().map(CohortWords::of).toList();
        return switch (group.match()) {
            case ALL -> members.size() == 1 ? members.getFirst() : "(" + String.join(" and ", members) + ")";
            case ANY -> members.size() == 1 ? members.getFirst() : "(" + String.join(" or ", members) + ")";
            case NONE -> "do not meet: " + String.join("; or: ", members);
        };
    }

    private static String times(int atLeast) {
        return atLeast == 1 ? "" : "at least " + atLeast + " times ";
    }

    private static String days(int days) {
        return days == 1 ? "1 day" : days + " days";
    }

    private static String events(Events events) {
        List<String> parts = new ArrayList<>();
        parts.add(events.where().kinds().isEmpty()
                ? "an event"
                : "an event of the kind " + told(events.where().kinds(), CareEventKind::display));
        events.codes().map(CohortWords::codes).ifPresent(parts::add);
        events.value().map(CohortWords::value).ifPresent(parts::add);
        addWhere(parts, events.where());
        return String.join(" ", parts);
    }

    private static String codes(Codes codes) {
        return codes.valueSet()
                .map(url -> "with a code of the value set " + url)
                .orElseGet(() -> "with the code " + codes.systems()
                        .stream()
                        .map(CohortWords::ofSystem)
                        .collect(Collectors.joining(" or ")));
    }

    private static String ofSystem(OfSystem codes) {
        return told(codes.codes(), code -> code)
                + codes.system().map(system -> " (" + system + ")").orElse("");
    }

    private static String value(Value value) {
        return "with a value of " + value.bounds()
                .stream()
                .map(bound -> bound.comparison().words() + " " + number(bound.number()))
                .collect(Collectors.joining(" and ")) + value.unit().map(unit -> " " + unit).orElse("");
    }

    private static String number(double number) {
        return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
    }

    private static void addWhere(List<String> parts, TimelineFilter where) {
        period(where).ifPresent(parts::add);
        if (!where.settings().isEmpty()) {
            parts.add("in care of the setting " + told(where.settings(), setting -> setting.code()));
        }
        if (!where.organisations().isEmpty()) {
            parts.add("told by " + told(where.organisations(), code -> code));
        }
    }

    private static Optional<String> period(TimelineFilter where) {
        Optional<String> from = where.from().map(TimelineFilter::dayOf).map(DATE::format);
        Optional<String> to = where.until().map(until -> DATE.format(lastDay(until)));
        if (from.isPresent() && to.isPresent()) {
            return Optional.of("between " + from.get() + " and " + to.get());
        }
        return from.map(day -> "from " + day + " on").or(() -> to.map(day -> "until " + day));
    }

    private static LocalDate lastDay(Instant until) {
        return TimelineFilter.dayOf(until.minusNanos(1_000));
    }

    private static String stay(Criterion.Stay stay) {
        List<String> parts = new ArrayList<>();
        parts.add("had " + times(stay.atLeast()) + (stay.kind()
                .filter(ProviderSpell.Kind.VIRTUAL_WARD::equals)
                .isPresent() ? "a virtual ward stay" : stay.kind().isPresent() ? "a stay in a bed" : "a stay"));
        stay.emergency().ifPresent(emergency -> parts.add(emergency ? "as an emergency" : "not as an emergency"));
        addWhere(parts, stay.where());
        stay.lengthDays().ifPresent(days -> parts.add("of " + days.words() + " days"));
        stay.delayDays().ifPresent(days -> parts.add("with " + days.words() + " days of delayed discharge"));
        stay.readmission()
                .ifPresent(readmission -> parts.add(readmission
                        ? "with an emergency readmission within 30 days"
                        : "without an emergency readmission within 30 days"));
        if (stay.algorithm() != StayAlgorithm.DEFAULT) {
            parts.add("(spells joined by " + stay.algorithm().code() + ")");
        }
        return String.join(" ", parts);
    }

    private static <T> String told(Collection<T> values, Function<T, String> words) {
        List<String> sorted = values.stream().map(words).sorted().toList();
        return sorted.size() <= MOST_TOLD
                ? String.join(" or ", sorted)
                : String.join(", ", sorted.subList(0, MOST_TOLD)) + " or one of " + (sorted.size() - MOST_TOLD)
                        + " others";
    }
}
