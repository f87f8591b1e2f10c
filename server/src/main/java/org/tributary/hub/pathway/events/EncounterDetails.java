package org.tributary.hub.pathway.events;

import java.util.Map;
import java.util.Optional;
import org.tributary.hub.pathway.Detail;

/** What an Encounter says of how the person came, where they are and what came of it. */
final class EncounterDetails {

    private static final String UK_CORE = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-";

    private EncounterDetails() {
    }

    static Map<Detail, String> of(SourceResource encounter) {
        SourceResource admission = new SourceResource(encounter.json().path("hospitalization"));
        return Details.of(encounter)
                .withBasedOn("basedOn", "appointment")
                .withPathway()
                .with(Detail.PART_OF, encounter.findReferred("partOf", "Encounter"))
                .with(Detail.ADMISSION_METHOD, ukCore(admission, "AdmissionMethod"))
                .with(Detail.ADMISSION_SOURCE, admission.codes("admitSource").findFirst())
                .with(Detail.DISCHARGE_DESTINATION, admission.codes("dischargeDisposition").findFirst())
                .with(Detail.DISCHARGE_METHOD, ukCore(encounter, "DischargeMethod"))
                .with(Detail.OUTCOME, ukCore(encounter, "OutcomeOfAttendance"))
                .withExtension(Detail.ATTENDANCE, "attendance")
                .withExtension(Detail.DISCHARGE_PATHWAY, "discharge-pathway")
                .with(Detail.PLACE, place(encounter))
                .toMap();
    }

    private static Optional<String> ukCore(SourceResource element, String name) {
        return element.findExtension(UK_CORE + name)
                .flatMap(extension -> extension.codes("valueCodeableConcept").findFirst());
    }

    /** The last place in the record that the person has not left, else the last one. */
    private static Optional<String> place(SourceResource encounter) {
        return encounter.list("location")
                .map(SourceResource::new)
                .filter(location -> location.findText("status").stream().noneMatch(EncounterEvents::isNotReached))
                .reduce((earlier, later) -> isCurrent(earlier) && !isCurrent(later) ? earlier : later)
                .flatMap(location -> location.findText("location", "display"));
    }

    private static boolean isCurrent(SourceResource location) {
        return location.findText("status").filter("completed"::equals).isEmpty()
                && location.findText("period", "end").isEmpty();
    }
}
