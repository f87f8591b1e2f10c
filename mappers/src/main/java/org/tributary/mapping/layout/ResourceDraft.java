package org.tributary.mapping.layout;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tributary.mapping.IdentifierSystems;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.NhsNumber;
import org.tributary.mapping.ResourceIds;
import org.tributary.mapping.SourceFeed;
import org.tributary.mapping.layout.Element.Cell;
import org.tributary.mapping.layout.Element.Constant;
import org.tributary.mapping.layout.Element.Link;
import org.tributary.mapping.layout.Layout.ResourceLayout;
import org.tributary.mapping.support.CodeMap.Target;
import org.tributary.mapping.support.RowIssues;
import org.tributary.mapping.support.ZonedTime;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes one resource of one row. */
final class ResourceDraft {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final DateTimeFormatter WITH_SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

    private final Layout layout;
    private final ResourceLayout resource;
    private final Map<String, String> row;
    private final SourceFeed feed;
    private final RowIssues issues;
    private final ObjectNode json = JsonMapper.shared().createObjectNode();
    private final Set<String> filled = new HashSet<>();
    private final Set<String> fillable = new HashSet<>();

    ResourceDraft(Layout layout, ResourceLayout resource, Map<String, String> row, SourceFeed feed, RowIssues issues) {
        this.layout = layout;
        this.resource = resource;
        this.row = row;
        this.feed = feed;
        this.issues = issues;
    }

    /** What identifies a resource in the feed: the values of its key; empty when the row leaves one blank. */
    static Optional<String> key(ResourceLayout resource, Map<String, String> row) {
        List<String> values = new ArrayList<>();
        for (String column : resource.key()) {
            if (!row.containsKey(column)) {
                return Optional.empty();
            }
            values.add(row.getOrDefault(column, ""));
        }
        return Optional.of(String.join("|", values));
    }

    /** The resource; empty when R4 does not take what the row says, which an issue tells. */
    Optional<ObjectNode> build(String key) {
        json.put("resourceType", resource.type());
        json.put("id", id(resource, key));
        List<Element> constants = new ArrayList<>();
        for (Element element : resource.elements()) {
            if (element.origin() instanceof Constant) {
                constants.add(element);
                continue;
            }
            fillable.add(element.path().parent());
            switch (element.origin()) {
                case Cell cell -> cell(element, cell);
                case Link link -> link(element, link);
                case Constant constant -> throw new IllegalStateException("Kept apart above: " + constant);
            }
        }
        // A constant beside columns only says something with one of them: no system without a value.
        constants.stream()
                .filter(element -> element.path().parent().isEmpty() || !fillable.contains(element.path().parent())
                        || filled.contains(element.path().parent()))
                .forEach(this::constant);
        withoutGaps(json);
        return checked();
    }

    private Optional<ObjectNode> checked() {
        List<String> missing = RequiredElements.missing(resource.type(), json);
        if (!missing.isEmpty()) {
            issues.rejectRow("element-missing", Kind.REQUIRED,
                    "The row does not fill what R4 requires of a " + resource.type() + ": "
                            + String.join(", ", missing) + '.',
                    "Fill the columns of these elements.");
            return Optional.empty();
        }
        if (ElementValue.problem(json).isPresent()) {
            issues.rejectRow("resource-invalid", Kind.VALUE,
                    "A value of the row is none that R4 has for its element of the " + resource.type() + '.',
                    "Send codes of the layout's tables.");
            return Optional.empty();
        }
        return Optional.of(json);
    }

    private void constant(Element element) {
        String text = ((Constant) element.origin()).value().replace("${organisation}", feed.organisation());
        ElementValue.ofType(element.path().type())
                .flatMap(type -> type.literal(text))
                .ifPresent(value -> element.path().put(json, value));
    }

    private void link(Element element, Link link) {
        ResourceLayout target = layout.resources().get(link.resource());
        if (target != null) {
            key(target, row).ifPresent(key -> put(element,
                    JSON.objectNode().put("reference", target.type() + '/' + id(target, key))));
        }
    }

    private void cell(Element element, Cell cell) {
        Optional<String> sent = Optional.ofNullable(row.get(cell.column()));
        ElementValue type = ElementValue.ofType(element.path().type()).orElseThrow();
        Optional<JsonNode> value = sent.isEmpty()
                ? cell.otherwise().flatMap(type::literal)
                : value(type, cell, sent.get()).or(() -> cell.otherwise().flatMap(type::literal));
        value.ifPresent(node -> put(element, node));
    }

    private void put(Element element, JsonNode value) {
        element.path().put(json, value);
        filled.add(element.path().parent());
    }

