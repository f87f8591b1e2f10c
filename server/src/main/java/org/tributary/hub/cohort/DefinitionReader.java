package org.tributary.hub.cohort;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tributary.hub.cohort.Criterion.Codes;
import org.tributary.hub.cohort.Criterion.Comparison;
import org.tributary.hub.cohort.Criterion.Events;
import org.tributary.hub.cohort.Criterion.Match;
import org.tributary.hub.cohort.Criterion.OfSystem;
import org.tributary.hub.pathway.TimelineFilter;
import org.tributary.hub.pathway.spells.ProviderSpell;
import org.tributary.hub.pathway.stays.StayAlgorithm;
import org.tributary.hub.store.CodeSets.Code;

/** Reads a definition from JSON and checks it: what comes out can be counted. */
final class DefinitionReader {

    private static final int MOST_CRITERIA = 40;
    private static final int DEEPEST = 5;
    private static final int OLDEST = 150;
    private static final int LAST_YEAR = 9_998;
    private static final int MOST_DAYS = 36_500;
    private static final int MOST_TIMES = 100_000;
    private static final Set<String> GROUPS = Set.of("all", "any", "none");
    private static final Set<String> CRITERIA = Set.of("all", "any", "none", "event", "followed", "age", "sex", "stay");
    private static final Set<String> EVENTS = Set.of("period", "setting", "organisation", "kind", "system", "codes",
            "valueSet", "value");
    private static final Set<String> STAY = Set.of("period", "setting", "organisation", "algorithm", "type",
            "emergency", "length", "delay", "readmission", "atLeast");
    private static final List<String> SEXES = List.of("female", "male", "other", "unknown");

    private final LocalDate today;
    private final Function<String, Optional<List<Code>>> valueSets;
    private int criteria;

    /**
     * @param today
     *            in London: the day of ages that name none
     * @param valueSets
     *            the codes of a value set by its URL, as the caller sees it
     */
    DefinitionReader(LocalDate today, Function<String, Optional<List<Code>>> valueSets) {
        this.today = today;
        this.valueSets = valueSets;
    }

    /**
     * @throws CohortRefused
     *             naming the first place where something is wrong
     */
    Criterion.Group read(JsonPart definition) {
        Map.Entry<String, JsonPart> group = definition.only(GROUPS);
        return group(group.getKey(), group.getValue(), 1);
    }

    private Criterion.Group group(String match, JsonPart members, int depth) {
        if (depth > DEEPEST) {
            throw members.refused("is nested deeper than " + DEEPEST + " groups");
        }
        return new Criterion.Group(Match.findByCode(match).orElseThrow(),
                members.list().stream().map(member -> criterion(member, depth)).toList());
    }

    private Criterion criterion(JsonPart part, int depth) {
        if (++criteria > MOST_CRITERIA) {
            throw part.refused("is more than the " + MOST_CRITERIA + " criteria that a definition may have");
        }
        Map.Entry<String, JsonPart> only = part.only(CRITERIA);
        JsonPart body = only.getValue();
        return switch (only.getKey()) {
            case "event" -> new Criterion.Event(events(body, Set.of("atLeast")), atLeast(body));
            case "followed" -> followed(body.object(Set.of("first", "then", "withinDays")));
            case "age" -> age(body);
            case "sex" -> sex(body);
            case "stay" -> stay(body.object(STAY));
            default -> group(only.getKey(), body, depth + 1);
        };
    }

    private Criterion followed(JsonPart part) {
        return new Criterion.Followed(events(part.get("first"), Set.of()), events(part.get("then"), Set.of()),
                part.get("withinDays").integer(0, MOST_DAYS));
    }

    private Criterion age(JsonPart part) {
        LocalDate at = part.object(Set.of("at", "from", "to")).find("at").map(JsonPart::date).orElse(today);
        return new Criterion.Age(at, part.bounds(0, OLDEST));
    }

    private static Criterion sex(JsonPart part) {
        String sex = part.text();
        if (!SEXES.contains(sex)) {
            throw part.refused("must be one of " + String.join(", ", SEXES));
        }
        return new Criterion.Sex(sex);
    }

    private static int atLeast(JsonPart part) {
        return part.find("atLeast").map(times -> times.integer(1, MOST_TIMES)).orElse(1);
    }

    private Events events(JsonPart part, Set<String> others) {
        Set<String> known = new TreeSet<>(EVENTS);
        known.addAll(others);
        part.object(known);
        Events events = new Events(where(part, part.find("kind")), codes(part), part.find("value").map(this::value));
        if (events.where().equals(TimelineFilter.ALL) && events.codes().isEmpty() && events.value().isEmpty()) {
            throw part.refused("must say which events are meant, by any of: " + String.join(", ",
                    EVENTS.stream().sorted().toList()));
        }
        return events;
    }

