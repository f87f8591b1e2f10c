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

    /**
     * One that asks several things of one element.
     *
     * @param alternatives
     *            at least one
     */
    record Composite(String name, String url, List<Alternative> alternatives) implements ParameterDefinition {

        public Composite {
            alternatives = List.copyOf(alternatives);
        }

        @Override
        public String type() {
            return "composite";
        }
    }

    /**
     * Elements of one kind.
     *
     * @param components
     *            in the order of a query's values; at least two
     */
    record Alternative(List<Component> components) {

        public Alternative {
            components = List.copyOf(components);
        }
    }

    /**
     * @param inElement
     *            whether it must hold in the same element as the others so marked; the rest hold in the whole resource
     */
    record Component(Indexed value, boolean inElement) {
    }

    /**
     * How far a place is.
     *
     * @param latitude
     *            where its rows are
     * @param longitude
     *            likewise
     */
    record Near(String name, String url, IndexPath latitude, IndexPath longitude) implements ParameterDefinition {

        @Override
        public String type() {
            return "special";
        }
    }

    /** One that is not served, and why. */
    record Unserved(String name, String url, String type, String reason) implements ParameterDefinition {
    }
}
