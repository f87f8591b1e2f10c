package org.tributary.mapping.hospitalcsv;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.tributary.mapping.MapperOptions;
import org.tributary.mapping.support.CodeMap;

/** The code translations of this package: ConceptMaps of the profiles module, by the column whose codes they hold. */
final class Tables {

    static final CodeMap TREATMENT_FUNCTION = CodeMap.load("nhs-treatment-function");
    static final CodeMap ENCOUNTER_CLASS = CodeMap.load("hes-patient-classification-of-encounter");
    static final CodeMap ATTENDANCE_CLASS = CodeMap.load("hes-first-attendance-of-encounter");
    static final CodeMap ETHNIC_CATEGORY_BEFORE_2001 = CodeMap.load("hes-ethnic-category-before-2001");

    private static final CodeMap ETHNIC_CATEGORY = CodeMap.load("nhs-ethnic-category");

    private static final Map<String, CodeMap> BY_COLUMN = Map.ofEntries(
            Map.entry("SEX", CodeMap.load("hes-sex")),
            Map.entry("ADMIMETH", CodeMap.load("nhs-admission-method")),
            Map.entry("ADMISORC", CodeMap.load("nhs-source-of-admission")),
            Map.entry("DISMETH", CodeMap.load("nhs-discharge-method")),
            Map.entry("DISDEST", CodeMap.load("nhs-discharge-destination")),
            Map.entry("CLASSPAT", CodeMap.load("hes-patient-classification")),
            Map.entry("EPITYPE", CodeMap.load("hes-episode-type")),
            Map.entry("EPISTAT", CodeMap.load("hes-episode-status")),
            Map.entry("ATTENDED", CodeMap.load("nhs-attendance")),
            Map.entry("OUTCOME", CodeMap.load("nhs-outcome-of-attendance")),
            Map.entry("FIRSTATT", CodeMap.load("hes-first-attendance")),
            Map.entry("AEATTENDDISP", CodeMap.load("hes-ae-disposal")),
            Map.entry("AEARRIVALMODE", CodeMap.load("hes-ae-arrival-mode")),
            Map.entry("AEDEPTTYPE", CodeMap.load("hes-ae-department-type")));

    private Tables() {
    }

    /** The ConceptMaps by name, for which a feed's operator may tell local codes. */
    static Set<String> names() {
        return Stream.concat(BY_COLUMN.values().stream(), Stream.of(ETHNIC_CATEGORY, TREATMENT_FUNCTION))
                .map(CodeMap::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The standard code that a column's value stands for: itself, unless the feed's operator says otherwise. */
    static String standardCode(String column, String value, MapperOptions options) {
        Optional<CodeMap> map = switch (column) {
            case "ETHNOS" -> Optional.of(ETHNIC_CATEGORY);
            case "TRETSPEF" -> Optional.of(TREATMENT_FUNCTION);
            default -> of(column);
        };
        return map.map(known -> options.standardCode(known.name(), value)).orElse(value);
    }

    /** The table of a column that holds codes of a list which is known in full. */
    static Optional<CodeMap> of(String column) {
        return Optional.ofNullable(BY_COLUMN.get(column));
    }

    /** The code of the translation; empty when there is none. */
    static Optional<String> code(String column, String code) {
        return of(column).flatMap(map -> map.translate(code)).map(CodeMap.Target::code);
    }

    /** The concept of a column's code; one that its table does not hold stays as text. */
    static CodeableConcept concept(String column, String code) {
        return of(column).flatMap(map -> map.translate(code))
                .map(CodeMap.Target::toConcept)
                .orElseGet(() -> new CodeableConcept().setText(code));
    }

    /** Files of before 2001 hold numbers, of which one has no category of its own today. */
    static CodeableConcept ethnicCategory(String code) {
        return ETHNIC_CATEGORY.translate(code)
                .or(() -> ETHNIC_CATEGORY_BEFORE_2001.translate(code))
                .map(CodeMap.Target::toConcept)
                .orElseGet(() -> new CodeableConcept().setText(code));
    }

    static CodeableConcept treatmentFunction(String code) {
        return TREATMENT_FUNCTION.translate(code)
                .map(CodeMap.Target::toConcept)
                .orElseGet(() -> new CodeableConcept(new Coding().setSystem(
                        "https://fhir.nhs.uk/CodeSystem/NHSDataModelAndDictionary-treatment-function").setCode(code)));
    }
}
