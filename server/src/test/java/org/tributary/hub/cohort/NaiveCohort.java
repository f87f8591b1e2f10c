package org.tributary.hub.cohort;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.tributary.hub.cohort.CohortPopulation.Demographics;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.CareEventKind.Shape;
import org.tributary.hub.pathway.CareRecord;
import org.tributary.hub.pathway.EventTime;
import org.tributary.hub.pathway.EventTime.Precision;
import org.tributary.hub.pathway.EventValue;
import org.tributary.hub.pathway.delays.DischargeDelay;
import org.tributary.hub.pathway.delays.DischargeDelays;
import org.tributary.hub.pathway.spells.ProviderSpell;
import org.tributary.hub.pathway.stays.ContinuousStay;
import org.tributary.hub.pathway.stays.StayAlgorithm;
import org.tributary.hub.pathway.stays.StayJoin;
import org.tributary.hub.pathway.waits.AfterDischarge;
import tools.jackson.databind.JsonNode;

/**
 * Whether a person meets a definition, by going through all that their own page shows the caller, one criterion after
 * another. Written from docs/cohorts.md and apart from what it is compared with: it reads the JSON itself.
 *
 * @param patients
 *            what each Patient says
 */
record NaiveCohort(Map<String, Demographics> patients, LocalDate today) {

    boolean meets(CareRecord person, JsonNode criterion) {
        Map.Entry<String, JsonNode> only = criterion.properties().iterator().next();
        JsonNode body = only.getValue();
        return switch (only.getKey()) {
            case "all" -> all(body).stream().allMatch(member -> meets(person, member));
            case "any" -> all(body).stream().anyMatch(member -> meets(person, member));
            case "none" -> all(body).stream().noneMatch(member -> meets(person, member));
            case "event" -> person.events().stream().filter(event -> isMeant(event, body)).count() >= atLeast(body);
            case "followed" -> followed(person, body);
            case "age" -> demographics(person, patient -> isOfAge(patient, body));
            case "sex" -> demographics(person, patient -> patient.sex().equals(body.asString()));
            case "stay" -> stays(person, body);
            default -> throw new AssertionError(only.getKey());
        };
    }

    private static int atLeast(JsonNode body) {
        return body.path("atLeast").asInt(1);
    }

    static List<JsonNode> all(JsonNode list) {
        List<JsonNode> all = new ArrayList<>();
        list.forEach(all::add);
        return all;
    }

    private static Set<String> texts(JsonNode list) {
        return all(list).stream().map(JsonNode::asString).collect(Collectors.toSet());
    }

    private boolean demographics(CareRecord person, Predicate<Demographics> which) {
        return person.patients().stream().map(patients::get).anyMatch(which);
    }

    private boolean isOfAge(Demographics patient, JsonNode body) {
        LocalDate at = body.has("at") ? LocalDate.parse(body.path("at").asString()) : today;
        if (patient.birthDate().length() < 10 || LocalDate.parse(patient.birthDate()).isAfter(at)) {
            return false;
        }
        return within(body, Period.between(LocalDate.parse(patient.birthDate()), at).getYears());
    }

    private static boolean within(JsonNode range, long number) {
        return number >= range.path("from").asLong(Long.MIN_VALUE) && number <= range.path("to").asLong(Long.MAX_VALUE);
    }

    private static boolean isMeant(CareEvent event, JsonNode body) {
        return (!body.has("kind") || texts(body.path("kind")).contains(event.kind().code()))
                && (!body.has("codes") || event.code()
                        .filter(code -> code.code().filter(texts(body.path("codes"))::contains).isPresent())
                        .filter(code -> !body.has("system")
                                || code.system().filter(body.path("system").asString()::equals).isPresent())
                        .isPresent())
                && isWhere(event.setting().code(), event.organisation(), body)
                && (!body.has("value")
                        || event.value().filter(value -> compares(value, body.path("value"))).isPresent())
                && (!body.has("period") || isIn(event, body.path("period").asString()));
    }

    private static boolean isWhere(String setting, String organisation, JsonNode body) {
        return (!body.has("setting") || texts(body.path("setting")).contains(setting))
                && (!body.has("organisation") || texts(body.path("organisation")).contains(organisation));
    }

