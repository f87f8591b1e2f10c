package org.tributary.hub.store.index;

import java.util.List;

/**
 * One alternative of a search parameter's FHIRPath expression, in the small part of FHIRPath that
 * {@link ExpressionParser} reads.
 *
 * @param root
 *            the resource type the path starts at; {@code Resource} and {@code DomainResource} stand for all
 */
record PathTerm(String root, List<Step> steps, boolean existsAndNotFalse) {

    sealed interface Step {
    }

    record Child(String name) implements Step {
    }

    record OfType(String type) implements Step {
    }

    record WhereEquals(String child, String value) implements Step {
    }

    record WhereResolvesTo(String type) implements Step {
    }

    /** The item at this place of a repeating element. */
    record ItemAt(int place) implements Step {
    }

    PathTerm {
        steps = List.copyOf(steps);
    }

    /** Whether it starts at resources of this type, or at all. */
    boolean startsAt(String type) {
        return root.equals(type) || root.equals("Resource") || root.equals("DomainResource");
    }
}
