package org.tributary.mapping.hl7v2;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What NTE segments say of the segment before them. Many senders use one NTE for each line. */
final class Notes {

    private static final Set<String> PASSED_OVER = Set.of("PRT", "TQ1", "TQ2", "CTD", "BLG", "FT1", "CTI");

    private final Reading reading;

    Notes(Reading reading) {
        this.reading = reading;
    }

    /** All notes on a segment as one text. */
    String text(Segment on) {
        return text(of(on));
    }

    private static String text(List<Nte> notes) {
        return notes.stream()
                .flatMap(nte -> nte.comment().repetitions().stream())
                .map(Field::whole)
                .filter(line -> !line.isBlank())
                .collect(Collectors.joining("\n"));
    }

    /** The notes on a segment as FHIR annotations: one for all lines of one author and time. */
    ArrayNode annotations(Segment on) {
        ArrayNode annotations = Json.array();
        List<Nte> notes = of(on);
        for (int from = 0, to = 0; from < notes.size(); from = to) {
            while (to < notes.size() && isOfOneHand(notes.get(from), notes.get(to))) {
                to++;
            }
            String text = text(notes.subList(from, to));
            if (!text.isEmpty()) {
                annotations.add(annotation(notes.get(from), text));
            }
        }
        return annotations;
    }

    private ObjectNode annotation(Nte nte, String text) {
        ObjectNode annotation = Json.object();
        String name = PractitionerMapping.displayOf(nte.author());
        Json.put(annotation, "authorString", name.isEmpty() ? nte.author().text() : name);
        reading.times().read(nte.entered()).ifPresent(time -> annotation.put("time", time.fhir()));
        return annotation.put("text", text);
    }

    private static boolean isOfOneHand(Nte one, Nte other) {
        return one.author().raw().equals(other.author().raw()) && one.entered().raw().equals(other.entered().raw());
    }

    private List<Nte> of(Segment on) {
        return reading.message().after(on, "NTE", PASSED_OVER).stream().map(Nte::of).toList();
    }
}
