package org.tributary.hub.pathway.events;

import java.util.List;
import java.util.Optional;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.hub.pathway.EventCode;
import org.tributary.mapping.CareSetting;

/** A vaccination, given or not. */
final class ImmunizationEvents implements ResourceEvents {

    private static final String NULL_FLAVOR = "http://terminology.hl7.org/CodeSystem/v3-NullFlavor";
    private static final String PROCEDURE = "https://fhir.hl7.org.uk/StructureDefinition/"
            + "Extension-UKCore-VaccinationProcedure";

    @Override
    public Optional<String> findPatient(SourceResource immunization) {
        return immunization.findPatient("patient");
    }

    @Override
    public List<EventDraft> listEvents(SourceResource immunization, CareSetting setting) {
        return List.of(new EventDraft(
                CareEventKind.VACCINATION,
                What.of(SourceResource.firstOf(vaccine(immunization), procedure(immunization),
                        immunization.findConcept("vaccineCode"))),
                immunization.findText("status"),
                immunization.findWhen("occurrence").orStarting(immunization.findTime("recorded"))));
    }

    /** The vaccine, unless the source only says that it does not know it. */
    private static Optional<EventCode> vaccine(SourceResource immunization) {
        return immunization.findConcept("vaccineCode")
                .filter(code -> code.system().filter(NULL_FLAVOR::equals).isEmpty());
    }

    /** General practice says in UK Core's extension what was done, often in place of the vaccine. */
    private static Optional<EventCode> procedure(SourceResource immunization) {
        return immunization.list("extension")
                .filter(extension -> extension.path("url").asString("").equals(PROCEDURE))
                .flatMap(extension -> new SourceResource(extension).findConcept("valueCodeableConcept").stream())
                .findFirst();
    }
}
