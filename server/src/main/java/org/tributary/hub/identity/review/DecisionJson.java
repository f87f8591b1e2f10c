package org.tributary.hub.identity.review;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tributary.hub.identity.linking.Decision;

/** A decision as {@code /api} tells it. */
record DecisionJson(UUID id, String operation, String answer, List<String> patients, String reason, String who,
        String role, String organisation, Instant at, @Nullable Instant revoked, @Nullable String revokedBy,
        @Nullable String revokedWhy) {

    static DecisionJson of(Decision decision) {
        Decision.Revocation revoked = decision.revoked().orElse(null);
        return new DecisionJson(decision.id(), decision.operation(), decision.answer().code(), decision.patients(),
                decision.reason(), decision.who(), decision.role(), decision.organisation(), decision.at(),
                revoked == null ? null : revoked.at(), revoked == null ? null : revoked.who(),
                revoked == null ? null : revoked.reason());
    }
}
