package org.tributary.mapping.gpconnect;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.RuntimePrimitiveDatatypeDefinition;
import ca.uhn.fhir.parser.DataFormatException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.support.ZonedTime;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads the values of STU3 primitives (STU3, Data Types). A date or time that cannot be read rejects the record: a
 * record whose events have no time is worse than the one before it. Any other unreadable value is dropped with a
 * warning.
 */
final class Stu3Values {

    private static final Pattern DATE = Pattern.compile("(\\d{4})(?:-(\\d{2})(?:-(\\d{2}))?)?");
    private static final Pattern DATE_TIME = Pattern
            .compile("(\\d{4}-\\d{2}-\\d{2})T(\\d{2}:\\d{2})(:\\d{2}(?:\\.\\d+)?)?(Z|[+-]\\d{2}:\\d{2})?");
    private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3])(:[0-5]\\d){2}(\\.\\d+)?");

    private final ZoneId zone;
    private final Issues issues;

    Stu3Values(ZoneId zone, Issues issues) {
        this.zone = zone;
        this.issues = issues;
    }

    /** The value as it is kept, of the JSON type that its FHIR type has; empty when it was dropped or rejected. */
    Optional<JsonNode> read(JsonNode value, RuntimePrimitiveDatatypeDefinition type, BaseRuntimeChildDefinition child,
            String path) {
        if (value.isContainer() || value.isNull()) {
            return unreadable(path, "The element should be a single value");
        }
        String text = value.asString().strip();
        if (text.isEmpty()) {
            return unreadable(path, "The value is empty");
        }
        return switch (type.getName()) {
            case "date" -> isDate(text) ? Optional.of(string(text)) : badTime(path);
            case "dateTime" -> isDate(text) ? Optional.of(string(text)) : dateTime(text, path);
            case "instant" -> dateTime(text, path);
            case "time" -> isTime(text) ? Optional.of(string(text)) : badTime(path);
            case "boolean" -> text.equals("true") || text.equals("false")
                    ? typed(value, value.isBoolean(), JsonNodeFactory.instance.booleanNode(text.equals("true")), path)
                    : unreadable(path, "The value is not a boolean");
            case "decimal", "integer", "positiveInt", "unsignedInt" -> number(value, text, type, child, path);
            case "string", "markdown" -> typed(value, value.isString(),
                    value.isString() ? value : string(text), path);
            case "uri" -> typed(value, value.isString(), string(text.replaceAll("\\s", "%20")), path);
            default -> other(value, text, type, child, path);
        };
    }

    private Optional<JsonNode> number(JsonNode value, String text, RuntimePrimitiveDatatypeDefinition type,
            BaseRuntimeChildDefinition child, String path) {
        if (!text.matches("-?\\d{1,1000}(\\.\\d{1,1000})?([eE][+-]?\\d{1,3})?") || !isReadable(text, type, child)) {
            return unreadable(path, "The value is not a " + type.getName());
        }
        if (value.isNumber()) {
            return Optional.of(value);
        }
        return typed(value, false, JsonNodeFactory.instance.numberNode(new BigDecimal(text)), path);
    }

    /** Codes, ids and the like: what HAPI's type for them, bound to its codes where STU3 requires them, accepts. */
    private Optional<JsonNode> other(JsonNode value, String text, RuntimePrimitiveDatatypeDefinition type,
            BaseRuntimeChildDefinition child, String path) {
        return isReadable(text, type, child)
                ? typed(value, value.isString(), string(text), path)
                : unreadable(path, "The value is not one that STU3 allows here");
    }

    private static boolean isReadable(String text, RuntimePrimitiveDatatypeDefinition type,
            BaseRuntimeChildDefinition child) {
        try {
            Object instance = type.newInstance(child.getInstanceConstructorArguments());
            ((IPrimitiveType<?>) instance).setValueAsString(text);
            return true;
        } catch (DataFormatException | IllegalArgumentException e) {
            return false;
        }
    }

    private Optional<JsonNode> dateTime(String text, String path) {
        Matcher parts = DATE_TIME.matcher(text);
        if (!parts.matches() || !isDate(parts.group(1))) {
            return badTime(path);
        }
        String seconds = parts.group(3) == null ? ":00" : parts.group(3);
        String local = parts.group(1) + 'T' + parts.group(2) + seconds;
        String offset = parts.group(4);
        try {
            LocalDateTime time = LocalDateTime.parse(local.length() > 29 ? local.substring(0, 29) : local);
            if (offset == null) {
                return Optional.of(string(zoned(local, time, path)));
            }
            ZoneOffset.of(offset);
            return Optional.of(string(local + offset));
        } catch (DateTimeException e) {
            return badTime(path);
        }
    }

    private String zoned(String local, LocalDateTime time, String path) {
        ZonedTime zoned = ZonedTime.resolve(time, zone);
        String remedy = "Send times with their offset from UTC.";
        String kept = "The time has no offset from UTC and was read as one of " + zone.getId();
        return switch (zoned.certainty()) {
            case CERTAIN -> {
                issues.inform("time-without-offset", Kind.VALUE, path, kept + '.', remedy);
                yield local + offset(zoned);
            }
            case REPEATED -> {
                issues.warn("time-in-repeated-hour", Kind.VALUE, path,
                        kept + ", where it happened twice; the earlier was taken.", remedy);
                yield local + offset(zoned);
            }
            case SKIPPED -> {
                issues.warn("time-in-skipped-hour", Kind.VALUE, path,
                        kept + ", where it never happened; it was moved on by the gap.", remedy);
                yield DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx").format(zoned.time());
            }
        };
    }

    private static String offset(ZonedTime zoned) {
        return DateTimeFormatter.ofPattern("xxx").format(zoned.time());
    }

    private static boolean isDate(String text) {
        Matcher parts = DATE.matcher(text);
        if (!parts.matches() || parts.group(1).equals("0000")) {
            return false;
        }
        try {
            if (parts.group(3) != null) {
                LocalDate.parse(text);
            } else if (parts.group(2) != null) {
                YearMonth.parse(text);
            }
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isTime(String text) {
        return TIME.matcher(text).matches();
    }

    private Optional<JsonNode> typed(JsonNode value, boolean asDefined, JsonNode kept, String path) {
        if (!asDefined) {
            issues.inform("value-of-wrong-json-type", Kind.STRUCTURE, path,
                    "The value has another JSON type than FHIR gives it; it was read as meant.",
                    "Send strings in quotation marks, and numbers and booleans without.");
        }
        return Optional.of(kept);
    }

    private Optional<JsonNode> badTime(String path) {
        issues.reject("date-unreadable", Kind.VALUE, path, "The value is not a date or time that FHIR knows.",
                "Send dates as YYYY, YYYY-MM or YYYY-MM-DD, and times as YYYY-MM-DDThh:mm:ss with an offset.");
        return Optional.empty();
    }

    private Optional<JsonNode> unreadable(String path, String finding) {
        issues.warn("value-unreadable", Kind.VALUE, path, finding + "; it was dropped.",
                "Send a value of the type and code list that FHIR STU3 gives the element.");
        return Optional.empty();
    }

    private static JsonNode string(String text) {
        return JsonNodeFactory.instance.stringNode(text);
    }
}
