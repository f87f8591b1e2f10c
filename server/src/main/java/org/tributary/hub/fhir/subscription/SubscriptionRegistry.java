package org.tributary.hub.fhir.subscription;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.WriteTransaction;
import org.tributary.hub.ingest.WriteCompanion;
import org.tributary.hub.store.ResourceBody;
import org.tributary.hub.store.ResourceSearch;
import org.tributary.hub.store.WriteOutcome;
import tools.jackson.databind.node.ObjectNode;

/**
 * Goes along with writes of Subscriptions: what a client sends as requested is stored as active, or as error with the
 * reason, in the client's own write. Whatever status but off a client sends asks for the same.
 */
@Component
final class SubscriptionRegistry implements WriteCompanion {

    private final TargetRules targets;
    private final ResourceSearch search;
    private final SubscriptionTable table;

    SubscriptionRegistry(SubscriptionSettings settings, ResourceSearch search, SubscriptionTable table) {
        this.targets = TargetRules.of(settings.targets());
        this.search = search;
        this.table = table;
    }

    @Override
    public String type() {
        return "Subscription";
    }

    @Override
    public ResourceBody admit(Caller caller, ResourceBody body) {
        if (statusOf(body).equals("off")) {
            return withStatus(body, SubscriptionStatus.OFF, Optional.empty());
        }
        try {
            read(caller, body);
            return withStatus(body, SubscriptionStatus.ACTIVE, Optional.empty());
        } catch (SubscriptionRefused e) {
            return withStatus(body, SubscriptionStatus.ERROR, Optional.of(e.reason()));
        }
    }

    /**
     * What a stored Subscription asks for.
     *
     * @throws SubscriptionRefused
     *             when the hub does not do it, or no longer does
     */
    SubscriptionRequest read(Caller owner, ResourceBody body) {
        return SubscriptionRequest.of(body.tree(), owner, targets, search);
    }

    @Override
    public void written(WriteTransaction transaction, Caller caller, WriteOutcome outcome,
            Optional<ResourceBody> body) {
        String id = outcome.key().id();
        switch (outcome.change()) {
            case CREATED, UPDATED -> {
                switch (SubscriptionStatus.of(statusOf(body.orElseThrow()))) {
                    case ACTIVE -> table.activate(transaction, id, caller);
                    case ERROR -> table.refuse(transaction, id, caller);
                    case OFF -> table.turnOff(transaction, id, caller);
                }
            }
            case DELETED -> table.delete(transaction, id);
            case UNCHANGED, ABSENT -> {
                // Whoever wrote it first stays its owner, and it goes on as it was.
            }
        }
    }

    static String statusOf(ResourceBody body) {
        return body.tree().path("status").asString("");
    }

    /** The same Subscription with another status, which is the server's to say. */
    static ResourceBody withStatus(ResourceBody body, SubscriptionStatus status, Optional<String> error) {
        ObjectNode changed = (ObjectNode) body.tree().deepCopy();
        changed.put("status", status.code());
        changed.remove("error");
        error.ifPresent(text -> changed.put("error", text));
        return switch (ResourceBody.parse(changed.toString().getBytes(StandardCharsets.UTF_8))) {
            case ResourceBody.Valid valid -> valid.body();
            case ResourceBody.Invalid invalid -> throw new IllegalStateException(
                    "A Subscription with another status is no longer valid at "
                            + invalid.problems().getFirst().path());
        };
    }
}
