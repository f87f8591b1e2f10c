package org.tributary.mapping.hl7v2;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tributary.mapping.MappingIssue.Kind;

/** A message as segments, read tolerantly: any line end, any delimiters, any segment names. */
final class Message {

    private final List<Segment> segments;

    private Message(List<Segment> segments) {
        this.segments = segments;
    }

    /** The message that a text holds; empty, with an issue, when it is none. */
    static Optional<Message> read(String text, Issues issues) {
        List<String> lines = MessageText.lines(text).dropWhile(String::isBlank).toList();
        Optional<Segment> header = lines.isEmpty() ? Optional.empty() : headerOf(lines.getFirst());
        if (header.isEmpty()) {
            issues.error("msh-missing", Kind.STRUCTURE, "MSH",
                    "The message does not begin with a usable MSH segment; nothing of it was read.",
                    "Send each message with MSH as its first segment.");
            return Optional.empty();
        }
        Delimiters delimiters = delimitersOf(header.get());
        List<Segment> segments = new ArrayList<>(List.of(header.get()));
        Map<String, Integer> occurrences = new HashMap<>();
        for (String line : segmentLines(lines, delimiters, issues)) {
            List<String> fields = split(line, delimiters.field());
            String name = fields.getFirst();
            int occurrence = occurrences.merge(name, 1, Integer::sum);
            segments.add(new Segment(name, occurrence == 1 ? name : name + '[' + occurrence + ']', fields, delimiters));
        }
        if (occurrences.containsKey("MSH")) {
            issues.error("msh-repeated", Kind.STRUCTURE, "MSH[2]",
                    "The document holds more than one message; none of them was read.",
                    "Send one message at a time, or a file of messages through a door that takes files.");
            return Optional.empty();
        }
        return Optional.of(new Message(List.copyOf(segments)));
    }

    /** The MSH segment of a line; empty when the line is none, or its delimiters cannot be told apart. */
    static Optional<Segment> headerOf(String line) {
        if (line.length() < 8 || !line.startsWith("MSH") || Character.isLetterOrDigit(line.charAt(3))
                || Character.isWhitespace(line.charAt(3))) {
            return Optional.empty();
        }
        char separator = line.charAt(3);
        List<String> fields = new ArrayList<>(split(line, separator));
        // MSH-1 is the separator itself, so that MSH-2 is what follows it.
        fields.add(1, String.valueOf(separator));
        String encoding = fields.get(2);
        boolean distinct = (separator + encoding).chars().distinct().count() == encoding.length() + 1L;
        if (encoding.isEmpty() || encoding.length() > 5 || !distinct
                || encoding.chars().anyMatch(Character::isLetterOrDigit)) {
            return Optional.empty();
        }
        return Optional.of(new Segment("MSH", "MSH", fields, Delimiters.of(separator, encoding)));
    }

    /** The first segment of a name; an empty one when the message has none. */
    Segment first(String name) {
        return segments.stream()
                .filter(segment -> segment.name().equals(name))
                .findFirst()
                .orElseGet(() -> Segment.absent(name));
    }

    List<Segment> all(String name) {
        return segments.stream().filter(segment -> segment.name().equals(name)).toList();
    }

    /** The segments of a name whose first field only numbers them. */
    List<Segment> numbered(String name) {
        List<Segment> numbered = all(name);
        numbered.forEach(segment -> segment.ignore(1));
        return numbered;
    }

    List<Segment> segments() {
        return segments;
    }

    /**
     * The segments of a name that belong to another: those that follow it directly or after segments that do not count.
     */
    List<Segment> after(Segment anchor, String name, Set<String> passedOver) {
        List<Segment> found = new ArrayList<>();
        for (int i = segments.indexOf(anchor) + 1; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            if (segment.name().equals(name)) {
                found.add(segment);
            } else if (!passedOver.contains(segment.name())) {
                break;
            }
        }
        return found;
    }

