package org.tributary.mapping.layout;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a layout file says, checked.
 *
 * @param nothing
 *            the values that stand for no value, apart from blank
 * @param required
 *            the columns without which a row is refused
 * @param ignored
 *            the columns that are known and not carried
 * @param order
 *            the columns by which rows about one resource are compared: the last one states it
 */
record Layout(String name, Set<String> nothing, List<String> required, Set<String> ignored, List<String> order,
        Map<String, ResourceLayout> resources) {

    /**
     * One resource of a row.
     *
     * @param name
     *            among the layout's resources, and the kind of its identifier
     * @param key
     *            the columns that identify it; a row that leaves one blank has no such resource
     */
    record ResourceLayout(String name, String type, List<String> key, List<Element> elements) {

        Stream<String> columns() {
            return Stream.concat(key.stream(), elements.stream().flatMap(element -> switch (element.origin()) {
                case Element.Cell cell -> Stream.concat(Stream.of(cell.column()), cell.time().stream());
                case Element.Constant constant -> Stream.empty();
                case Element.Link link -> Stream.empty();
            }));
        }
    }

    /** Every column that the layout reads. */
    Set<String> columns() {
        return Stream.concat(Stream.concat(required.stream(), order.stream()),
                resources.values().stream().flatMap(ResourceLayout::columns)).collect(Collectors.toUnmodifiableSet());
    }
}
