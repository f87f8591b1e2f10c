package org.tributary.hub.access;

import java.time.Instant;
import java.util.List;

/**
 * A line of the audit trail as it is read.
 *
 * @param id
 *            from 1, in the order of writing
 * @param at
 *            when it was written, UTC
 * @param organisation
 *            the ODS code that the caller acted for; empty for an operator without one
 * @param caller
 *            the user or client
 * @param role
 *            code of a {@link Role}
 * @param purpose
 *            code of a {@link Purpose}
 * @param action
 *            R4's code: C, R, U, D or E
 * @param asked
 *            the request, e.g. {@code GET /fhir/Patient/1}
 * @param outcome
 *            R4's code: 0 or 4
 * @param records
 *            how many records were shown or changed
 * @param patients
 *            the logical ids of the Patients they belong to, in code point order
 */
public record AuditedRequest(long id, Instant at, String organisation, String caller, String role, String purpose,
        String action, String asked, int outcome, int records, List<String> patients) {

    public AuditedRequest {
        patients = List.copyOf(patients);
    }
}
