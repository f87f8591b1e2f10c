package org.tributary.hub.pathway.events;

import java.util.List;
import java.util.Optional;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.mapping.CareSetting;

/** Something that whoever meets the person is to know, for as long as it holds. */
final class FlagEvents implements ResourceEvents {

    private static final KindMap KINDS = KindMap.load("care-event-kind-of-flag-category");

    @Override
    public Optional<String> findPatient(SourceResource flag) {
        return flag.findPatient("subject");
    }

    @Override
    public List<EventDraft> listEvents(SourceResource flag, CareSetting setting) {
        return List.of(new EventDraft(
                kind(flag),
                What.of(flag.findConcept("code")),
                flag.findText("status"),
                flag.findPeriod("period")));
    }

    private static CareEventKind kind(SourceResource flag) {
        return KINDS.kindOf(flag.codes("category")).orElse(CareEventKind.ALERT);
    }
}
