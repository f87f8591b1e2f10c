package org.tributary.mapping;

import java.util.List;
import java.util.Optional;

/**
 * What one document says.
 *
 * @param records
 *            how many records the document holds: 1 for a message or a bundle, the number of rows for a file of rows
 * @param contributions
 *            what each aggregate learns; at most one contribution an aggregate
 * @param issues
 *            all that was rejected, dropped or doubted, in document order
 * @param snapshot
 *            present when the document is a complete return
 */
public record MappingResult(int records, List<Contribution> contributions, List<MappingIssue> issues,
        Optional<Snapshot> snapshot) {

    public MappingResult {
        contributions = List.copyOf(contributions);
        issues = List.copyOf(issues);
    }

    /** A document that is one record and not a snapshot of a whole population. */
    public static MappingResult of(List<Contribution> contributions, List<MappingIssue> issues) {
        return new MappingResult(1, contributions, issues, Optional.empty());
    }

    /** A document of one record of which nothing is kept. At least one of the issues is an error. */
    public static MappingResult rejected(List<MappingIssue> issues) {
        if (issues.stream().noneMatch(MappingIssue::rejects)) {
            throw new IllegalArgumentException("A rejection needs an issue that says why");
        }
        return of(List.of(), issues);
    }

    /** How many records were rejected: those with at least one issue that {@link MappingIssue#rejects}. */
    public int rejected() {
        return (int) issues.stream().filter(MappingIssue::rejects).mapToInt(MappingIssue::record).distinct().count();
    }

    public int accepted() {
        return records - rejected();
    }
}
