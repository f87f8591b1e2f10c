package org.tributary.hub.identity.linking;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What somebody decided of some source Patients. It is remembered when their data come again, until it is revoked.
 *
 * @param operation
 *            what was asked: review, link, unlink, merge, split or never-same
 * @param patients
 *            the Patients it speaks of, sorted
 * @param who
 *            the user's name, as the audit trail tells it
 * @param organisation
 *            the ODS code they acted for; empty for the hub's own operator
 * @param revoked
 *            when it was taken back
 */
public record Decision(UUID id, Answer answer, String operation, List<String> patients, String reason, String who,
        String role, String organisation, Instant at, Optional<Revocation> revoked) {

    public Decision {
        patients = List.copyOf(patients);
    }

    /** Who took a decision back, when and why. */
    public record Revocation(Instant at, String who, String reason) {
    }

    /** Reads a row of {@code link_decision}; of no Patients yet. */
    static Decision read(ResultSet row) throws SQLException {
        Timestamp revoked = row.getTimestamp("revoked_at");
        return new Decision(row.getObject("id", UUID.class), Answer.findByCode(row.getString("answer")).orElseThrow(),
                row.getString("operation"), List.of(), row.getString("reason"), row.getString("who"),
                row.getString("role"), row.getString("organisation"), row.getTimestamp("at").toInstant(),
                revoked == null
                        ? Optional.empty()
                        : Optional.of(new Revocation(revoked.toInstant(), row.getString("revoked_by"),
                                row.getString("revoked_why"))));
    }

    Decision of(Collection<String> named) {
        return new Decision(id, answer, operation, List.copyOf(named), reason, who, role, organisation, at, revoked);
    }
}
