package org.tributary.mapping.hospitalcsv;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Resource;
import org.tributary.mapping.FoldResult;
import org.tributary.mapping.SourceFeed;
import org.tributary.mapping.support.CodeMap;
import org.tributary.mapping.support.FhirJson;

/** An outpatient or emergency attendance. */
final class AttendanceFold {

    private static final String HUB = "https://tributary.example/fhir/StructureDefinition/";
    private static final String ARRIVAL = "http://hl7.org/fhir/StructureDefinition/encounter-modeOfArrival";
    private static final String ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

    private AttendanceFold() {
    }

    static FoldResult fold(Facts facts, SourceFeed feed) {
        List<Resource> resources = new ArrayList<>();
        for (Map.Entry<String, Map<String, String>> row : facts.rows().entrySet()) {
            Activity attendance = new Activity(facts.dataset(), row.getKey(), row.getValue(), feed);
            Encounter encounter = facts.dataset() == Dataset.EMERGENCY
                    ? emergency(attendance)
                    : outpatient(attendance);
            resources.add(encounter);
            resources.addAll(attendance.codes(encounter.getPeriod()));
        }
        return new FoldResult(resources.stream().map(FhirJson::mapped).toList(), List.of());
    }

    /** An attendance that did not take place is cancelled, whoever did not come. */
    private static Encounter outpatient(Activity attendance) {
        Encounter encounter = attendance.encounter();
        EncounterStatus status = attendance.find("ATTENDED")
                .flatMap(code -> Tables.code("ATTENDED", code))
                .map(EncounterStatus::fromCode)
                .orElse(EncounterStatus.UNKNOWN);
        // The file tells of the past: whoever was being seen then has been seen.
        encounter.setStatus(status == EncounterStatus.INPROGRESS ? EncounterStatus.FINISHED : status);
        encounter.setClass_(attendance.find("FIRSTATT")
                .flatMap(Tables.ATTENDANCE_CLASS::translate)
                .map(CodeMap.Target::toCoding)
                .orElseGet(() -> new Coding(ACT_CODE, "AMB", "ambulatory")));
        Optional<String> start = attendance.moment(attendance.find("APPTDATE"), "APPTTIME");
        setPeriod(encounter, Activity.period(start, Optional.empty()));
        attendance.find("ATTENDED")
                .ifPresent(code -> encounter.addExtension(HUB + "attendance",
                        new CodeableConcept().setText(code)));
        attendance.find("FIRSTATT")
                .ifPresent(code -> encounter.addExtension(HUB + "first-attendance",
                        Tables.concept("FIRSTATT", code)));
        attendance.find("OUTCOME")
                .ifPresent(code -> encounter.addExtension(Activity.UK_CORE + "OutcomeOfAttendance",
                        Tables.concept("OUTCOME", code)));
        return encounter;
    }

    private static Encounter emergency(Activity attendance) {
        Encounter encounter = attendance.encounter();
        encounter.setStatus(EncounterStatus.FINISHED);
        encounter.setClass_(new Coding(ACT_CODE, "EMER", "emergency"));
        setPeriod(encounter, stay(attendance));
        attendance.find("AEDEPTTYPE").ifPresent(code -> encounter.addType(Tables.concept("AEDEPTTYPE", code)));
        attendance.find("AEATTENDDISP")
                .ifPresent(code -> encounter.getHospitalization()
                        .setDischargeDisposition(Tables.concept("AEATTENDDISP", code)));
        attendance.find("AEARRIVALMODE")
                .flatMap(code -> Tables.of("AEARRIVALMODE").flatMap(map -> map.translate(code)))
                .ifPresent(mode -> encounter.addExtension(ARRIVAL, mode.toCoding()));
        return encounter;
    }

    /** From arrival to departure; a departure that has a time only is on the day of arrival or, before it, the next. */
    private static Period stay(Activity attendance) {
        Optional<String> arrivalDay = attendance.find("ARRIVALDATE");
        Optional<String> departureDay = attendance.find("DEPDATE").or(() -> {
            Optional<String> arrived = attendance.find("ARRIVALTIME");
            Optional<String> left = attendance.find("DEPTIME");
            return arrived.isEmpty() || left.isEmpty()
                    ? Optional.empty()
                    : arrivalDay.map(day -> left.get().compareTo(arrived.get()) < 0
                            ? LocalDate.parse(day).plusDays(1).toString()
                            : day);
        });
        return Activity.period(attendance.moment(arrivalDay, "ARRIVALTIME"),
                attendance.moment(departureDay, "DEPTIME"));
    }

    private static void setPeriod(Encounter encounter, Period period) {
        if (!period.isEmpty()) {
            encounter.setPeriod(period);
        }
    }
}
