package org.tributary.hub.pathway.events;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.hub.pathway.Detail;
import org.tributary.mapping.CareSetting;

/** A request for care: a referral, an investigation asked for, or an activity planned. */
final class ServiceRequestEvents implements ResourceEvents {

    private static final KindMap KINDS = KindMap.load("care-event-kind-of-request-category");

    @Override
    public Optional<String> findPatient(SourceResource request) {
        return request.findPatient("subject");
    }

    @Override
    public List<EventDraft> listEvents(SourceResource request, CareSetting setting) {
        return List.of(new EventDraft(
                kind(request),
                what(request),
                request.findText("status"),
                when(request),
                details(request)));
    }

    private static CareEventKind kind(SourceResource request) {
        return KINDS.kindOf(request.codes("category"))
                .orElse(isPlan(request) ? CareEventKind.PLANNED_ACTIVITY : CareEventKind.REFERRAL);
    }

    private static What what(SourceResource request) {
        return What.of(SourceResource.firstOf(request.findConcept("code"), request.findConcept("orderDetail"),
                request.findConcept("reasonCode"), request.findConcept("performerType"),
                request.findConcept("category")));
    }

    /** A referral happens when it is made, a planned activity when it is meant to be done. */
    private static When when(SourceResource request) {
        When authored = When.at(request.findTime("authoredOn"));
        When occurrence = request.findWhen("occurrence");
        return isPlan(request) ? occurrence.orStarting(authored.start()) : authored.orStarting(occurrence.start());
    }

    private static Map<Detail, String> details(SourceResource request) {
        return Details.of(request)
                .withBasedOn("basedOn")
                .withPathway()
                .withExtension(Detail.ROUTE_OF_ACCESS, "cld-route-of-access")
                .withExtension(Detail.OUTCOME, "cld-event-outcome")
                .withExtension(Detail.DISCHARGE_PATHWAY, "discharge-pathway")
                .withOrganisation(Detail.AWAITED, "performer")
                .with(Detail.PRIORITY, request.findText("priority"))
                .toMap();
    }

    private static boolean isPlan(SourceResource request) {
        return request.findText("intent").filter("plan"::equals).isPresent();
    }
}
