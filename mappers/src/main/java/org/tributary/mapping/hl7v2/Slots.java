package org.tributary.mapping.hl7v2;

import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one message says of a resource, or what a sequence of messages has said so far: values by slot. A slot is an
 * element, or the part of one that HL7 replaces as a whole: {@code birthDate}, {@code period.start} (an element within
 * an element), {@code identifier:SYSTEM} (the items of a repeating element that belong together). A slot that a message
 * sets is replaced, one that it clears is gone, and one that it does not mention stays as it was.
 */
final class Slots {

    private final TreeMap<String, JsonNode> values = new TreeMap<>();
    private final TreeSet<String> cleared = new TreeSet<>();

    /** Sets a slot; an array or object without content leaves it as it was. */
    void set(String slot, JsonNode value) {
        if (!value.isContainer() || !value.isEmpty()) {
            values.put(slot, value);
            cleared.remove(slot);
        }
    }

    void set(String slot, String text) {
        if (!text.isEmpty()) {
            set(slot, Json.text(text));
        }
    }

    void clear(String slot) {
        cleared.add(slot);
        values.remove(slot);
    }

    /** Clears a slot if the sender asks for it with the null value. */
    void clearIf(Field field, String slot) {
        if (field.deletes()) {
            clear(slot);
        }
    }

    Optional<JsonNode> find(String slot) {
        return Optional.ofNullable(values.get(slot));
    }

    boolean has(String slot) {
        return values.containsKey(slot);
    }

    boolean clears(String slot) {
        return cleared.contains(slot);
    }

    boolean isEmpty() {
        return values.isEmpty() && cleared.isEmpty();
    }

    /** Takes over what a later message says. */
    void apply(Slots later) {
        later.cleared.forEach(values::remove);
        values.putAll(later.values);
    }

    /** Adds what another part of the same message says, where nothing is said yet. */
    void fill(Slots other) {
        other.values.forEach(values::putIfAbsent);
    }

    /** The values alone, for what only fills gaps. */
    ObjectNode toJson() {
        ObjectNode json = Json.object();
        values.forEach(json::set);
        return json;
    }

    /** Writes into a contribution's body. */
    void writeTo(ObjectNode body) {
        ObjectNode set = body.putObject("set");
        values.forEach(set::set);
        if (!cleared.isEmpty()) {
            ArrayNode clear = body.putArray("clear");
            cleared.forEach(clear::add);
        }
    }

    static Slots readFrom(JsonNode body) {
        Slots slots = new Slots();
        body.path("set").forEachEntry(slots.values::put);
        body.path("clear").forEach(slot -> slots.cleared.add(slot.asString()));
        return slots;
    }

    /** The elements of all slots, put into a resource. */
    void assemble(ObjectNode resource) {
        values.forEach((slot, value) -> {
            int colon = slot.indexOf(':');
            String path = colon < 0 ? slot : slot.substring(0, colon);
            int dot = path.indexOf('.');
            ObjectNode parent = dot < 0 ? resource : resource.withObjectProperty(path.substring(0, dot));
            String name = path.substring(dot + 1);
            if (colon < 0) {
                parent.set(name, value.deepCopy());
            } else if (value instanceof ArrayNode items) {
                parent.withArrayProperty(name).addAll((ArrayNode) items.deepCopy());
            } else {
                parent.withArrayProperty(name).add(value.deepCopy());
            }
        });
    }

    /** A resource of these slots alone. */
    ObjectNode resource(String type, String id) {
        ObjectNode resource = Json.object().put("resourceType", type).put("id", id);
        assemble(resource);
        return resource;
    }
}
