package org.tributary.hub.pathway.events;

import java.util.List;
import java.util.Optional;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.mapping.CareSetting;

/** What the person wants to reach, from when work on it starts until the day it is to be reached. */
final class GoalEvents implements ResourceEvents {

    @Override
    public Optional<String> findPatient(SourceResource goal) {
        return goal.findPatient("subject");
    }

    @Override
    public List<EventDraft> listEvents(SourceResource goal, CareSetting setting) {
        return List.of(new EventDraft(
                CareEventKind.GOAL,
                What.of(goal.findConcept("description")),
                goal.findText("lifecycleStatus"),
                new When(goal.findTime("startDate"), goal.findTime("target", "0", "dueDate"))));
    }
}