    private Optional<Codes> codes(JsonPart part) {
        Optional<JsonPart> valueSet = part.find("valueSet");
        Optional<JsonPart> codes = part.find("codes");
        Optional<String> system = part.find("system").map(JsonPart::text);
        if (valueSet.isPresent()) {
            if (codes.isPresent() || system.isPresent()) {
                throw part.refused("takes codes with their system, or a valueSet, not both");
            }
            return valueSet.map(this::codesOf);
        }
        if (codes.isEmpty() && system.isPresent()) {
            throw part.refused("needs the member codes, since it names their system");
        }
        return codes.map(list -> new Codes(Optional.empty(), List.of(new OfSystem(system, texts(list)))));
    }

    private Codes codesOf(JsonPart valueSet) {
        String url = valueSet.text();
        List<Code> codes = valueSets.apply(url)
                .orElseThrow(() -> valueSet.refused("is no value set that is known to you"));
        return new Codes(Optional.of(url), codes.stream()
                .collect(Collectors.groupingBy(Code::system, TreeMap::new,
                        Collectors.mapping(Code::code, Collectors.toList())))
                .entrySet()
                .stream()
                .map(system -> new OfSystem(Optional.of(system.getKey()), system.getValue()))
                .toList());
    }

    private static List<String> texts(JsonPart list) {
        return list.list().stream().map(JsonPart::text).distinct().toList();
    }

    private Criterion.Value value(JsonPart part) {
        Set<String> known = Arrays.stream(Comparison.values()).map(Comparison::code).collect(Collectors.toSet());
        known.add("unit");
        part.object(known);
        List<Criterion.Bound> bounds = new ArrayList<>();
        for (Comparison comparison : Comparison.values()) {
            part.find(comparison.code())
                    .ifPresent(
                            bound -> bounds.add(new Criterion.Bound(comparison, bound.number())));
        }
        if (bounds.isEmpty()) {
            throw part.refused("needs a comparison: gt, ge, lt, le or eq");
        }
        return new Criterion.Value(bounds, part.find("unit").map(JsonPart::text));
    }

    private static Criterion stay(JsonPart part) {
        return new Criterion.Stay(
                part.find("algorithm")
                        .map(code -> StayAlgorithm.findByCode(code.text())
                                .orElseThrow(() -> code.refused("must be next-day, same-day or provider-spell")))
                        .orElse(StayAlgorithm.DEFAULT),
                part.find("type").map(DefinitionReader::stayKind),
                part.find("emergency").map(JsonPart::truth),
                where(part, Optional.empty()),
                part.find("length").map(days -> days.range(0, MOST_DAYS)),
                part.find("delay").map(DefinitionReader::delay),
                part.find("readmission").map(JsonPart::truth),
                atLeast(part));
    }

    /** Every stay without a delay has one of no days: to ask for those would not be a question about delays. */
    private static Range delay(JsonPart days) {
        Range range = days.range(1, MOST_DAYS);
        days.get("from");
        return range;
    }

    private static ProviderSpell.Kind stayKind(JsonPart part) {
        String code = part.text();
        return Arrays.stream(ProviderSpell.Kind.values())
                .filter(kind -> kind.code().equals(code))
                .findFirst()
                .orElseThrow(() -> part.refused("must be bed or virtual-ward"));
    }

    /** The same words, read the same way, as the filter of a person's timeline. */
    private static TimelineFilter where(JsonPart part, Optional<JsonPart> kinds) {
        TimelineFilter period = part.find("period")
                .map(DefinitionReader::period)
                .orElse(TimelineFilter.ALL);
        TimelineFilter settings = part.find("setting")
                .map(list -> filter(list, Optional.empty(), names(list), List.of(), List.of()))
                .orElse(TimelineFilter.ALL);
        TimelineFilter organisations = part.find("organisation")
                .map(list -> filter(list, Optional.empty(), List.of(), names(list), List.of()))
                .orElse(TimelineFilter.ALL);
        TimelineFilter ofKinds = kinds
                .map(list -> filter(list, Optional.empty(), List.of(), List.of(), names(list)))
                .orElse(TimelineFilter.ALL);
        return new TimelineFilter(period.from(), period.until(), settings.settings(), organisations.organisations(),
                ofKinds.kinds());
    }

    /** Within the years that the database can compare. */
    private static TimelineFilter period(JsonPart part) {
        TimelineFilter period = filter(part, Optional.of(part.text()), List.of(), List.of(), List.of());
        if (Stream.of(period.from(), period.until())
                .flatMap(Optional::stream)
                .map(TimelineFilter::dayOf)
                .anyMatch(day -> day.getYear() < 1 || day.getYear() > LAST_YEAR)) {
            throw part.refused("must be within the years 1 to " + LAST_YEAR);
        }
        return period;
    }

    private static List<String> names(JsonPart list) {
        for (JsonPart name : list.list()) {
            if (name.text().indexOf(',') >= 0) {
                throw name.refused("must be one code, without a comma");
            }
        }
        return texts(list);
    }

    private static TimelineFilter filter(JsonPart part, Optional<String> period, List<String> settings,
            List<String> organisations, List<String> kinds) {
        try {
            return TimelineFilter.parse(period, settings, organisations, kinds);
        } catch (TimelineFilter.Unreadable unreadable) {
            throw part.refused("cannot be read: " + unreadable.words());
        }
    }
}