    /** The segments from one on, up to the next that begins another group. */
    List<Segment> group(Segment first, Set<String> beginnings) {
        List<Segment> group = new ArrayList<>(List.of(first));
        for (int i = segments.indexOf(first) + 1; i < segments.size(); i++) {
            if (beginnings.contains(segments.get(i).name())) {
                break;
            }
            group.add(segments.get(i));
        }
        return group;
    }

    /**
     * One message for each patient: what stands before the first PID, then one PID with what follows it. Resources of
     * an appointment, from RGS on, are for all of its patients.
     */
    List<Message> byPatient() {
        List<Segment> patients = all("PID");
        if (patients.size() < 2) {
            return List.of(this);
        }
        List<Segment> head = segments.subList(0, segments.indexOf(patients.getFirst()));
        List<Segment> tail = segments.stream().dropWhile(segment -> !segment.name().equals("RGS")).toList();
        List<Message> messages = new ArrayList<>();
        for (Segment patient : patients) {
            List<Segment> own = new ArrayList<>(head);
            own.addAll(group(patient, Set.of("PID", "RGS")));
            own.addAll(tail);
            messages.add(new Message(own));
        }
        return messages;
    }

    /** Reports the segments and fields that hold something and that no mapping asked for: once a kind of segment. */
    void reportUnread(Issues issues) {
        Map<String, List<Segment>> kinds = segments.stream()
                .collect(Collectors.groupingBy(Segment::name, LinkedHashMap::new, Collectors.toList()));
        kinds.remove("MSH");
        kinds.remove("SFT");
        kinds.forEach((name, all) -> reportUnread(name, all, issues));
    }

    private static void reportUnread(String name, List<Segment> all, Issues issues) {
        if (all.stream().noneMatch(Segment::wasRead)) {
            issues.information("segment-not-carried", Kind.NOT_SUPPORTED, name,
                    "Segments " + name + " are not carried into the record (" + all.size() + ").",
                    "None needed; the message itself is kept.");
            return;
        }
        TreeMap<Integer, Integer> fields = new TreeMap<>();
        all.stream().filter(Segment::wasRead).forEach(segment -> segment.unread().forEach(n -> fields.put(n, n)));
        if (!fields.isEmpty()) {
            String places = fields.keySet().stream().map(n -> name + '-' + n).collect(Collectors.joining(", "));
            issues.information("field-not-carried", Kind.NOT_SUPPORTED, places,
                    "Fields that hold values are not carried into the record: " + places + '.',
                    "None needed; the message itself is kept.");
        }
    }

    /**
     * The lines after MSH that are segments. A line that is none is a field's text that was broken by a line end: it
     * joins the line before it.
     */
    private static List<String> segmentLines(List<String> lines, Delimiters delimiters, Issues issues) {
        List<String> segments = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank()) {
                continue;
            }
            if (isSegment(line, delimiters)) {
                segments.add(line);
                continue;
            }
            issues.warning("line-not-a-segment", Kind.STRUCTURE, "line " + (i + 1),
                    "The line does not begin with a segment name; it was read as the rest of the line before it.",
                    "Escape line breaks inside fields as \\.br\\.");
            if (!segments.isEmpty()) {
                segments.set(segments.size() - 1, segments.getLast() + '\n' + line);
            }
        }
        return segments;
    }

    private static boolean isSegment(String line, Delimiters delimiters) {
        return line.length() >= 3 && Character.isUpperCase(line.charAt(0)) && isNameCharacter(line.charAt(1))
                && isNameCharacter(line.charAt(2)) && (line.length() == 3 || line.charAt(3) == delimiters.field());
    }

    private static boolean isNameCharacter(char c) {
        return c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    private static Delimiters delimitersOf(Segment msh) {
        return Delimiters.of(msh.field(1).raw().charAt(0), msh.field(2).raw());
    }

    private static List<String> split(String line, char separator) {
        List<String> fields = new ArrayList<>(48);
        int start = 0;
        for (int end = line.indexOf(separator); end >= 0; end = line.indexOf(separator, start)) {
            fields.add(line.substring(start, end));
            start = end + 1;
        }
        fields.add(line.substring(start));
        return fields;
    }
}
