package org.tributary.mapping.hl7v2;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tributary.mapping.IdentifierSystems;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Practitioner, from data type XCN. */
final class PractitionerMapping {

    /** The national GP number. Senders give its assigning authority as GMP, GMC or not at all. */
    private static final Pattern GP_NUMBER = Pattern.compile("G\\d{7}");

    private final Reading reading;

    PractitionerMapping(Reading reading) {
        this.reading = reading;
    }

    /** A reference to the person of an XCN, by name alone when there is no number; empty when there is neither. */
    Optional<ObjectNode> reference(Field xcn) {
        String number = xcn.text();
        String display = displayOf(xcn);
        if (number.isEmpty()) {
            return display.isEmpty() ? Optional.empty() : Optional.of(Json.reference("", display));
        }
        String system = systemOf(xcn, number);
        draft(xcn, system, number);
        return Optional.of(Json.reference(reading.reference("Practitioner", system, number), display));
    }

    private void draft(Field xcn, String system, String number) {
        Slots slots = new Slots();
        slots.set("identifier", Json.arrayOf(Json.identifier(system, number)));
        slots.set("name", name(xcn));
        reading.drafts().of(Aggregates.PRACTITIONER, system, number).slots().fill(slots);
    }

    private static ArrayNode name(Field xcn) {
        ObjectNode name = Json.object();
        PersonDetails.nameParts(xcn, 2, name);
        return name.has("family") || name.has("given") ? Json.arrayOf(name) : Json.array();
    }

    private String systemOf(Field xcn, String number) {
        String authority = xcn.text(9);
        if (authority.equals("GMP") || GP_NUMBER.matcher(number).matches()) {
            return IdentifierSystems.GMP_NUMBER;
        }
        return authority.equals("GMC") ? IdentifierSystems.GMC_NUMBER : reading.localSystem("practitioner");
    }

    private static String displayOf(Field xcn) {
        return Stream.of(xcn.text(6), xcn.text(3), xcn.text(2))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
