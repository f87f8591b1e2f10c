package org.tributary.hub.pathway.events;

import java.util.List;
import java.util.Optional;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.hub.pathway.EventCode;
import org.tributary.mapping.CareSetting;

/** A document, at the time of the care that it tells of, else when it was written. */
final class DocumentReferenceEvents implements ResourceEvents {

    @Override
    public Optional<String> findPatient(SourceResource document) {
        return document.findPatient("subject");
    }

    @Override
    public List<EventDraft> listEvents(SourceResource document, CareSetting setting) {
        return List.of(new EventDraft(
                CareEventKind.DOCUMENT,
                What.of(SourceResource.firstOf(document.findConcept("type"), document.findConcept("category"),
                        document.findText("description").map(EventCode::ofText))),
                document.findText("status"),
                When.at(SourceResource.firstOf(document.findTime("context", "period", "start"),
                        document.findTime("date")))));
    }
}
