package org.tributary.mapping.hl7v2;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tributary.mapping.MappingIssue.Kind;
import tools.jackson.databind.node.ObjectNode;

/** The value of an OBX, by its type (HL7 2.4, section 7.4.2.2). A type without a place in FHIR is kept as text. */
final class ObservationValues {

    /**
     * HL7's NM with as many digits as any measurement has, and the sign that many senders put before it; no exponents.
     */
    private static final Pattern NUMBER = Pattern
            .compile("(<=|>=|<|>)?\\s*([+-]?(?:\\d{1,18}(?:\\.\\d{0,18})?|\\.\\d{1,18}))");
    private static final Pattern TIME_OF_DAY = Pattern
            .compile("([01]\\d|2[0-3])([0-5]\\d)([0-5]\\d)?(?:\\.\\d+)?(?:[+-]\\d{4})?");

    private final Reading reading;
    private final Codes codes;

    ObservationValues(Reading reading) {
        this.reading = reading;
        this.codes = new Codes(reading);
    }

    /** Puts one value into an Observation or a component of one. */
    void put(ObjectNode holder, Obx obx, Field value) {
        switch (obx.valueType().text()) {
            case "NM" -> number(holder, obx, value);
            case "SN" -> structured(holder, obx, value);
            case "NR" -> range(holder, value.text(), value.text(2), obx.units(), value);
            case "CE", "CWE", "CNE", "CF" ->
                codes.verbatim(value).ifPresent(concept -> holder.set("valueCodeableConcept", concept));
            case "DT", "TS", "DTM" ->
                reading.times().read(value).ifPresent(time -> holder.put("valueDateTime", time.fhir()));
            case "TM" -> timeOfDay(holder, value);
            case "ST", "TX", "FT", "ID", "IS", "SI" -> Json.put(holder, "valueString", value.whole());
            default -> other(holder, obx, value);
        }
    }

    private void number(ObjectNode holder, Obx obx, Field value) {
        Matcher number = NUMBER.matcher(value.text());
        if (number.matches()) {
            holder.set("valueQuantity", quantity(number.group(2), number.group(1), obx.units()));
            return;
        }
        if (!value.text().isEmpty()) {
            reading.issues()
                    .warning("obx-5-not-a-number", Kind.VALUE, value.location(),
                            "The value is of type NM but no number; it was kept as text.",
                            "Send a number, or the value type ST.");
        }
        Json.put(holder, "valueString", value.text());
    }

    /** SN: a comparator, a number, and a separator or suffix with a second number. */
    private void structured(ObjectNode holder, Obx obx, Field value) {
        String comparator = value.text(1);
        Optional<String> first = digits(value.text(2));
        String separator = value.text(3);
        Optional<String> second = digits(value.text(4));
        boolean alone = separator.isEmpty() && value.text(4).isEmpty();
        if (first.isPresent() && alone && isComparator(comparator)) {
            holder.set("valueQuantity", quantity(first.get(), comparator, obx.units()));
        } else if (first.isPresent() && second.isPresent() && comparator.isEmpty() && separator.equals("-")) {
            range(holder, first.get(), second.get(), obx.units(), value);
        } else if (first.isPresent() && second.isPresent() && (separator.equals(":") || separator.equals("/"))
                && isComparator(comparator)) {
            ObjectNode ratio = Json.object();
            ratio.set("numerator", quantity(first.get(), comparator, Field.NONE));
            ratio.set("denominator", quantity(second.get(), "", Field.NONE));
            holder.set("valueRatio", ratio);
        } else {
            // "2+" and the like: what stands there, in its order.
            Json.put(holder, "valueString", comparator + value.text(2) + separator + value.text(4));
        }
    }

    private static boolean isComparator(String comparator) {
        return comparator.isEmpty() || comparator.equals("=") || comparator.matches("[<>]=?");
    }

    private void range(ObjectNode holder, String low, String high, Field units, Field value) {
        if (digits(low).isEmpty() || digits(high).isEmpty()) {
            Json.put(holder, "valueString", value.whole());
            return;
        }
        ObjectNode range = Json.object();
        range.set("low", quantity(low, "", units));
        range.set("high", quantity(high, "", units));
        holder.set("valueRange", range);
    }

    private static Optional<String> digits(String text) {
        Matcher number = NUMBER.matcher(text);
        return number.matches() && number.group(1) == null ? Optional.of(number.group(2)) : Optional.empty();
    }

    private void timeOfDay(ObjectNode holder, Field value) {
        Matcher time = TIME_OF_DAY.matcher(value.text());
        if (time.matches()) {
            String seconds = time.group(3) == null ? "00" : time.group(3);
            holder.put("valueTime", time.group(1) + ':' + time.group(2) + ':' + seconds);
        } else if (!value.text().isEmpty()) {
            reading.issues()
                    .warning("obx-5-bad-time", Kind.VALUE, value.location(),
                            "The value is of type TM but no time of day; it was kept as text.", "Send HHMM or HHMMSS.");
            Json.put(holder, "valueString", value.text());
        }
    }

    private void other(ObjectNode holder, Obx obx, Field value) {
        if (value.isEmpty()) {
            return;
        }
        boolean named = !obx.valueType().text().isEmpty();
        reading.issues()
                .warning(named ? "obx-2-not-supported" : "obx-2-missing", named ? Kind.NOT_SUPPORTED : Kind.REQUIRED,
                        obx.valueType().location(),
                        "The value has no type that FHIR has a place for; it was kept as text.",
                        "Send the value as NM, SN, ST, TX, FT, CE, CWE, DT, TM, TS or ED.");
        String text = value.components()
                .stream()
                .map(Field::text)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        Json.put(holder, "valueString", text);
    }

    static ObjectNode quantity(String digits, @Nullable String comparator, Field units) {
        ObjectNode quantity = Json.object().put("value", new BigDecimal(digits));
        if (comparator != null && !comparator.equals("=")) {
            Json.put(quantity, "comparator", comparator);
        }
        Json.put(quantity, "unit", units.text(2).isEmpty() ? units.text() : units.text(2));
        if (!units.text().isEmpty()) {
            Codes.systemUri(units.text(3).toUpperCase(Locale.ROOT))
                    .ifPresent(system -> quantity.put("system", system).put("code", Json.code(units.text())));
        }
        return quantity;
    }
}
