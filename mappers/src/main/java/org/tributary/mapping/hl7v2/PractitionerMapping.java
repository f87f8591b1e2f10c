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

    /** A reference to the person of an NDL, whose parts are subcomponents: number, family name, given name. */
    Optional<ObjectNode> referenceNdl(Field ndl) {
        String number = ndl.subcomponent(1).text();
        String name = (ndl.subcomponent(3).text() + ' ' + ndl.subcomponent(2).text()).strip();
        if (number.isEmpty()) {
            return name.isEmpty() ? Optional.empty() : Optional.of(Json.reference("", name));
        }
        String system = reading.localSystem("practitioner");
        Slots slots = new Slots();
        slots.set("identifier", Json.arrayOf(Json.identifier(system, number)));
        ObjectNode human = Json.object();
        Json.put(human, "family", ndl.subcomponent(2).text());
        if (!ndl.subcomponent(3).text().isEmpty()) {
            human.putArray("given").add(ndl.subcomponent(3).text());
        }
        slots.set("name", human.isEmpty() ? Json.array() : Json.arrayOf(human));
        reading.drafts().of(Aggregates.PRACTITIONER, system, number).slots().fill(slots);
        return Optional.of(Json.reference(reading.reference("Practitioner", system, number), name));
    }

    /** A reference to the person of a number (CX or PLN) and a name (XPN) that stand in fields of their own. */
    Optional<ObjectNode> reference(Field number, Field name) {
        ObjectNode human = Json.object();
        PersonDetails.nameParts(name, 1, human);
        String display = Stream.of(name.text(5), name.text(2), name.text(1))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        if (number.text().isEmpty()) {
            return display.isEmpty() ? Optional.empty() : Optional.of(Json.reference("", display));
        }
        String system = GP_NUMBER.matcher(number.text()).matches()
                ? IdentifierSystems.GMP_NUMBER
                : reading.localSystem("practitioner");
        Slots slots = new Slots();
        slots.set("identifier", Json.arrayOf(Json.identifier(system, number.text())));
        slots.set("name", human.isEmpty() ? Json.array() : Json.arrayOf(human));
        reading.drafts().of(Aggregates.PRACTITIONER, system, number.text()).slots().fill(slots);
        return Optional.of(Json.reference(reading.reference("Practitioner", system, number.text()), display));
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

    static String displayOf(Field xcn) {
        return Stream.of(xcn.text(6), xcn.text(3), xcn.text(2))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
