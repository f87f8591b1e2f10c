package org.tributary.mapping.gpextract;

import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.DateTimeType;

/** The filled columns of a row, by name; what its codes mean stands beside them as {@link Code} names it. */
record Row(Map<String, String> values) {

    Optional<String> find(String column) {
        return Optional.ofNullable(values.get(column));
    }

    String key(Table table) {
        return values.getOrDefault(table.key(), "");
    }

    boolean isTrue(String column) {
        return find(column).filter("true"::equals).isPresent();
    }

    /** A date as exact as its precision column says: {@code Y}, {@code YM}, {@code YMD}; {@code U} is unknown. */
    Optional<DateTimeType> date(String column) {
        return find(column).flatMap(day -> precise(day, find(column + "Precision").orElse("YMD")))
                .map(DateTimeType::new);
    }

    static Optional<String> precise(String day, String precision) {
        return switch (precision) {
            case "U" -> Optional.empty();
            case "Y" -> Optional.of(day.substring(0, 4));
            case "YM" -> Optional.of(day.substring(0, 7));
            default -> Optional.of(day);
        };
    }
}
