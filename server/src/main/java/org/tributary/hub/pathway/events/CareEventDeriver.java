package org.tributary.hub.pathway.events;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.mapping.CareSetting;
import tools.jackson.databind.JsonNode;

/** Care events from a resource alone: no database, no clock, no other resource. */
public final class CareEventDeriver {

    private static final Map<String, ResourceEvents> BY_TYPE = Map.ofEntries(
            Map.entry("AllergyIntolerance", new AllergyIntoleranceEvents()),
            Map.entry("Appointment", new AppointmentEvents()),
            Map.entry("CarePlan", new CarePlanEvents()),
            Map.entry("CareTeam", new CareTeamEvents()),
            Map.entry("Condition", new ConditionEvents()),
            Map.entry("Consent", new ConsentEvents()),
            Map.entry("DiagnosticReport", new DiagnosticReportEvents()),
            Map.entry("DocumentReference", new DocumentReferenceEvents()),
            Map.entry("Encounter", new EncounterEvents()),
            Map.entry("EpisodeOfCare", new EpisodeOfCareEvents()),
            Map.entry("Flag", new FlagEvents()),
            Map.entry("Goal", new GoalEvents()),
            Map.entry("Immunization", new ImmunizationEvents()),
            Map.entry("MedicationAdministration", new MedicationAdministrationEvents()),
            Map.entry("MedicationDispense", new MedicationDispenseEvents()),
            Map.entry("MedicationRequest", new MedicationRequestEvents()),
            Map.entry("MedicationStatement", new MedicationStatementEvents()),
            Map.entry("Observation", new ObservationEvents()),
            Map.entry("Procedure", new ProcedureEvents()),
            Map.entry("ServiceRequest", new ServiceRequestEvents()),
            Map.entry("Task", new TaskEvents()));

    private CareEventDeriver() {
    }

    /** The resource types that give events. */
    public static Set<String> types() {
        return BY_TYPE.keySet();
    }

    /**
     * The events of an R4 resource, numbered from 0; none for a type that gives none, for a resource about no patient
     * of this hub, and for one entered in error.
     */
    public static List<CareEvent> derive(JsonNode json, CareSetting setting, String organisation) {
        SourceResource resource = new SourceResource(json);
        Optional<ResourceEvents> type = Optional.ofNullable(BY_TYPE.get(resource.type()));
        if (type.isEmpty() || resource.isEnteredInError()) {
            return List.of();
        }
        return type.get()
                .findPatient(resource)
                .map(patient -> number(resource, patient, type.get().listEvents(resource, setting), setting,
                        organisation))
                .orElse(List.of());
    }

    private static List<CareEvent> number(SourceResource resource, String patient, List<EventDraft> drafts,
            CareSetting setting, String organisation) {
        return IntStream.range(0, drafts.size())
                .mapToObj(i -> event(resource, i, patient, drafts.get(i), setting, organisation))
                .toList();
    }

    private static CareEvent event(SourceResource resource, int ordinal, String patient, EventDraft draft,
            CareSetting setting, String organisation) {
        return new CareEvent(
                resource.key(),
                ordinal,
                patient,
                draft.kind(),
                setting,
                organisation,
                draft.what().code(),
                draft.what().namedBy(),
                draft.status(),
                draft.when().start(),
                draft.when().end(),
                draft.value(),
                draft.details());
    }
}
