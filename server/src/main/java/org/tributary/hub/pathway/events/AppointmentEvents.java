package org.tributary.hub.pathway.events;

import java.util.List;
import java.util.Optional;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.hub.pathway.EventCode;
import org.tributary.mapping.CareSetting;

/** A booked or past appointment of a patient. */
final class AppointmentEvents implements ResourceEvents {

    @Override
    public Optional<String> findPatient(SourceResource appointment) {
        return patient(appointment);
    }

    @Override
    public List<EventDraft> listEvents(SourceResource appointment, CareSetting setting) {
        return List.of(new EventDraft(
                CareEventKind.APPOINTMENT,
                what(appointment),
                appointment.findText("status"),
                new When(appointment.findTime("start"), appointment.findTime("end")),
                Details.of(appointment).withBasedOn("basedOn").withPathway().toMap()));
    }

    private static Optional<String> patient(SourceResource appointment) {
        return appointment.list("participant")
                .flatMap(participant -> new SourceResource(participant).findPatient("actor").stream())
                .findFirst();
    }

    private static What what(SourceResource appointment) {
        return What.of(SourceResource.firstOf(appointment.findConcept("serviceType"),
                appointment.findConcept("appointmentType"), appointment.findConcept("reasonCode"),
                appointment.findText("description").map(EventCode::ofText)));
    }
}
