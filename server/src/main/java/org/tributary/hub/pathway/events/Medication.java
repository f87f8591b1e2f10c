package org.tributary.hub.pathway.events;

import org.tributary.hub.pathway.EventCode;
import org.tributary.hub.store.ResourceKey;
import tools.jackson.databind.JsonNode;

/** What medicine a prescription or statement is about (R4 {@code medication[x]}). */
final class Medication {

    private Medication() {
    }

    /** The concept, the contained Medication's code, the reference's words, or the Medication that it names. */
    static What of(SourceResource resource) {
        JsonNode reference = resource.json().path("medicationReference");
        return new What(
                SourceResource.firstOf(resource.findConcept("medicationCodeableConcept"),
                        resource.findContained(reference).flatMap(contained -> contained.findConcept("code")),
                        SourceResource.text(reference.path("display")).map(EventCode::ofText)),
                SourceResource.referenceIn(reference).filter(Medication::isMedication));
    }

    private static boolean isMedication(ResourceKey key) {
        return key.type().equals("Medication");
    }
}
