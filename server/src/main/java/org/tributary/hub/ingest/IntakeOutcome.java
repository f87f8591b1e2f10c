package org.tributary.hub.ingest;

import java.util.List;
import java.util.UUID;
import org.tributary.mapping.MappingIssue;

/**
 * How a document fared; what its sender is told.
 *
 * @param message
 *            the id it is kept under
 * @param records
 *            how many records it holds
 * @param rejected
 *            how many of them were rejected
 * @param unchanged
 *            how many accepted records brought nothing new: all of them when the same document was here before
 */
public record IntakeOutcome(UUID message, MessageState state, int records, int rejected, int unchanged,
        List<MappingIssue> issues) {

    public IntakeOutcome {
        issues = List.copyOf(issues);
    }

    public int accepted() {
        return records - rejected;
    }
}
