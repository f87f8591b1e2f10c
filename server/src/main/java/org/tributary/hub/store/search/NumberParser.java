package org.tributary.hub.store.search;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tributary.hub.store.ResourceSearch.Parameter;
import org.tributary.hub.store.SearchRefused;
import org.tributary.hub.store.index.IndexKind;
import org.tributary.hub.store.index.ParameterDefinition;
import org.tributary.hub.store.index.ParameterDefinition.Indexed;
import org.tributary.hub.store.search.Criterion.Comparison;

/** Understands values that are numbers: numbers, quantities, and how far a place is. */
final class NumberParser {

    /** R4 leaves it to the server what is near when the query does not say. */
    private static final BigDecimal NEAR_METRES = new BigDecimal("50000");

    private NumberParser() {
    }

    static Criterion.Numbers numbers(Parameter parameter, Indexed definition) {
        List<NumberCondition> conditions = new ArrayList<>();
        for (String value : QueryText.split(parameter.value(), ',')) {
            conditions.add(definition.kind() == IndexKind.NUMBER
                    ? number(parameter, QueryText.unescape(value))
                    : quantity(parameter, value));
        }
        return new Criterion.Numbers(ValueParser.numbers(definition), conditions);
    }

    private static NumberCondition number(Parameter parameter, String value) {
        return NumberCondition.of(comparison(parameter, value), written(parameter, value));
    }

    private static NumberCondition quantity(Parameter parameter, String text) {
        List<String> parts = QueryText.split(text, '|').stream().map(QueryText::unescape).toList();
        String value = parts.getFirst();
        if (parts.size() == 1) {
            return number(parameter, value);
        }
        if (parts.size() != 3 || (parts.get(2).isEmpty() && !parts.get(1).isEmpty())) {
            throw SearchRefused.invalid(parameter.name(),
                    "a value must be number, number|system|code or number||unit");
        }
        return parts.get(2).isEmpty()
                ? number(parameter, value)
                : NumberCondition.of(comparison(parameter, value), written(parameter, value), parts.get(1),
                        parts.get(2));
    }

    private static boolean isPrefixed(String value) {
        return value.length() > 2 && Character.isLetter(value.charAt(0));
    }

    private static Comparison comparison(Parameter parameter, String value) {
        return isPrefixed(value) ? comparisonOf(parameter, value.substring(0, 2)) : Comparison.EQ;
    }

    static Comparison comparisonOf(Parameter parameter, String prefix) {
        for (Comparison comparison : Comparison.values()) {
            if (comparison.name().toLowerCase(Locale.ROOT).equals(prefix)) {
                return comparison;
            }
        }
        throw SearchRefused.invalid(parameter.name(), "a prefix must be one of eq ne gt lt ge le sa eb ap");
    }

    private static NumberCondition.Written written(Parameter parameter, String value) {
        return NumberCondition.Written.parse(isPrefixed(value) ? value.substring(2) : value)
                .orElseThrow(() -> SearchRefused.invalid(parameter.name(),
                        "a number is written such as 100, 5.40 or 1e2, which may follow one of eq ne gt lt ge le sa "
                                + "eb ap"));
    }

    /** R4, "Location: near": {@code latitude|longitude|distance|units}, in kilometres unless said. */
    static Criterion.Near near(Parameter parameter, ParameterDefinition.Near definition) {
        List<Criterion.Circle> any = QueryText.split(parameter.value(), ',')
                .stream()
                .map(value -> circle(parameter, value))
                .toList();
        return new Criterion.Near(definition.latitude().number(), definition.longitude().number(), any);
    }

    private static Criterion.Circle circle(Parameter parameter, String value) {
        List<String> parts = QueryText.split(value, '|').stream().map(QueryText::unescape).toList();
        if (parts.size() < 2 || parts.size() > 4) {
            throw SearchRefused.invalid(parameter.name(), "a value must be latitude|longitude|distance|units");
        }
        double latitude = degrees(parameter, parts.get(0), 90);
        double longitude = degrees(parameter, parts.get(1), 180);
        String distance = parts.size() < 3 ? "" : parts.get(2);
        String units = parts.size() < 4 || parts.get(3).isEmpty() ? "km" : parts.get(3);
        BigDecimal metres = distance.isEmpty() ? NEAR_METRES : metres(parameter, distance, units);
        return new Criterion.Circle(latitude, longitude, metres.doubleValue());
    }

    private static double degrees(Parameter parameter, String text, int limit) {
        return NumberCondition.Written.parse(text)
                .map(number -> number.value().doubleValue())
                .filter(degrees -> Math.abs(degrees) <= limit)
                .orElseThrow(() -> SearchRefused.invalid(parameter.name(),
                        "latitude and longitude are degrees up to 90 and 180"));
    }

    private static BigDecimal metres(Parameter parameter, String distance, String units) {
        Optional<NumberCondition.Written> number = NumberCondition.Written.parse(distance)
                .filter(written -> written.value().signum() >= 0);
        if (number.isEmpty()) {
            throw SearchRefused.invalid(parameter.name(), "the distance must be a number from 0");
        }
        return NumberCondition.metres(number.get().value(), units)
                .orElseThrow(() -> SearchRefused.invalid(parameter.name(),
                        "the units must be a UCUM unit of length such as km or [mi_i]"));
    }
}
