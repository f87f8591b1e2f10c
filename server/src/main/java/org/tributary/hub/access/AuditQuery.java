package org.tributary.hub.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which lines of the audit trail are wanted; each condition narrows.
 *
 * @param ids
 *            empty for any
 * @param from
 *            not before
 * @param until
 *            before
 * @param actions
 *            R4's codes; empty for any
 * @param outcomes
 *            R4's codes; empty for any
 * @param patients
 *            logical ids, of which one must be told of; empty for any
 * @param callers
 *            names, of which the caller's is one; empty for any
 */
public record AuditQuery(List<Long> ids, Optional<Instant> from, Optional<Instant> until, List<String> actions,
        List<Integer> outcomes, List<String> patients, List<String> callers) {

    public AuditQuery {
        ids = List.copyOf(ids);
        actions = List.copyOf(actions);
        outcomes = List.copyOf(outcomes);
        patients = List.copyOf(patients);
        callers = List.copyOf(callers);
    }
}
