package org.tributary.hub.pathway.events;

import java.util.List;
import java.util.Optional;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.hub.pathway.Detail;
import org.tributary.mapping.CareSetting;

/** A service or package of care over time. */
final class EpisodeOfCareEvents implements ResourceEvents {

    @Override
    public Optional<String> findPatient(SourceResource episode) {
        return episode.findPatient("patient");
    }

    @Override
    public List<EventDraft> listEvents(SourceResource episode, CareSetting setting) {
        return List.of(new EventDraft(
                CareEventKind.CARE_SERVICE,
                What.of(episode.findConcept("type")),
                episode.findText("status"),
                episode.findPeriod("period"),
                Details.of(episode)
                        .withBasedOn("referralRequest")
                        .withExtension(Detail.SERVICE_CATEGORY, "cld-service-category")
                        .withExtension(Detail.UNIT_COST, "cld-unit-cost")
                        .withExtension(Detail.COST_FREQUENCY, "cld-cost-frequency")
                        .withExtension(Detail.UNITS_PER_WEEK, "cld-planned-units-per-week")
                        .withExtension(Detail.OUTCOME, "cld-event-outcome")
                        .withOrganisation(Detail.PROVIDER, "managingOrganization")
                        .toMap()));
    }
}
