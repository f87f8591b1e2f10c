package org.tributary.mapping.hl7v2;

import tools.jackson.databind.node.ObjectNode;

/** The numbers that who places an order and who fills it give it (data type EI). */
final class OrderNumbers {

    private static final String IDENTIFIER_TYPE = "http://terminology.hl7.org/CodeSystem/v2-0203";

    private OrderNumbers() {
    }

    static void identify(Slots slots, Field placer, Field filler, Reading reading) {
        if (!placer.text().isEmpty()) {
            slots.set(slotOf(slots, "placer", placer), Json.arrayOf(placer(placer, reading)));
        }
        if (!filler.text().isEmpty()) {
            slots.set(slotOf(slots, "filler", filler),
                    Json.arrayOf(typed("FILL", "Filler Identifier", "filler-order", filler, reading)));
        }
    }

    /** Another number than the one that ORC has stands beside it; the same one does not. */
    private static String slotOf(Slots slots, String kind, Field number) {
        String slot = "identifier:" + kind;
        boolean another = slots.find(slot)
                .filter(known -> !known.path(0).path("value").asString("").equals(number.text()))
                .isPresent();
        return another ? slot + " of OBR" : slot;
    }

    static ObjectNode placer(Field placer, Reading reading) {
        return typed("PLAC", "Placer Identifier", "placer-order", placer, reading);
    }

    /** A reference to an order by its number, for orders that need not be in the hub. */
    static ObjectNode reference(Field number, String kind, Reading reading) {
        ObjectNode reference = Json.object().put("type", "ServiceRequest");
        reference.set("identifier", Json.identifier(reading.localSystem(kind), number.text()));
        return reference;
    }

    private static ObjectNode typed(String type, String display, String kind, Field number, Reading reading) {
        ObjectNode identifier = Json.object();
        identifier.set("type", Json.concept(Json.coding(IDENTIFIER_TYPE, type, display)));
        identifier.setAll(Json.identifier(reading.localSystem(kind), number.text()));
        return identifier;
    }
}
