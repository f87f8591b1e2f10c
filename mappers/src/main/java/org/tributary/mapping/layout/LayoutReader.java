package org.tributary.mapping.layout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.tributary.mapping.layout.Element.Cell;
import org.tributary.mapping.layout.Element.Constant;
import org.tributary.mapping.layout.Element.Link;
import org.tributary.mapping.layout.Element.Origin;
import org.tributary.mapping.layout.Layout.ResourceLayout;
import org.tributary.mapping.layout.YamlMap.Problems;
import org.tributary.mapping.support.CodeMap;

/** Reads a layout file and checks all of it against R4, so that a wrong one is refused before any row comes. */
final class LayoutReader {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final Set<String> TOP = Set.of("layout", "title", "nothing", "dates", "required", "ignored", "order",
            "codes", "resources");
    private static final Set<String> CELL = Set.of("column", "codes", "time", "dates", "otherwise", "nhs-number");

    private final Problems problems;
    private final Map<String, CodeTable> codes = new HashMap<>();
    private final List<DayFormat> dates = new ArrayList<>();

    private LayoutReader(String file) {
        this.problems = new Problems(file);
    }

    /**
     * @param file
     *            named in problems
     * @throws LayoutRefused
     *             when anything of it is wrong, with all that is
     */
    static Layout read(String file, String text) {
        LayoutReader reader = new LayoutReader(file);
        Layout layout = reader.layout(YamlMap.parse(text, reader.problems));
        reader.problems.refuseIfAny();
        return layout;
    }

    private Layout layout(YamlMap top) {
        top.only(TOP);
        String name = top.required("layout");
        if (!NAME.matcher(name).matches()) {
            problems.add(top.line("layout"), "A layout's name is lower-case letters, digits and '-'");
        }
        dates.addAll(formats(top, List.of(DayFormat.of("yyyy-MM-dd"))));
        top.map("codes")
                .ifPresent(tables -> tables.names()
                        .forEach(table -> tables.map(table).ifPresent(map -> codes.put(table, codeTable(map)))));
        Map<String, ResourceLayout> resources = new LinkedHashMap<>();
        if (!top.has("resources")) {
            problems.add(top.line(), "'resources' is missing");
        }
        top.map("resources")
                .ifPresent(all -> all.names()
                        .forEach(each -> all.map(each).ifPresent(map -> resources.put(each, resource(each, map)))));
        resources.values().forEach(resource -> checkLinks(resource, resources));
        Layout layout = new Layout(name, Set.copyOf(top.list("nothing")), top.list("required"),
                Set.copyOf(top.list("ignored")), top.list("order"), resources);
        layout.ignored()
                .stream()
                .filter(layout.columns()::contains)
                .forEach(column -> problems.add(top.line("ignored"), "'" + column + "' is ignored and read"));
        return layout;
    }

    private List<DayFormat> formats(YamlMap map, List<DayFormat> otherwise) {
        List<DayFormat> formats = new ArrayList<>();
        for (String pattern : map.list("dates")) {
            try {
                formats.add(DayFormat.of(pattern));
            } catch (IllegalArgumentException e) {
                problems.add(map.line("dates"), "'" + pattern + "' is no date format: " + e.getMessage());
            }
        }
        return formats.isEmpty() ? otherwise : formats;
    }

    /** Either a ConceptMap by name, or a system (for codings) with what each code becomes. */
    private CodeTable codeTable(YamlMap map) {
        map.only(Set.of("concept-map", "system", "values", "displays"));
        Optional<String> conceptMap = map.find("concept-map");
        if (conceptMap.isPresent()) {
            try {
                return CodeTable.of(CodeMap.load(conceptMap.get()));
            } catch (IllegalArgumentException e) {
                problems.add(map.line("concept-map"), "There is no ConceptMap '" + conceptMap.get() + "'");
                return CodeTable.inline(Map.of());
            }
        }
        String system = map.find("system").orElse("");
        Map<String, CodeMap.Target> targets = new HashMap<>();
        Optional<YamlMap> displays = map.map("displays");
        if (!map.has("values")) {
            problems.add(map.line(), "A code table needs 'values' or 'concept-map'");
        }
        map.map("values").ifPresent(values -> values.names().forEach(code -> {
            String target = values.required(code);
            targets.put(code, new CodeMap.Target(system, target,
                    displays.flatMap(all -> all.find(target)).orElse("")));
        }));
        return CodeTable.inline(targets);
    }

    private ResourceLayout resource(String name, YamlMap map) {
        map.only(Set.of("type", "key", "elements"));
        String type = map.required("type");
        List<Element> elements = new ArrayList<>();
        if (!ElementPath.isType(type)) {
            problems.add(map.line("type"), "R4 has no resource type '" + type + "'");
            return new ResourceLayout(name, type, List.of(), elements);
        }
        if (map.list("key").isEmpty()) {
            problems.add(map.line(), "'key' is missing: the columns that identify the " + type);
        }
        map.map("elements")
                .ifPresent(all -> all.names()
                        .forEach(path -> element(type, path, all).ifPresent(elements::add)));
        ResourceLayout resource = new ResourceLayout(name, type, map.list("key"), elements);
        new LayoutCheck(problems, resource, map.line()).check();
        return resource;
    }

    private Optional<Element> element(String type, String path, YamlMap elements) {
        try {
            return Optional.of(new Element(ElementPath.of(type, path), origin(path, elements), elements.line(path)));
        } catch (IllegalArgumentException e) {
            problems.add(elements.line(path), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** A text is a constant; a mapping is a column or a link to another resource of the row. */
    private Origin origin(String path, YamlMap elements) {
        if (elements.isText(path)) {
            return new Constant(elements.required(path));
        }
        YamlMap map = elements.map(path).orElseThrow();
        Optional<String> link = map.find("resource");
        if (link.isPresent()) {
            map.only(Set.of("resource"));
            return new Link(link.get());
        }
        map.only(CELL);
        return new Cell(map.required("column"), map.find("codes").map(table -> table(table, map)), map.find("time"),
                formats(map, dates), map.find("otherwise"), map.find("nhs-number").filter("true"::equals).isPresent());
    }

    private CodeTable table(String name, YamlMap map) {
        CodeTable table = codes.get(name);
        if (table == null) {
            problems.add(map.line("codes"), "There is no code table '" + name + "' in this layout");
            return CodeTable.inline(Map.of());
        }
        return table;
    }

    private void checkLinks(ResourceLayout resource, Map<String, ResourceLayout> all) {
        for (Element element : resource.elements()) {
            if (element.origin() instanceof Link link && !all.containsKey(link.resource())) {
                problems.add(element.line(), "There is no resource '" + link.resource() + "' in this layout");
            }
        }
    }
}
