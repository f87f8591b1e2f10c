package org.tributary.hub.store.index;

import java.util.List;
import java.util.Optional;

/**
 * A search parameter of R4 as it applies to one resource type.
 */
public sealed interface ParameterDefinition {

    String name();

    /** The R4 code of its type, e.g. {@code token}. */
    String type();

    /** The canonical URL of its definition. */
    String url();

    /**
     * One that the index serves.
     *
     * @param paths
     *            at least one; a resource matches when a value under any of them does
     * @param target
     *            the only type of target that counts, for references such as {@code patient}
     * @param targets
     *            the types that R4 lets the reference point at
     */
    record Indexed(String name, String url, IndexKind kind, List<IndexPath> paths, Optional<String> target,
            List<String> targets) implements ParameterDefinition {

        public Indexed {
            paths = List.copyOf(paths);
            targets = List.copyOf(targets);
        }

        @Override
        public String type() {
            return kind.code();
        }

        /** Whether the reference may be to a resource of this type. */
        public boolean leadsTo(String resourceType) {
            return target.map(resourceType::equals).orElse(targets.isEmpty() || targets.contains(resourceType));
        }
    }

    /** One that is not served, and why. */
    record Unserved(String name, String url, String type, String reason) implements ParameterDefinition {
    }
}
