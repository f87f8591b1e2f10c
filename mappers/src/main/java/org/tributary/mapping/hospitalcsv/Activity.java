package org.tributary.mapping.hospitalcsv;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Procedure.ProcedureStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.tributary.mapping.IdentifierSystems;
import org.tributary.mapping.ResourceIds;
import org.tributary.mapping.SourceFeed;
import org.tributary.mapping.support.ZonedTime;

/** One row of activity, an episode or attendance, and what every data set says of it alike. */
record Activity(Dataset dataset, String key, Map<String, String> values, SourceFeed feed) {

    static final String UK_CORE = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-";

    private static final int MOST_CODES = 24;
    private static final String CONDITION_CATEGORY = "http://terminology.hl7.org/CodeSystem/condition-category";

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** An Encounter that says whose it is, who provided it and where, and what its diagnoses were. */
    Encounter encounter() {
        Encounter encounter = new Encounter();
        encounter.setId(id("Encounter", ""));
        encounter.addIdentifier().setSystem(system()).setValue(key);
        encounter.setSubject(subject());
        Providers.provider(this::find).ifPresent(encounter::setServiceProvider);
        Providers.site(this::find).ifPresent(site -> encounter.addLocation().setLocation(site));
        find("TRETSPEF").map(Tables::treatmentFunction).ifPresent(encounter::setServiceType);
        find("MAINSPEF").ifPresent(code -> encounter.addExtension(
                "https://tributary.example/fhir/StructureDefinition/main-specialty",
                new CodeableConcept(new Coding()
                        .setSystem("https://fhir.nhs.uk/CodeSystem/NHSDataModelAndDictionary-main-specialty")
                        .setCode(code))));
        PatientPathway.addTo(encounter, this::find);
        for (int number = 1; number <= MOST_CODES; number++) {
            if (find(diagnosisColumn(number)).isPresent()) {
                encounter.addDiagnosis()
                        .setCondition(new Reference("Condition/" + id("Condition", "|" + number)))
                        .setRank(number);
            }
        }
        return encounter;
    }

    /** A Condition for each diagnosis and a Procedure for each operation. */
    List<Resource> codes(Period when) {
        List<Resource> resources = new ArrayList<>();
        for (int number = 1; number <= MOST_CODES; number++) {
            int each = number;
            find(diagnosisColumn(number)).ifPresent(code -> resources.add(condition(each, code, when)));
            find("OPERTN_4_" + Dataset.number(number))
                    .ifPresent(code -> resources.add(procedure(each, code, when)));
        }
        return resources;
    }

    Reference subject() {
        return new Reference("Patient/" + PatientFold.id(values.getOrDefault(Dataset.PERSON_ID, ""), feed));
    }

    String id(String type, String suffix) {
        return ResourceIds.of(feed, type, system(), key + suffix);
    }

    String system() {
        return IdentifierSystems.local(feed.organisation(), switch (dataset) {
            case ADMITTED_CARE -> "episode";
            case OUTPATIENTS -> "outpatient-attendance";
            case EMERGENCY -> "emergency-attendance";
        });
    }

    /** A period of days or moments; an end before its start is left out. */
    static Period period(Optional<String> start, Optional<String> end) {
        Period period = new Period();
        start.ifPresent(first -> period.setStartElement(new DateTimeType(first)));
        end.filter(last -> start.isEmpty() || last.compareTo(start.get()) >= 0)
                .ifPresent(last -> period.setEndElement(new DateTimeType(last)));
        return period;
    }

    /** A day, with its time where the file gives one. */
    Optional<String> moment(Optional<String> day, String timeColumn) {
        Optional<String> time = find(timeColumn);
        return time.isEmpty()
                ? day
                : day.map(date -> new DateTimeType(
                        Date.from(ZonedTime.resolve(LocalDateTime.parse(date + 'T' + time.get()),
                                feed.zone()).time().toInstant()),
                        TemporalPrecisionEnum.SECOND,
                        TimeZone.getTimeZone(feed.zone())).getValueAsString());
    }

    private static String diagnosisColumn(int number) {
        return "DIAG_4_" + Dataset.number(number);
    }

    private Condition condition(int number, String code, Period when) {
        Condition condition = new Condition();
        condition.setId(id("Condition", "|" + number));
        condition.addCategory(
                new CodeableConcept(new Coding(CONDITION_CATEGORY, "encounter-diagnosis", "Encounter Diagnosis")));
        condition.setCode(ClinicalCodes.diagnosis(dataset, code));
        condition.setSubject(subject());
        condition.setEncounter(new Reference("Encounter/" + id("Encounter", "")));
        if (when.hasStart()) {
            condition.setRecordedDateElement(when.hasEnd() ? when.getEndElement() : when.getStartElement());
        }
        return condition;
    }

    private Procedure procedure(int number, String code, Period when) {
        Procedure procedure = new Procedure();
        procedure.setId(id("Procedure", "|" + number));
        procedure.addIdentifier().setSystem(system()).setValue(key + '|' + number);
        procedure.setStatus(ProcedureStatus.COMPLETED);
        procedure.setCode(ClinicalCodes.operation(code));
        procedure.setSubject(subject());
        procedure.setEncounter(new Reference("Encounter/" + id("Encounter", "")));
        Optional<String> day = find("OPDATE_" + Dataset.number(number));
        if (day.isPresent()) {
            procedure.setPerformed(new DateTimeType(day.get()));
        } else if (!when.isEmpty()) {
            procedure.setPerformed(when.copy());
        }
        return procedure;
    }
}