    private static boolean compares(EventValue value, JsonNode wanted) {
        if (value.number().isEmpty()
                || wanted.has("unit") && !value.unit().filter(wanted.path("unit").asString()::equals).isPresent()) {
            return false;
        }
        double number = value.number().get();
        return (!wanted.has("gt") || number > wanted.path("gt").asDouble())
                && (!wanted.has("ge") || number >= wanted.path("ge").asDouble())
                && (!wanted.has("lt") || number < wanted.path("lt").asDouble())
                && (!wanted.has("le") || number <= wanted.path("le").asDouble())
                && (!wanted.has("eq") || number == wanted.path("eq").asDouble());
    }

    /** By days: the period's are whole, and so is a month or year that is all that is known. */
    private static boolean isIn(CareEvent event, String period) {
        if (event.start().isEmpty()) {
            return false;
        }
        boolean goesOn = event.end().isEmpty() && event.kind().shape() == Shape.INTERVAL;
        LocalDate last = goesOn ? LocalDate.MAX : lastDay(event.end().orElse(event.start().get()));
        String from = period.substring(0, period.indexOf('/'));
        String to = period.substring(period.indexOf('/') + 1);
        return (from.isEmpty() || !last.isBefore(LocalDate.parse(from)))
                && (to.isEmpty() || !event.start().get().date().isAfter(LocalDate.parse(to)));
    }

    private static LocalDate lastDay(EventTime time) {
        return switch (time.precision()) {
            case YEAR -> time.date().withDayOfYear(time.date().lengthOfYear());
            case MONTH -> time.date().withDayOfMonth(time.date().lengthOfMonth());
            case DAY, TIME -> time.date();
        };
    }

    private static boolean followed(CareRecord person, JsonNode body) {
        for (CareEvent first : person.events()) {
            for (CareEvent then : person.events()) {
                if (first != then && isMeant(first, body.path("first")) && isMeant(then, body.path("then"))
                        && first.start().isPresent() && then.start().isPresent()
                        && follows(first.start().get(), then.start().get(), body.path("withinDays").asInt())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean follows(EventTime first, EventTime then, int days) {
        long between = ChronoUnit.DAYS.between(first.date(), then.date());
        boolean moments = first.precision() == Precision.TIME && then.precision() == Precision.TIME;
        return between >= 0 && between <= days && !(moments && then.instant().isBefore(first.instant()));
    }

    private boolean stays(CareRecord person, JsonNode body) {
        StayAlgorithm algorithm = body.has("algorithm")
                ? StayAlgorithm.findByCode(body.path("algorithm").asString()).orElseThrow()
                : StayAlgorithm.NEXT_DAY;
        List<ContinuousStay> stays = StayJoin.join(algorithm, person.spells(), person.events(), today);
        List<DischargeDelay> delays = DischargeDelays.find(person.spells(), person.events(), today);
        List<AfterDischarge> after = AfterDischarge.find(new AfterDischarge.Person(person.events(), stays,
                Optional.empty(), today), 7);
        return stays.stream().filter(stay -> isMeant(stay, delays, after, body)).count() >= atLeast(body);
    }

    private boolean isMeant(ContinuousStay stay, List<DischargeDelay> delays, List<AfterDischarge> after,
            JsonNode body) {
        Collection<ProviderSpell> spells = stay.members().stream().map(ContinuousStay.Member::spell).toList();
        int delay = delays.stream()
                .filter(one -> spells.contains(one.spell()))
                .mapToInt(DischargeDelay::days)
                .sum();
        return (!body.has("type") || stay.kind().code().equals(body.path("type").asString()))
                && (!body.has("emergency") || stay.isEmergency() == body.path("emergency").asBoolean())
                && (!body.has("length") || within(body.path("length"), stay.lengthDays(today)))
                && (!body.has("delay") || within(body.path("delay"), delay))
                && (!body.has("period") || isIn(stay, body.path("period").asString()))
                && spells.stream().anyMatch(spell -> isWhere(spell.setting().code(), spell.organisation(), body))
                && (!body.has("readmission") || after.stream()
                        .anyMatch(one -> one.stay().equals(stay)
                                && one.readmission().isPresent() == body.path("readmission").asBoolean()));
    }

    private static boolean isIn(ContinuousStay stay, String period) {
        String from = period.substring(0, period.indexOf('/'));
        String to = period.substring(period.indexOf('/') + 1);
        Instant start = stay.start().instant();
        return (from.isEmpty() || stay.end().map(end -> !lastDay(end).isBefore(LocalDate.parse(from))).orElse(true))
                && (to.isEmpty() || !LocalDate.ofInstant(start, EventTime.LONDON).isAfter(LocalDate.parse(to)));
    }
}
