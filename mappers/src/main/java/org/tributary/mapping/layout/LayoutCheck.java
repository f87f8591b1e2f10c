package org.tributary.mapping.layout;

import java.util.Optional;
import java.util.Set;
import org.tributary.mapping.layout.Element.Cell;
import org.tributary.mapping.layout.Element.Constant;
import org.tributary.mapping.layout.Element.Link;
import org.tributary.mapping.layout.Layout.ResourceLayout;
import org.tributary.mapping.layout.YamlMap.Problems;
import org.tributary.mapping.support.CodeMap.Target;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Checks what a layout puts into a resource, as far as it can be known before any row comes. */
final class LayoutCheck {

    private final Problems problems;
    private final ResourceLayout resource;
    private final int line;

    LayoutCheck(Problems problems, ResourceLayout resource, int line) {
        this.problems = problems;
        this.resource = resource;
        this.line = line;
    }

    void check() {
        ObjectNode whole = JsonMapper.shared().createObjectNode().put("resourceType", resource.type());
        for (Element element : resource.elements()) {
            switch (element.origin()) {
                case Constant constant -> constant(element, constant.value());
                case Link link -> {
                    if (!element.path().type().equals("reference")) {
                        problems.add(element.line(), "'" + element.path().text() + "' is no reference");
                    }
                }
                case Cell cell -> cell(element, cell);
            }
            element.path().put(whole, JsonMapper.shared().createObjectNode());
        }
        // Values and their parts count here, whatever they will be.
        RequiredElements.missing(resource.type(), whole)
                .forEach(missing -> problems.add(line, "R4 requires " + missing + ", which nothing fills"));
    }

    private void cell(Element element, Cell cell) {
        if (ElementValue.ofType(element.path().type()).isEmpty()) {
            problems.add(element.line(), "A column cannot fill '" + element.path().text() + "', which is a "
                    + element.path().type() + ": fill its members");
            return;
        }
        cell.otherwise().ifPresent(value -> constant(element, value));
        cell.codes().ifPresent(table -> table.targets().values().forEach(target -> target(element, target)));
    }

    private void target(Element element, Target target) {
        boolean coded = Set.of("coding", "codeableconcept").contains(element.path().type());
        if (coded && target.system().isEmpty()) {
            problems.add(element.line(), "The code table of '" + element.path().text() + "' needs a 'system'");
        } else if (!coded) {
            constant(element, target.code());
        }
    }

    private void constant(Element element, String value) {
        Optional<String> wrong = ElementValue.ofType(element.path().type())
                .map(type -> type.problem(resource.type(), element.path(), value))
                .orElseGet(() -> Optional.of("it is a " + element.path().type() + ": fill its members"));
        wrong.ifPresent(problem -> problems.add(element.line(),
                "'" + element.path().text() + "' cannot be '" + value + "': " + problem));
    }
}
