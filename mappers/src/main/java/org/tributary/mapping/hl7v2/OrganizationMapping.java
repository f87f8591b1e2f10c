package org.tributary.mapping.hl7v2;

import java.util.Optional;
import java.util.regex.Pattern;
import org.tributary.mapping.IdentifierSystems;
import tools.jackson.databind.node.ObjectNode;

/** Organization: the feed's own, and the practices that PD1 names (data type XON). */
final class OrganizationMapping {

    private static final Pattern ODS_CODE = Pattern.compile("[A-Z0-9]{3,8}");

    private final Reading reading;

    OrganizationMapping(Reading reading) {
        this.reading = reading;
    }

    /** A reference to the organisation that publishes the feed. */
    ObjectNode publisher() {
        return reference(IdentifierSystems.ODS_ORGANISATION, reading.feed().organisation(), "");
    }

    /** A reference to the organisation of an XON; by name alone when it has no number. */
    Optional<ObjectNode> named(Field xon) {
        String name = xon.text(1);
        String number = xon.text(10).isEmpty() ? xon.text(3) : xon.text(10);
        if (number.isEmpty()) {
            return name.isEmpty() ? Optional.empty() : Optional.of(Json.reference("", name));
        }
        return Optional.of(coded(number, name));
    }

    /** A reference to the organisation of an ODS code, or of a local number where it is none. */
    ObjectNode coded(String number, String name) {
        String system = ODS_CODE.matcher(number).matches()
                ? IdentifierSystems.ODS_ORGANISATION
                : reading.localSystem("organization");
        return reference(system, number, name);
    }

    private ObjectNode reference(String system, String value, String name) {
        Slots slots = reading.drafts().of(Aggregates.ORGANIZATION, system, value).slots();
        slots.set("identifier", Json.arrayOf(Json.identifier(system, value)));
        slots.set("name", name);
        return Json.reference(reading.reference("Organization", system, value), name);
    }
}
