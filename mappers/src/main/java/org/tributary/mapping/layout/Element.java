package org.tributary.mapping.layout;

import java.util.List;
import java.util.Optional;

/** One element of a resource and where its value comes from. */
record Element(ElementPath path, Origin origin, int line) {

    /** Where a value comes from. */
    sealed interface Origin {
    }

    /**
     * Always the same.
     *
     * @param value
     *            may hold {@code ${organisation}}, the publisher's ODS code
     */
    record Constant(String value) implements Origin {
    }

    /**
     * A column's value.
     *
     * @param time
     *            the column of the time of day, for a moment
     * @param formats
     *            of days
     * @param otherwise
     *            the value where the column holds nothing
     */
    record Cell(String column, Optional<CodeTable> codes, Optional<String> time, List<DayFormat> formats,
            Optional<String> otherwise, boolean nhsNumber) implements Origin {
    }

    /** Another resource of the layout, by its name. */
    record Link(String resource) implements Origin {
    }
}
