package org.tributary.hub.store.index;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads numbers, Quantities and their kin, Money, Ranges and SampledData. A value is compared as a double: the first
 * fifteen digits count.
 */
final class QuantityReader {

    private static final Pattern PLAIN = Pattern.compile("-?[0-9]*\\.?[0-9]+");
    private static final int LONGEST = 40;
    private static final String CURRENCIES = "urn:iso:std:iso:4217";

    /** A stretch of values, in some unit; null where it has no limit. */
    private record Stretch(@Nullable BigDecimal low, @Nullable BigDecimal high) {
    }

    private QuantityReader() {
    }

    /** The index row of a value; empty when it holds no number. */
    static Optional<IndexEntries.Quantity> read(int path, JsonNode value, int element) {
        if (value.isNumber()) {
            BigDecimal number = value.decimalValue();
            return Optional.of(row(path, new Stretch(number, number), null, null, null, element));
        }
        if (value.has("low") || value.has("high")) {
            return range(path, value.path("low"), value.path("high"), element);
        }
        if (value.has("origin")) {
            return samples(value).map(stretch -> row(path, stretch, value.path("origin"), element));
        }
        JsonNode number = value.path("value");
        if (!number.isNumber()) {
            return Optional.empty();
        }
        String currency = text(value, "currency");
        return Optional.of(currency == null
                ? row(path, stretch(number.decimalValue(), text(value, "comparator")), value, element)
                : row(path, stretch(number.decimalValue(), null), CURRENCIES, currency, null, element));
    }

    /** "Less than 5" is all below 5: it equals no number. */
    private static Stretch stretch(BigDecimal value, @Nullable String comparator) {
        return switch (comparator) {
            case "<", "<=" -> new Stretch(null, value);
            case ">", ">=" -> new Stretch(value, null);
            case null, default -> new Stretch(value, value);
        };
    }

    private static Optional<IndexEntries.Quantity> range(int path, JsonNode low, JsonNode high, int element) {
        JsonNode from = low.path("value");
        JsonNode to = high.path("value");
        if (!from.isNumber() && !to.isNumber()) {
            return Optional.empty();
        }
        Stretch stretch = new Stretch(from.isNumber() ? from.decimalValue() : null,
                to.isNumber() ? to.decimalValue() : null);
        return Optional.of(row(path, stretch, from.isNumber() ? low : high, element));
    }

    /** From the smallest to the largest of the samples that are numbers. */
    private static Optional<Stretch> samples(JsonNode sampled) {
        String data = text(sampled, "data");
        JsonNode origin = sampled.path("origin").path("value");
        if (data == null || !origin.isNumber()) {
            return Optional.empty();
        }
        JsonNode factor = sampled.path("factor");
        BigDecimal low = null;
        BigDecimal high = null;
        for (String sample : data.split(" ", -1)) {
            if (sample.isEmpty() || sample.length() > LONGEST || !isPlain(sample)) {
                continue;
            }
            BigDecimal value = new BigDecimal(sample);
            low = low == null ? value : low.min(value);
            high = high == null ? value : high.max(value);
        }
        if (low == null || high == null) {
            return Optional.empty();
        }
        BigDecimal by = factor.isNumber() ? factor.decimalValue() : BigDecimal.ONE;
        BigDecimal one = low.multiply(by).add(origin.decimalValue());
        BigDecimal other = high.multiply(by).add(origin.decimalValue());
        return Optional.of(new Stretch(one.min(other), one.max(other)));
    }

    /** Whether it is a number without exponent; the letters E, U and L stand for samples without one. */
    private static boolean isPlain(String sample) {
        return PLAIN.matcher(sample).matches();
    }

    private static IndexEntries.Quantity row(int path, Stretch stretch, JsonNode unit, int element) {
        return row(path, stretch, text(unit, "system"), text(unit, "code"), text(unit, "unit"), element);
    }

    private static IndexEntries.Quantity row(int path, Stretch stretch, @Nullable String system, @Nullable String code,
            @Nullable String label, int element) {
        return new IndexEntries.Quantity(path, low(stretch.low), high(stretch.high),
                low(base(system, code, stretch.low)), high(base(system, code, stretch.high)),
                QuantityKey.of(system, code, label), element);
    }

    private static @Nullable BigDecimal base(@Nullable String system, @Nullable String code,
            @Nullable BigDecimal value) {
        return value == null ? null : QuantityKey.base(system, code, value);
    }

    private static double low(@Nullable BigDecimal value) {
        return value == null ? Double.NEGATIVE_INFINITY : value.doubleValue();
    }

    private static double high(@Nullable BigDecimal value) {
        return value == null ? Double.POSITIVE_INFINITY : value.doubleValue();
    }

    private static @Nullable String text(JsonNode node, String member) {
        JsonNode value = node.get(member);
        return value != null && value.isString() ? value.stringValue() : null;
    }
}
