package org.tributary.mapping.gpextract;

import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.DateTimeType;

/** The filled columns of a row, by name; what its code means stands beside them under the names of {@link Code}. */
record Row(Map<String, String> values) {

    Optional<String> find(String column) {
        return Optional.ofNullable(values.get(column));
    }

    String key(Table table) {
        return values.getOrDefault(table.key(), "");
    }

    boolean isTrue(String column) {
        return find(column).filter("true"::equalsIgnoreCase).isPresent();
    }

    /** A date as exact as its precision column says: {@code Y}, {@code YM}, {@code YMD}; {@code U} is unknown. */
    Optional<DateTimeType> date(String column) {
        String precision = find(column + "Precision").orElse("YMD");
        return find(column).filter(date -> !precision.equals("U")).map(date -> switch (precision) {
            case "Y" -> date.substring(0, 4);
            case "YM" -> date.substring(0, 7);
            default -> date;
        }).map(DateTimeType::new);
    }
}
