package org.tributary.mapping;

import java.util.List;

/**
 * An aggregate's resources as they now stand: what is absent here and was there before is deleted.
 *
 * @param issues
 *            what can only be seen across documents, e.g. a discharge before its admission; never rejecting
 */
public record FoldResult(List<MappedResource> resources, List<MappingIssue> issues) {

    public FoldResult {
        resources = List.copyOf(resources);
        issues = List.copyOf(issues);
    }
}
