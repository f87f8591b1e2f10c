package org.tributary.hub.fhir.audit;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.param.DateParam;
import ca.uhn.fhir.rest.param.ParamPrefixEnum;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tributary.hub.access.AuditQuery;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.store.ResourceSearch.Parameter;

/**
 * Understands a search for AuditEvents as one of the hub's own trail. What the trail's lines never have a value for is
 * found in stored AuditEvents alone.
 */
final class AuditQueries {

    private static final ZoneId ZONE = ZoneId.of("Europe/London");

    private final List<Long> ids = new ArrayList<>();
    private final List<String> actions = new ArrayList<>();
    private final List<Integer> outcomes = new ArrayList<>();
    private final List<String> patients = new ArrayList<>();
    private final List<String> callers = new ArrayList<>();
    private Instant from = Instant.EPOCH;
    private Instant until = Instant.parse("9999-12-31T00:00:00Z");
    private boolean possible = true;

    private AuditQueries() {
    }

    /** Empty when no line of the trail can match. */
    static Optional<AuditQuery> read(List<Parameter> parameters) {
        AuditQueries queries = new AuditQueries();
        parameters.forEach(queries::add);
        return queries.possible
                ? Optional.of(new AuditQuery(queries.ids, Optional.of(queries.from), Optional.of(queries.until),
                        queries.actions, queries.outcomes, queries.patients, queries.callers))
                : Optional.empty();
    }

    private void add(Parameter parameter) {
        List<String> values = Arrays.asList(parameter.value().split(","));
        switch (parameter.name()) {
            case "_count", "_total", "_cursor" -> {
                // How much of what is found is told.
            }
            case "_sort" -> possible &= List.of("-date", "-_lastUpdated").contains(parameter.value());
            case "_id" -> values.forEach(value -> TrailId.find(value).ifPresent(ids::add));
            case "date", "_lastUpdated" -> addTime(parameter);
            case "action" -> values.forEach(value -> actions.add(code(value)));
            case "outcome" -> values.forEach(value -> addOutcome(code(value)));
            case "patient", "entity" -> values.forEach(value -> patients.add(value.replaceFirst("^Patient/", "")));
            case "agent-name:exact" -> callers.addAll(values);
            default -> possible = false;
        }
        possible &= !(parameter.name().equals("_id") && ids.isEmpty());
        possible &= !(parameter.name().equals("outcome") && outcomes.isEmpty());
    }

    private void addOutcome(String code) {
        switch (code) {
            case "0" -> outcomes.add(0);
            case "4" -> outcomes.add(4);
            default -> {
                // The trail knows no other outcome.
            }
        }
    }

    private static String code(String token) {
        return token.substring(token.indexOf('|') + 1);
    }

    private void addTime(Parameter parameter) {
        DateParam date;
        try {
            date = new DateParam(parameter.value());
        } catch (DataFormatException e) {
            throw FhirRefusal.invalid("Parameter '%s' is not a date with a prefix such as ge2026-11-22".formatted(
                    parameter.name()));
        }
        Instant low = start(date);
        Instant high = end(low, date.getPrecision());
        ParamPrefixEnum prefix = date.getPrefix() == null ? ParamPrefixEnum.EQUAL : date.getPrefix();
        switch (prefix) {
            case EQUAL, APPROXIMATE -> {
                from = later(from, low);
                until = earlier(until, high);
            }
            case GREATERTHAN, STARTS_AFTER -> from = later(from, high);
            case GREATERTHAN_OR_EQUALS -> from = later(from, low);
            case LESSTHAN, ENDS_BEFORE -> until = earlier(until, low);
            case LESSTHAN_OR_EQUALS -> until = earlier(until, high);
            case NOT_EQUAL -> throw FhirRefusal.notSupported("The prefix ne is not supported for AuditEvents");
        }
    }

    /** A date without a zone is a day of Europe/London, as everywhere in the hub's searches. */
    private static Instant start(DateParam date) {
        String text = date.getValueAsString();
        return switch (date.getPrecision()) {
            case YEAR -> day(text + "-01-01");
            case MONTH -> day(text + "-01");
            case DAY -> day(text);
            default -> date.getValue().toInstant();
        };
    }

    private static Instant day(String text) {
        return java.time.LocalDate.parse(text).atStartOfDay(ZONE).toInstant();
    }

    private static Instant end(Instant low, TemporalPrecisionEnum precision) {
        ZonedDateTime start = low.atZone(ZONE);
        return switch (precision) {
            case YEAR -> start.plusYears(1).toInstant();
            case MONTH -> start.plusMonths(1).toInstant();
            case DAY -> start.plusDays(1).toInstant();
            case MINUTE -> low.plusSeconds(60);
            case SECOND -> low.plusSeconds(1);
            case MILLI -> low.plusMillis(1);
        };
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
