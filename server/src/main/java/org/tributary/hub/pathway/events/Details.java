package org.tributary.hub.pathway.events;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tributary.hub.pathway.Detail;
import org.tributary.hub.store.ResourceKey;
import tools.jackson.databind.JsonNode;

/** Gathers the details of an event; what the resource does not say is left out. */
final class Details {

    private static final String HUB = "https://tributary.example/fhir/StructureDefinition/";

    private final SourceResource resource;
    private final Map<Detail, String> found = new EnumMap<>(Detail.class);

    private Details(SourceResource resource) {
        this.resource = resource;
    }

    static Details of(SourceResource resource) {
        return new Details(resource);
    }

    Details with(Detail detail, Optional<String> text) {
        text.ifPresent(value -> found.put(detail, value));
        return this;
    }

    /** The code, else the words, of an extension of the hub's own. */
    Details withExtension(Detail detail, String name) {
        return with(detail, resource.findExtension(HUB + name).flatMap(Details::coded));
    }

    /** What an extension's value says as one text: a code, words, a number, an amount of money. */
    private static Optional<String> coded(SourceResource extension) {
        return SourceResource.firstOf(
                extension.codes("valueCodeableConcept").findFirst(),
                extension.findText("valueCodeableConcept", "text"),
                extension.findNumber("valueMoney", "value"),
                extension.findNumber("valueDecimal"),
                extension.findText("valueIdentifier", "value"));
    }

    /** What it follows from, by references of these elements. */
    Details withBasedOn(String... elements) {
        String references = Stream.of(elements)
                .flatMap(element -> resource.json().path(element).isArray()
                        ? resource.list(element)
                        : Stream.of(resource.json().path(element)))
                .flatMap(reference -> SourceResource.referenceIn(reference).stream())
                .map(ResourceKey::reference)
                .distinct()
                .collect(Collectors.joining(" "));
        return with(Detail.BASED_ON, Optional.of(references).filter(text -> !text.isEmpty()));
    }

    /** Whom an element names, or the first of a list: an ODS code, else a name, else the reference. */
    Details withOrganisation(Detail detail, String element) {
        JsonNode node = resource.json().path(element);
        SourceResource named = new SourceResource(node.isArray() ? node.path(0) : node);
        return with(detail, SourceResource.firstOf(named.findText("identifier", "value"), named.findText("display"),
                named.findText("reference")));
    }

    /** What waits for referral to treatment rest on. */
    Details withPathway() {
        return withExtension(Detail.RTT_STATUS, "rtt-period-status")
                .withExtension(Detail.PATIENT_PATHWAY, "patient-pathway");
    }

    Map<Detail, String> toMap() {
        return found;
    }
}
