package org.tributary.hub.pathway.events;

import java.util.List;
import java.util.Optional;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.mapping.CareSetting;

/** A problem or diagnosis, from its onset (or when it was recorded) until it abated. */
final class ConditionEvents implements ResourceEvents {

    @Override
    public Optional<String> findPatient(SourceResource condition) {
        return condition.findPatient("subject");
    }

    @Override
    public List<EventDraft> listEvents(SourceResource condition, CareSetting setting) {
        return List.of(new EventDraft(
                CareEventKind.PROBLEM,
                What.of(condition.findConcept("code")),
                condition.codes("clinicalStatus").findFirst(),
                when(condition)));
    }

    private static When when(SourceResource condition) {
        When abatement = condition.findWhen("abatement");
        return new When(condition.findWhen("onset").start().or(() -> condition.findTime("recordedDate")),
                abatement.end().or(abatement::start));
    }
}
