package org.tributary.hub.cohort;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * A part of a definition and where it stands, so that whatever is wrong with it is told by its place.
 *
 * @param path
 *            JSON Pointer (RFC 6901)
 */
record JsonPart(JsonNode json, String path) {

    private static final int LONGEST_TEXT = 1_000;
    private static final int LONGEST_LIST = 10_000;

    CohortRefused refused(String wanted) {
        return CohortRefused.at(path, wanted);
    }

    /** An object of these members only. */
    JsonPart object(Set<String> known) {
        if (!json.isObject()) {
            throw refused("must be an object");
        }
        for (Map.Entry<String, JsonNode> member : json.properties()) {
            if (!known.contains(member.getKey())) {
                throw refused("has a member that is not known here; known: " + String.join(", ", new TreeSet<>(known)));
            }
        }
        return this;
    }

    /** The name and value of the one member of an object. */
    Map.Entry<String, JsonPart> only(Set<String> known) {
        object(known);
        if (json.size() != 1) {
            throw refused("must have just one of: " + String.join(", ", new TreeSet<>(known)));
        }
        String name = json.propertyNames().iterator().next();
        return Map.entry(name, member(name));
    }

    private JsonPart member(String name) {
        return new JsonPart(json.path(name), path + "/" + name);
    }

    Optional<JsonPart> find(String name) {
        return json.has(name) ? Optional.of(member(name)) : Optional.empty();
    }

    JsonPart get(String name) {
        return find(name).orElseThrow(() -> refused("needs the member " + name));
    }

    /** The entries of a list of at least one. */
    List<JsonPart> list() {
        if (!json.isArray() || json.isEmpty() || json.size() > LONGEST_LIST) {
            throw refused("must be a list of 1 to " + LONGEST_LIST + " entries");
        }
        List<JsonPart> entries = new ArrayList<>();
        for (int i = 0; i < json.size(); i++) {
            entries.add(new JsonPart(json.path(i), path + "/" + i));
        }
        return entries;
    }

    String text() {
        String text = json.isString() ? json.asString() : "";
        if (text.isBlank() || text.length() > LONGEST_TEXT || text.indexOf('\0') >= 0) {
            throw refused("must be a text of at most " + LONGEST_TEXT + " characters");
        }
        return text;
    }

    int integer(int least, int most) {
        if (!json.isIntegralNumber() || !json.canConvertToInt() || json.intValue() < least || json.intValue() > most) {
            throw refused("must be a whole number from " + least + " to " + most);
        }
        return json.intValue();
    }

    double number() {
        double number = json.isNumber() ? json.doubleValue() : Double.NaN;
        if (!Double.isFinite(number)) {
            throw refused("must be a number");
        }
        return number;
    }

    boolean truth() {
        if (!json.isBoolean()) {
            throw refused("must be true or false");
        }
        return json.booleanValue();
    }

    LocalDate date() {
        try {
            LocalDate date = LocalDate.parse(text());
            if (date.getYear() >= 1 && date.getYear() <= 9999) {
                return date;
            }
        } catch (DateTimeParseException e) {
            throw refused("must be a date such as 2026-04-01");
        }
        throw refused("must be a date such as 2026-04-01");
    }

    /** {@code {"from": 1, "to": 7}}: at least one of them, both included. */
    Range range(int least, int most) {
        return object(Set.of("from", "to")).bounds(least, most);
    }

    /** The same among other members. */
    Range bounds(int least, int most) {
        OptionalInt from = bound("from", least, most);
        OptionalInt to = bound("to", least, most);
        if (from.isEmpty() && to.isEmpty()) {
            throw refused("needs from or to");
        }
        if (from.isPresent() && to.isPresent() && from.getAsInt() > to.getAsInt()) {
            throw refused("ends before it begins");
        }
        return new Range(from, to);
    }

    private OptionalInt bound(String name, int least, int most) {
        Optional<JsonPart> bound = find(name);
        return bound.isEmpty() ? OptionalInt.empty() : OptionalInt.of(bound.get().integer(least, most));
    }
}
