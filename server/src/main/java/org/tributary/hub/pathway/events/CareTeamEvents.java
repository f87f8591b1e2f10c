package org.tributary.hub.pathway.events;

import java.util.List;
import java.util.Optional;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.hub.pathway.EventCode;
import org.tributary.mapping.CareSetting;

/** The professionals who together care for the person. */
final class CareTeamEvents implements ResourceEvents {

    @Override
    public Optional<String> findPatient(SourceResource team) {
        return team.findPatient("subject");
    }

    @Override
    public List<EventDraft> listEvents(SourceResource team, CareSetting setting) {
        return List.of(new EventDraft(
                CareEventKind.CARE_TEAM,
                What.of(SourceResource.firstOf(team.findText("name").map(EventCode::ofText),
                        team.findConcept("category"))),
                team.findText("status"),
                team.findPeriod("period")));
    }
}
