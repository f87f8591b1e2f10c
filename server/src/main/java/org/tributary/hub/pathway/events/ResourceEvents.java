package org.tributary.hub.pathway.events;

import java.util.List;
import java.util.Optional;
import org.tributary.mapping.CareSetting;

/** How one resource type becomes events. Pure: the same resource gives the same events. */
sealed interface ResourceEvents permits AllergyIntoleranceEvents, AppointmentEvents, CarePlanEvents,
        CareTeamEvents, ConditionEvents, ConsentEvents, DiagnosticReportEvents, DocumentReferenceEvents,
        EncounterEvents, EpisodeOfCareEvents, FlagEvents, GoalEvents, ImmunizationEvents,
        MedicationAdministrationEvents, MedicationDispenseEvents, MedicationRequestEvents, MedicationStatementEvents,
        ObservationEvents, ProcedureEvents, ServiceRequestEvents, TaskEvents {

    /** The logical id of the Patient it is about. */
    Optional<String> findPatient(SourceResource resource);

    /** Its events, in an order that depends on the resource alone. */
    List<EventDraft> listEvents(SourceResource resource, CareSetting setting);
}
