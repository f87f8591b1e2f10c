package org.tributary.mapping.gpextract;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.Appointment.ParticipationStatus;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.InstantType;
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
        schedule.addActor(references.find("Organization", row, "OrganisationGuid")
                .orElseGet(() -> references.to("Organization", "")));
        moment(row, references, "StartDate", "StartTime").ifPresent(
                start -> schedule.getPlanningHorizon().setStart(Date.from(start.toInstant())));
        moment(row, references, "EndDate", "EndTime").ifPresent(
                end -> schedule.getPlanningHorizon().setEnd(Date.from(end.toInstant())));
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
        Optional<OffsetDateTime> start = moment(row, references, "AppointmentDate", "AppointmentStartTime");
        Optional<Integer> minutes = row.find("PlannedDurationInMinutes")
                .filter(number -> number.matches("[1-9]\\d{0,3}"))
                .map(Integer::valueOf);
        if (start.isPresent()) {
            appointment.setStartElement(instant(start.get(), references));
            appointment.setEndElement(instant(start.get().plusMinutes(minutes.orElse(0)), references));
        }
        minutes.ifPresent(appointment::setMinutesDuration);
        references.find("Schedule", row, "SessionGuid").ifPresent(appointment::addSupportingInformation);
        appointment.addParticipant().setActor(references.patient(row)).setStatus(ParticipationStatus.ACCEPTED);
        references.find("Organization", row, "OrganisationGuid")
                .ifPresent(practice -> appointment.addParticipant()
                        .setActor(practice)
                        .setStatus(ParticipationStatus.ACCEPTED));
        return appointment;
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

    private static InstantType instant(OffsetDateTime time, References references) {
        return new InstantType(Date.from(time.toInstant()), TemporalPrecisionEnum.SECOND,
                TimeZone.getTimeZone(references.feed().zone()));
    }
}
