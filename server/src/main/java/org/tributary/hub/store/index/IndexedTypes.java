package org.tributary.hub.store.index;

import java.util.Set;
import org.tributary.hub.store.structure.R4Type;

/** Which R4 types a kind of search can compare (R4, the tables of each parameter type in Search). */
final class IndexedTypes {

    private static final Set<String> TEXTS = Set.of("string", "markdown", "code", "id", "uri", "url", "canonical",
            "oid",
            "uuid");

    private static final Set<String> NUMBERS = Set.of("decimal", "integer", "positiveInt", "unsignedInt");

    private IndexedTypes() {
    }

    static boolean canHold(IndexKind kind, R4Type leaf) {
        String type = leaf.name();
        return switch (kind) {
            case TOKEN -> leaf.isEnumeratedCode() || TEXTS.contains(type) || switch (type) {
                case "boolean", "Coding", "CodeableConcept", "Identifier", "ContactPoint" -> true;
                default -> false;
            };
            case STRING -> leaf.isEnumeratedCode() || TEXTS.contains(type) || type.equals("HumanName")
                    || type.equals("Address");
            case DATE -> switch (type) {
                case "date", "dateTime", "instant", "Period", "Timing" -> true;
                default -> false;
            };
            case REFERENCE -> switch (type) {
                case "Reference", "canonical", "uri", "url" -> true;
                default -> leaf.kind() == R4Type.Kind.ANY_RESOURCE;
            };
            case URI -> switch (type) {
                case "uri", "url", "canonical", "oid", "uuid" -> true;
                default -> false;
            };
            case NUMBER -> NUMBERS.contains(type);
            case QUANTITY -> switch (type) {
                case "Quantity", "SimpleQuantity", "Age", "Duration", "Count", "Distance", "Money", "MoneyQuantity",
                        "Range", "SampledData" ->
                    true;
                default -> false;
            };
        };
    }
}
