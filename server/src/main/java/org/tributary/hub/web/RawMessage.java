package org.tributary.hub.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tributary.hub.web.RawPlaces.Range;
import org.tributary.mapping.MappingIssue;

/**
 * A message's bytes as text, in parts that are marked or not.
 *
 * @param shortened
 *            whether the message is so long that only what surrounds the marked places is shown
 */
record RawMessage(List<Part> parts, boolean shortened) {

    private static final int LONGEST = 20_000;
    private static final int AROUND = 400;

    /** A stretch of the text. */
    record Part(String text, boolean marked) {
    }

    /** Marks the places of issues that reject. */
    static RawMessage of(byte[] bytes, List<MappingIssue> issues) {
        String text = text(bytes);
        RawPlaces places = new RawPlaces(text);
        List<Range> marks = new ArrayList<>();
        issues.stream()
                .filter(MappingIssue::rejects)
                .map(MappingIssue::location)
                .distinct()
                .flatMap(place -> places.find(place).stream())
                .sorted(Comparator.comparingInt(Range::start))
                .forEach(range -> {
                    if (marks.isEmpty() || marks.getLast().end() <= range.start()) {
                        marks.add(range);
                    }
                });
        return new RawMessage(parts(text, marks), text.length() > LONGEST);
    }

    private static List<Part> parts(String text, List<Range> marks) {
        boolean shortened = text.length() > LONGEST;
        List<Part> parts = new ArrayList<>();
        int position = 0;
        int shown = 0;
        for (Range mark : marks) {
            if (shown > LONGEST) {
                break;
            }
            addPlain(parts, text, position, mark.start(), shortened);
            String marked = text.substring(mark.start(), Math.min(mark.end(), mark.start() + LONGEST));
            parts.add(new Part(marked, true));
            shown += marked.length() + 2 * AROUND;
            position = mark.end();
        }
        addPlain(parts, text, position, shortened && marks.isEmpty() ? LONGEST : text.length(), shortened);
        return List.copyOf(parts);
    }

    /** What is not marked; of a long message no more than what surrounds the marks. */
    private static void addPlain(List<Part> parts, String text, int from, int to, boolean shortened) {
        if (from >= to) {
            return;
        }
        boolean whole = !shortened || to - from <= 2 * AROUND || parts.isEmpty() && from == 0 && to == LONGEST;
        if (whole) {
            parts.add(new Part(text.substring(from, to), false));
            return;
        }
        String head = from == 0 ? "" : text.substring(from, from + AROUND);
        String tail = to == text.length() ? "" : text.substring(to - AROUND, to);
        parts.add(new Part(head + "\n[…]\n" + tail, false));
    }

    /** UTF-8, else Latin-1, which reads everything; segments each on a line of its own. */
    private static String text(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            text = new String(bytes, StandardCharsets.ISO_8859_1);
        }
        return text.replace("\r\n", "\n").replace('\r', '\n').replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "\uFFFD");
    }
}
