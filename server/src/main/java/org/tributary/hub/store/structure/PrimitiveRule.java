package org.tributary.hub.store.structure;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a primitive type allows in JSON (R4, section "Data Types", the tables of primitive types). */
sealed interface PrimitiveRule {

    /** What is wrong with a value, to follow "must be"; null when nothing is. */
    @Nullable
    String complaint(JsonNode value);

    /** A code with a required binding to a closed list. */
    record OneOf(String type, Set<String> codes) implements PrimitiveRule {

        @Override
        public @Nullable String complaint(JsonNode value) {
            return value.isString() && codes.contains(value.stringValue()) ? null : "one of the codes of " + type;
        }
    }

    /** The primitive types that the specification's tables list. */
    enum Table implements PrimitiveRule {
        BOOLEAN("true or false") {
            @Override
            boolean allows(JsonNode value) {
                return value.isBoolean();
            }
        },
        INTEGER("an integer of 32 bits") {
            @Override
            boolean allows(JsonNode value) {
                return value.isIntegralNumber() && value.canConvertToInt();
            }
        },
        UNSIGNED_INT("an integer from 0 to 2147483647") {
            @Override
            boolean allows(JsonNode value) {
                return INTEGER.allows(value) && value.intValue() >= 0;
            }
        },
        POSITIVE_INT("an integer from 1 to 2147483647") {
            @Override
            boolean allows(JsonNode value) {
                return INTEGER.allows(value) && value.intValue() > 0;
            }
        },
        DECIMAL("a number") {
            @Override
            boolean allows(JsonNode value) {
                return value.isNumber();
            }
        },
        STRING("a string that is not empty") {
            @Override
            boolean allowsText(String text) {
                return true;
            }
        },
        CODE("a code without spaces at its ends or two in a row") {
            @Override
            boolean allowsText(String text) {
                return PrimitiveText.isCode(text);
            }
        },
        ID("an id of 1 to 64 letters, digits, '-' and '.'") {
            @Override
            boolean allowsText(String text) {
                return PrimitiveText.isId(text);
            }
        },
        URI("a URI without spaces") {
            @Override
            boolean allowsText(String text) {
                return PrimitiveText.hasNoSpace(text);
            }
        },
        OID("a URN of an OID") {
            @Override
            boolean allowsText(String text) {
                return PrimitiveText.isOid(text);
            }
        },
        UUID("a URN of a UUID in lower case") {
            @Override
            boolean allowsText(String text) {
                return PrimitiveText.isUuid(text);
            }
        },
        DATE("a date: YYYY, YYYY-MM or YYYY-MM-DD") {
            @Override
            boolean allowsText(String text) {
                return text.length() <= 10 && PrimitiveText.isDateTime(text, 4);
            }
        },
        DATE_TIME("a date, or a date with time, seconds and time zone") {
            @Override
            boolean allowsText(String text) {
                return PrimitiveText.isDateTime(text, 4);
            }
        },
        INSTANT("a date with time, seconds and time zone") {
            @Override
            boolean allowsText(String text) {
                return PrimitiveText.isDateTime(text, 20);
            }
        },
        TIME("a time hh:mm:ss") {
            @Override
            boolean allowsText(String text) {
                return PrimitiveText.isTime(text);
            }
        },
        BASE64("base64 in groups of four characters") {
            @Override
            boolean allowsText(String text) {
                return PrimitiveText.isBase64(text);
            }
        },
        SAMPLES("decimals, 'E', 'U' or 'L', separated by single spaces") {
            @Override
            boolean allowsText(String text) {
                return PrimitiveText.isSamples(text);
            }
        },
        XHTML("an XHTML div") {
            @Override
            boolean allowsText(String text) {
                return text.stripLeading().startsWith("<div");
            }
        };

        private final String expected;

        Table(String expected) {
            this.expected = expected;
        }

        boolean allows(JsonNode value) {
            return value.isString() && !value.stringValue().isEmpty() && allowsText(value.stringValue());
        }

        boolean allowsText(String text) {
            return false;
        }

        @Override
        public @Nullable String complaint(JsonNode value) {
            return allows(value) ? null : expected;
        }

        static PrimitiveRule of(String type) {
            return switch (type) {
                case "boolean" -> BOOLEAN;
                case "integer" -> INTEGER;
                case "unsignedInt" -> UNSIGNED_INT;
                case "positiveInt" -> POSITIVE_INT;
                case "decimal" -> DECIMAL;
                case "string", "markdown" -> STRING;
                case "code" -> CODE;
                case "id" -> ID;
                case "uri", "url", "canonical" -> URI;
                case "oid" -> OID;
                case "uuid" -> UUID;
                case "date" -> DATE;
                case "dateTime" -> DATE_TIME;
                case "instant" -> INSTANT;
                case "time" -> TIME;
                case "base64Binary" -> BASE64;
                case "SampledDataDataType" -> SAMPLES;
                case "xhtml" -> XHTML;
                default -> throw new IllegalStateException("R4 has no primitive type " + type);
            };
        }
    }
}
