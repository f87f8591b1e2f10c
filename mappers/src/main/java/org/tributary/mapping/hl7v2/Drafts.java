package org.tributary.mapping.hl7v2;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tributary.mapping.AggregateKey;
import org.tributary.mapping.Contribution;
import org.tributary.mapping.EventOrder;
import tools.jackson.databind.node.ObjectNode;

/** The contributions of one message in the making: one draft an aggregate, however often the message speaks of it. */
final class Drafts {

    /** The version of the bodies written here; a later one must still be able to read this one. */
    private static final int BODY_VERSION = 1;

    /**
     * @param facts
     *            what the fold needs to know beside slots, e.g. the event
     */
    record Draft(Slots slots, ObjectNode facts) {
    }

    private final Map<AggregateKey, Draft> drafts = new LinkedHashMap<>();

    Draft of(String kind, String system, String value) {
        return drafts.computeIfAbsent(Aggregates.key(kind, system, value),
                key -> new Draft(new Slots(), Json.object()));
    }

    List<Contribution> toContributions(EventOrder order) {
        return drafts.entrySet()
                .stream()
                .map(draft -> new Contribution(draft.getKey(), order, bodyOf(draft.getValue())))
                .toList();
    }

    private static String bodyOf(Draft draft) {
        ObjectNode body = Json.object().put("v", BODY_VERSION);
        body.setAll(draft.facts());
        draft.slots().writeTo(body);
        return Json.write(body);
    }
}
