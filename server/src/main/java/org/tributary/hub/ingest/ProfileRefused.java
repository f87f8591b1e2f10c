package org.tributary.hub.ingest;

import java.util.List;
import java.util.Map;
import org.tributary.hub.conformance.ProfileProblem;
import org.tributary.hub.store.ResourceKey;

/** A write to a feed that enforces profiles breaks them; nothing of it was stored (HTTP 422). */
public final class ProfileRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Map<ResourceKey, List<ProfileProblem>> problems;

    ProfileRefused(Map<ResourceKey, List<ProfileProblem>> problems) {
        super("Not of its profile: " + problems.size() + " resources", null, false, false);
        this.problems = java.util.Collections.unmodifiableMap(problems);
    }

    /** By the resource that has them, each at least one. */
    public Map<ResourceKey, List<ProfileProblem>> problems() {
        return problems;
    }
}
