package org.tributary.hub.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** JSON to compare: members in any order, numbers as they are written ({@code 1.0} is not {@code 1.00}). */
final class ExactJson {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
            .build();

    private static final Pattern XHTML_PART = Pattern.compile("<!--.*?-->|<(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+>|[^<]+",
            Pattern.DOTALL);
    private static final Pattern ATTRIBUTE = Pattern.compile("([\\w:-]+)\\s*=\\s*(\"[^\"]*\"|'[^']*')");

    private ExactJson() {
    }

    /** A number by its literal. */
    record Literal(String text) {
    }

    /** The members of a resource. */
    static Map<String, Object> members(byte[] json) {
        try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), json)) {
            in.nextToken();
            return object(in);
        }
    }

    /** What a resource says: without the id and what servers write into {@code meta}. */
    static Map<String, Object> content(byte[] json) {
        Map<String, Object> members = members(json);
        members.remove("id");
        if (members.get("meta") instanceof Map<?, ?> meta) {
            meta.remove("versionId");
            meta.remove("lastUpdated");
            if (meta.isEmpty()) {
                members.remove("meta");
            }
        }
        return members;
    }

    private static Map<String, Object> object(JsonParser in) {
        Map<String, Object> members = new TreeMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            in.nextToken();
            members.put(name, value(in));
        }
        return members;
    }

    private static Object value(JsonParser in) {
        return switch (in.currentToken()) {
            case START_OBJECT -> object(in);
            case START_ARRAY -> {
                List<Object> items = new ArrayList<>();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(in));
                }
                yield items;
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Literal(in.getString());
            case VALUE_NULL -> Optional.empty();
            case VALUE_TRUE, VALUE_FALSE -> in.getBooleanValue();
            case VALUE_STRING -> in.getString();
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalArgumentException("Not JSON");
        };
    }

    /** The same with narratives as what they show: white space and the order of attributes do not count in XHTML. */
    static Object narrativesRead(Object value) {
        return switch (value) {
            case Map<?, ?> members -> {
                Map<String, Object> read = new TreeMap<>();
                members.forEach((name, member) -> read.put((String) name, narrativesRead(member)));
                yield read;
            }
            case List<?> items -> items.stream().map(ExactJson::narrativesRead).toList();
            case String text when text.startsWith("<div") -> xhtml(text);
            default -> value;
        };
    }

    private static List<Object> xhtml(String narrative) {
        List<Object> parts = new ArrayList<>();
        Matcher part = XHTML_PART.matcher(narrative);
        while (part.find()) {
            String text = part.group();
            if (text.startsWith("<")) {
                tag(text, parts);
            } else if (!text.isBlank()) {
                parts.add(HtmlUtils.htmlUnescape(text).strip().replaceAll("\\s+", " "));
            }
        }
        return parts;
    }

    private static void tag(String tag, List<Object> parts) {
        if (tag.startsWith("<!--")) {
            return;
        }
        boolean empty = tag.endsWith("/>");
        String content = tag.substring(1, tag.length() - (empty ? 2 : 1)).strip();
        String name = content.split("\\s", 2)[0];
        Map<String, Object> attributes = new TreeMap<>();
        Matcher attribute = ATTRIBUTE.matcher(content);
        while (attribute.find()) {
            String value = attribute.group(2);
            attributes.put(attribute.group(1),
                    HtmlUtils.htmlUnescape(value.substring(1, value.length() - 1)).replaceAll("\\s+", " "));
        }
        parts.add(name);
        if (!attributes.isEmpty()) {
            parts.add(attributes);
        }
        if (empty) {
            parts.add('/' + name);
        }
    }

    /** Where two documents differ first, and how. */
    static Optional<String> difference(String path, @Nullable Object expected, @Nullable Object found) {
        if (expected instanceof Map<?, ?> left && found instanceof Map<?, ?> right) {
            TreeSet<Object> names = new TreeSet<>(left.keySet());
            names.addAll(right.keySet());
            return names.stream()
                    .flatMap(name -> difference(path + '.' + name, left.get(name), right.get(name)).stream())
                    .findFirst();
        }
        if (expected instanceof List<?> left && found instanceof List<?> right && left.size() == right.size()) {
            for (int i = 0; i < left.size(); i++) {
                Optional<String> difference = difference(path + '[' + i + ']', left.get(i), right.get(i));
                if (difference.isPresent()) {
                    return difference;
                }
            }
            return Optional.empty();
        }
        return Objects.equals(expected, found)
                ? Optional.empty()
                : Optional.of(path + ": " + shorten(expected) + " became " + shorten(found));
    }

    private static String shorten(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.length() > 150 ? text.substring(0, 150) + '…' : text;
    }
}
