package org.tributary.hub.store.search;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tributary.hub.store.index.QuantityKey;
import org.tributary.hub.store.index.UnitConversion;
import org.tributary.hub.store.search.Criterion.Comparison;

/**
 * How a number or quantity is to lie to the one in the query (R4, sections "number", "quantity" and "Prefixes" of
 * Search).
 *
 * @param value
 *            what gt, lt, ge, le, sa and eb compare with, as if it had endless digits
 * @param from
 *            where the values begin that count as equal, or as about equal for ap
 * @param to
 *            where they end; exclusive, for ap inclusive
 * @param unit
 *            the unit as rows carry it, and then values are in base units where it has them; empty to compare values as
 *            they were said
 * @param named
 *            code or label of the unit; empty if any will do
 */
record NumberCondition(Comparison comparison, double value, double from, double to, OptionalLong unit,
        OptionalLong named) {

    private static final Pattern NUMBER = Pattern
            .compile("([+-]?[0-9]{1,40}(?:\\.[0-9]{1,40})?|[+-]?\\.[0-9]{1,40})(?:[eE]([+-]?[0-9]{1,3}))?");
    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final BigDecimal TENTH = new BigDecimal("0.1");

    /** A number as a query writes it, with the precision that its digits imply. */
    record Written(BigDecimal value, BigDecimal half) {

        static Optional<Written> parse(String text) {
            Matcher number = NUMBER.matcher(text);
            if (!number.matches()) {
                return Optional.empty();
            }
            BigDecimal value = new BigDecimal(text);
            // In R4's own example 1e2 is from 95 to 105, which is the precision of 1.0e2.
            boolean rounded = number.group(2) != null && number.group(1).indexOf('.') < 0;
            return Optional.of(new Written(value, HALF.scaleByPowerOfTen(-value.scale() - (rounded ? 1 : 0))));
        }
    }

    static NumberCondition of(Comparison comparison, Written number) {
        return of(comparison, number, null, null, OptionalLong.empty(), OptionalLong.empty());
    }

    /** In a unit by its code, or by its label when nobody says whose code it is. */
    static NumberCondition of(Comparison comparison, Written number, String system, String code) {
        if (system.isEmpty()) {
            return of(comparison, number, null, null, OptionalLong.empty(),
                    OptionalLong.of(QuantityKey.of(null, null, code).label()));
        }
        return of(comparison, number, system, code, OptionalLong.of(QuantityKey.of(system, code, null).unit()),
                OptionalLong.empty());
    }

    private static NumberCondition of(Comparison comparison, Written number, @Nullable String system,
            @Nullable String code, OptionalLong unit, OptionalLong named) {
        BigDecimal value = number.value;
        BigDecimal half = comparison == Comparison.AP ? number.half.max(value.abs().multiply(TENTH)) : number.half;
        return new NumberCondition(comparison, base(system, code, value), base(system, code, value.subtract(half)),
                base(system, code, value.add(half)), unit, named);
    }

    private static double base(@Nullable String system, @Nullable String code, BigDecimal value) {
        return QuantityKey.base(system, code, value).doubleValue();
    }

    /** How many of UCUM's base units a length in this unit is; empty for what is no length. */
    static Optional<BigDecimal> metres(BigDecimal length, String unit) {
        return UnitConversion.of(unit)
                .filter(conversion -> conversion.unit().equals("m"))
                .map(conversion -> conversion.base(length));
    }
}
