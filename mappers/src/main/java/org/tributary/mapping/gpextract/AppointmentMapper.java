package org.tributary.mapping.gpextract;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.Appointment.ParticipationStatus;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Schedule;
import org.tributary.mapping.support.ZonedTime;

/** Sessions as Schedules; a slot that a patient booked is an Appointment. */
final class AppointmentMapper {

    private AppointmentMapper() {
    }

    static List<Resource> schedule(Row row, References references) {
        String guid = row.key(Table.SESSION);
        Schedule schedule = new Schedule();
        references.name(schedule, row, guid);
        schedule.addIdentifier(references.identifier(guid));
        row.find("SessionTypeDescription")
                .ifPresent(type -> schedule.addServiceType(new CodeableConcept().setText(type)));
        row.find("SessionCategoryDisplayName")
                .ifPresent(category -> schedule.addServiceCategory(new CodeableConcept().setText(category)));
        schedule.addActor(references.organization(row));
        Period horizon = new Period();
        dateTime(row, references, "StartDate", "StartTime").ifPresent(horizon::setStartElement);
        dateTime(row, references, "EndDate", "EndTime").ifPresent(horizon::setEndElement);
        schedule.setPlanningHorizon(horizon);
        row.find("Description").ifPresent(schedule::setComment);
        return List.of(schedule);
    }

    /** A slot without a patient is free time, of which the record of nobody speaks. */
    static List<Resource> slot(Row row, References references) {
        List<Resource> resources = new ArrayList<>();
        if (row.find("PatientGuid").isPresent()) {
            resources.add(appointment(row, references));
        }
        return resources;
    }

    private static Appointment appointment(Row row, References references) {
        String guid = row.key(Table.SLOT);
        Appointment appointment = new Appointment();
        references.name(appointment, row, guid);
        appointment.addIdentifier(references.identifier(guid));
        appointment.setStatus(status(row));
        time(appointment, row, references);
        references.find("Schedule", row, "SessionGuid").ifPresent(appointment::addSupportingInformation);
        appointment.addParticipant().setActor(references.patient(row)).setStatus(ParticipationStatus.ACCEPTED);
        references.find("Organization", row, "OrganisationGuid")
                .ifPresent(practice -> appointment.addParticipant()
                        .setActor(practice)
                        .setStatus(ParticipationStatus.ACCEPTED));
        String presence = presence(row);
        if (!presence.isEmpty()) {
            appointment.setComment(presence);
        }
        return appointment;
    }

    /** R4's app-3 wants both times of what is booked. */
    private static void time(Appointment appointment, Row row, References references) {
        Optional<Integer> minutes = row.find("PlannedDurationInMinutes")
                .map(Integer::valueOf)
                .filter(number -> number > 0);
        minutes.ifPresent(appointment::setMinutesDuration);
        Optional<OffsetDateTime> start = moment(row, references, "AppointmentDate", "AppointmentStartTime");
        appointment.setStartElement(start.map(time -> instant(time, references))
                .orElseGet(() -> Absent.unknown(new InstantType())));
        appointment.setEndElement(start.map(time -> instant(time.plusMinutes(minutes.orElse(0)), references))
                .orElseGet(() -> Absent.unknown(new InstantType())));
    }

    /** Appointments have no elements for when the patient was called in and left. */
    private static String presence(Row row) {
        return Stream
                .of(row.find("SendInTime").map("Sent in at "::concat), row.find("LeftTime").map("Left at "::concat))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(". "));
    }

    private static AppointmentStatus status(Row row) {
        if (row.isTrue("DidNotAttend")) {
            return AppointmentStatus.NOSHOW;
        }
        if (row.find("LeftTime").isPresent()) {
            return AppointmentStatus.FULFILLED;
        }
        return row.find("SendInTime").isPresent() ? AppointmentStatus.ARRIVED : AppointmentStatus.BOOKED;
    }

    private static Optional<OffsetDateTime> moment(Row row, References references, String day, String time) {
        return row.find(day)
                .flatMap(date -> row.find(time).map(clock -> LocalDateTime.parse(date + 'T' + clock)))
                .map(local -> ZonedTime.resolve(local, references.feed().zone()).time());
    }

    /** A moment, or the day where no time of day is told. */
    private static Optional<DateTimeType> dateTime(Row row, References references, String day, String time) {
        return moment(row, references, day, time)
                .map(moment -> new DateTimeType(Date.from(moment.toInstant()), TemporalPrecisionEnum.SECOND,
                        TimeZone.getTimeZone(references.feed().zone())))
                .or(() -> row.find(day).map(DateTimeType::new));
    }

    private static InstantType instant(OffsetDateTime time, References references) {
        return new InstantType(Date.from(time.toInstant()), TemporalPrecisionEnum.SECOND,
                TimeZone.getTimeZone(references.feed().zone()));
    }
}
