package org.tributary.hub.web;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Where in a document's text the places are that issues name: {@code PID-3[2].1} in HL7 v2,
 * {@code Bundle.entry[3].resource.birthDate} in JSON, {@code line 12} in any text. A place that is not found is not
 * marked.
 */
final class RawPlaces {

    private static final Pattern HL7 = Pattern
            .compile("([A-Z][A-Z0-9]{2})(?:\\[(\\d+)])?(?:-(\\d+)(?:\\[(\\d+)])?(?:\\.\\d+)*)?");
    private static final Pattern LINE = Pattern.compile("line (\\d+)(?:,.*)?");

    private final String text;

    /** A stretch of the text, its end exclusive. */
    record Range(int start, int end) {
    }

    RawPlaces(String text) {
        this.text = text;
    }

    Optional<Range> find(String place) {
        Matcher line = LINE.matcher(place);
        if (line.matches()) {
            return line(Integer.parseInt(line.group(1)));
        }
        Matcher hl7 = HL7.matcher(place);
        if (hl7.matches()) {
            return hl7(hl7);
        }
        return text.stripLeading().startsWith("{") && place.contains(".") ? json(place) : Optional.empty();
    }

    private Optional<Range> line(int number) {
        int start = 0;
        for (int passed = 1; passed < number; passed++) {
            int end = text.indexOf('\n', start);
            if (end < 0) {
                return Optional.empty();
            }
            start = end + 1;
        }
        return range(start, lineEnd(start));
    }

    private int lineEnd(int start) {
        int end = text.indexOf('\n', start);
        return end < 0 ? text.length() : end;
    }

    private Optional<Range> hl7(Matcher place) {
        int start = segment(place.group(1), place.group(2) == null ? 1 : Integer.parseInt(place.group(2)));
        if (start < 0) {
            return Optional.empty();
        }
        int end = lineEnd(start);
        if (place.group(3) == null || text.length() < 4) {
            return range(start, end);
        }
        // MSH-1 is the separator itself, which stands before the field that counts as MSH-2.
        int field = Integer.parseInt(place.group(3)) - (place.group(1).equals("MSH") ? 1 : 0);
        Range part = part(start, end, separator(), field);
        if (place.group(4) != null && part.end() > part.start()) {
            part = part(part.start(), part.end(), '~', Integer.parseInt(place.group(4)) - 1);
        }
        // What is missing has no length: its segment is shown instead.
        return part.end() > part.start() ? Optional.of(part) : range(start, end);
    }

    private char separator() {
        int header = segment("MSH", 1);
        return header < 0 || header + 3 >= text.length() ? '|' : text.charAt(header + 3);
    }

    private int segment(String name, int occurrence) {
        int found = 0;
        for (int start = 0; start < text.length(); start = lineEnd(start) + 1) {
            if (text.startsWith(name, start) && ++found == occurrence) {
                return start;
            }
        }
        return -1;
    }

    /** The part of a stretch behind so many separators; without length when there are fewer. */
    private Range part(int from, int to, char separator, int number) {
        int start = from;
        for (int passed = 0; passed < number; passed++) {
            int next = text.indexOf(separator, start);
            if (next < 0 || next >= to) {
                return new Range(to, to);
            }
            start = next + 1;
        }
        int end = text.indexOf(separator, start);
        return new Range(start, end < 0 || end > to ? to : end);
    }

    private Optional<Range> json(String place) {
        String wanted = place.substring(place.indexOf('.') + 1);
        try (JsonParser parser = new JsonFactory().createParser(tools.jackson.core.ObjectReadContext.empty(), text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if ((token.isScalarValue() || token.isStructStart())
                        && path(token.isStructStart()
                                ? parser.streamReadContext().getParent()
                                : parser.streamReadContext()).equals(wanted)) {
                    int start = (int) parser.currentTokenLocation().getCharOffset();
                    if (token.isStructStart()) {
                        parser.skipChildren();
                    } else {
                        parser.finishToken();
                    }
                    return range(start, (int) parser.currentLocation().getCharOffset());
                }
            }
        } catch (JacksonException e) {
            // What cannot be read as JSON up to the place has no such place.
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static String path(@org.jspecify.annotations.Nullable TokenStreamContext context) {
        if (context == null || context.inRoot()) {
            return "";
        }
        String before = path(context.getParent());
        if (context.inArray()) {
            return before + '[' + context.getCurrentIndex() + ']';
        }
        return (before.isEmpty() ? "" : before + '.') + context.currentName();
    }

    private Optional<Range> range(int start, int end) {
        return start < end && end <= text.length() ? Optional.of(new Range(start, end)) : Optional.empty();
    }
}
