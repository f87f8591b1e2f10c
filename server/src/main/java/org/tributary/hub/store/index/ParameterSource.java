package org.tributary.hub.store.index;

import java.util.List;

/**
 * A SearchParameter resource, as far as it matters for search.
 *
 * @param name
 *            its code
 * @param type
 *            the R4 search parameter type's code
 * @param expression
 *            empty when it has none
 * @param targets
 *            the types that references may lead to
 * @param parts
 *            of a composite parameter
 */
public record ParameterSource(String name, String url, String type, String expression, List<String> targets,
        List<Part> parts) {

    /**
     * A component of a composite parameter.
     *
     * @param type
     *            of the parameter that defines it
     */
    public record Part(String expression, String type) {
    }

    public ParameterSource {
        targets = List.copyOf(targets);
        parts = List.copyOf(parts);
    }
}
