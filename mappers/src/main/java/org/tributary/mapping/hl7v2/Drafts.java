package org.tributary.mapping.hl7v2;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tributary.mapping.AggregateKey;
import org.tributary.mapping.Contribution;
import org.tributary.mapping.EventOrder;
import org.tributary.mapping.SourceDocument;
import tools.jackson.databind.node.ObjectNode;

/** The contributions of one message in the making: one draft an aggregate, however often the message speaks of it. */
final class Drafts {

    /** The version of the bodies written here; a later one must still be able to read this one. */
    private static final int BODY_VERSION = 1;

    /** Kinds of aggregates that many patients' messages speak of. */
    private static final Set<String> SHARED = Set.of(Aggregates.ORGANIZATION, Aggregates.PRACTITIONER,
            Aggregates.LOCATION);

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
        return drafts.entrySet().stream().map(draft -> {
            String body = bodyOf(draft.getValue());
            boolean shared = SHARED.contains(draft.getKey().kind());
            return new Contribution(draft.getKey(), shared ? orderOfDay(order, body) : order, body);
        }).toList();
    }

    /**
     * Nearly every message names the same trust, wards and consultants. What is said of them stands in the order by its
     * day and by what it says, so that saying it again that day is the same contribution and not one more to fold.
     */
    private static EventOrder orderOfDay(EventOrder order, String body) {
        Instant day = order.event().truncatedTo(ChronoUnit.DAYS);
        // With the day in the hash, the same words of another day stand in a place of their own.
        String said = day + "\n" + body;
        String hash = new SourceDocument(said.getBytes(StandardCharsets.UTF_8), day).sha256();
        return new EventOrder(day, day, 0, "", hash);
    }

    private static String bodyOf(Draft draft) {
        ObjectNode body = Json.object().put("v", BODY_VERSION);
        body.setAll(draft.facts());
        draft.slots().writeTo(body);
        return Json.write(body);
    }
}
