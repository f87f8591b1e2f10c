package org.tributary.mapping.gpconnect;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * One STU3 resource of a bundle.
 *
 * @param path
 *            its place: {@code Bundle.entry[8].resource} or {@code Bundle.entry[8].resource.contained[0]}
 * @param sourceId
 *            the id it came with, empty when it has none
 * @param fullUrl
 *            its entry's fullUrl, empty when there is none
 * @param container
 *            the resource that contained it; what was contained stands beside its container here
 * @param json
 *            the resource; {@link Stu3Preparation} changes it in place
 */
record SourceResource(String path, String type, String sourceId, String fullUrl, Optional<SourceResource> container,
        ObjectNode json) {
}
