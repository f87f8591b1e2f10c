package org.tributary.hub.identity.review;

import java.util.UUID;
import org.tributary.hub.access.Caller;
import org.tributary.hub.identity.linking.Decision;

/**
 * The way of people's decisions into the commit line. Each is one transaction, is in the audit trail, applies at once,
 * and is remembered when the same data come again.
 */
public interface LinkDecisions {

    /**
     * Decides something, of what the caller may see.
     *
     * @param reason
     *            why, in a few words; kept with the decision
     * @throws DecisionRefused
     *             when the caller may not decide, or there is nothing of that kind
     */
    Decision decide(Caller caller, LinkRequest request, String reason);

    /**
     * Takes a decision back: all is as if it had never been made.
     *
     * @throws DecisionRefused
     *             when the caller may not decide, or sees no such decision in force
     */
    Decision undo(Caller caller, UUID decision, String reason);
}