    private Optional<JsonNode> value(ElementValue type, Cell cell, String sent) {
        if (cell.codes().isPresent()) {
            Optional<Target> target = cell.codes().get().translate(sent);
            if (target.isEmpty()) {
                return unknown(type, cell, sent);
            }
            return coded(type, target.get());
        }
        if (cell.nhsNumber()) {
            return nhsNumber(cell, sent);
        }
        Optional<JsonNode> value = switch (type) {
            case TEXT, INTEGER, DECIMAL, BOOLEAN -> type.literal(sent);
            case DAY -> day(cell, sent).map(JSON::stringNode);
            case MOMENT -> moment(cell, sent).map(JSON::stringNode);
            case CODING -> Optional.of(JSON.objectNode().put("code", sent));
            case CONCEPT -> Optional.of(JSON.objectNode().put("text", sent));
        };
        if (value.isEmpty()) {
            issues.warn("value-unreadable", Kind.VALUE, cell::column,
                    "The value cannot be read as the layout says and is not carried.",
                    "Send it in the layout's format.");
        }
        return value;
    }

    private Optional<JsonNode> unknown(ElementValue type, Cell cell, String sent) {
        boolean text = type == ElementValue.CONCEPT;
        issues.warn("code-unknown", Kind.CODE_INVALID, cell::column,
                text
                        ? "The code is not in the layout's table; it is kept as text."
                        : "The code is not in the layout's table and is not carried.",
                "Send a code of the table, or add this one to the layout.");
        return text ? Optional.of(JSON.objectNode().put("text", sent)) : Optional.empty();
    }

    private static Optional<JsonNode> coded(ElementValue type, Target target) {
        ObjectNode coding = JSON.objectNode().put("system", target.system()).put("code", target.code());
        if (!target.display().isEmpty()) {
            coding.put("display", target.display());
        }
        return switch (type) {
            case CODING -> Optional.of(coding);
            case CONCEPT -> {
                ObjectNode concept = JSON.objectNode();
                concept.putArray("coding").add(coding);
                yield Optional.of(concept);
            }
            case TEXT, DAY, MOMENT, INTEGER, DECIMAL, BOOLEAN -> type.literal(target.code());
        };
    }

    private Optional<JsonNode> nhsNumber(Cell cell, String sent) {
        Optional<NhsNumber> number = NhsNumber.parse(sent);
        if (number.isEmpty()) {
            issues.warn("nhs-number-invalid", Kind.VALUE, cell::column,
                    "The NHS number is not ten digits with a right check digit; it is not carried.",
                    "Trace the person on PDS and send the number it gives.");
        }
        return number.map(valid -> JSON.stringNode(valid.value()));
    }

    private static Optional<String> day(Cell cell, String sent) {
        return cell.formats().stream().flatMap(format -> format.parse(sent).stream()).findFirst().map(Object::toString);
    }

    /** A day, with the time of day of another column where that is filled. */
    private Optional<String> moment(Cell cell, String sent) {
        Optional<String> day = day(cell, sent);
        Optional<String> time = cell.time().flatMap(column -> Optional.ofNullable(row.get(column)));
        if (day.isEmpty() || time.isEmpty()) {
            return day;
        }
        try {
            LocalTime of = LocalTime.parse(time.get().matches("\\d{4}")
                    ? time.get().substring(0, 2) + ':' + time.get().substring(2)
                    : time.get());
            return Optional.of(ZonedTime.resolve(LocalDateTime.parse(day.get() + "T00:00").with(of), feed.zone())
                    .time()
                    .format(WITH_SECONDS));
        } catch (DateTimeParseException e) {
            issues.warn("value-unreadable", Kind.VALUE, () -> cell.time().orElse(""),
                    "The time is not one of the day; the day alone is carried.", "Write times as HH:mm:ss.");
            return day;
        }
    }

    private String id(ResourceLayout of, String key) {
        return ResourceIds.of(feed, of.type(), IdentifierSystems.local(feed.organisation(), of.name()), key);
    }

    /** Takes out what was left empty to reach a later place of a list. */
    private static void withoutGaps(JsonNode node) {
        if (node instanceof ArrayNode array) {
            array.forEach(ResourceDraft::withoutGaps);
            List<JsonNode> full = array.valueStream()
                    .filter(each -> !each.isObject() || !each.isEmpty())
                    .collect(Collectors.toList());
            array.removeAll();
            full.forEach(array::add);
        } else if (node instanceof ObjectNode object) {
            object.forEach(ResourceDraft::withoutGaps);
            Map<String, JsonNode> members = new HashMap<>();
            object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
            members.forEach((name, value) -> {
                if (value.isContainer() && value.isEmpty()) {
                    object.remove(name);
                }
            });
        }
    }
}
