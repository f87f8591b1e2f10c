package org.tributary.hub.fhir.exchange;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes JSON as tokens, for resources that pass through without being understood. */
public final class JsonText {

    // Only what the JSON guard has passed, or what is stored, is read here: its sizes are bounded already.
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /** Reads and writes trees whose numbers keep their digits. */
    public static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final ObjectWriteContext PRETTY = new ObjectWriteContext.Base() {

        @Override
        public PrettyPrinter getPrettyPrinter() {
            return new DefaultPrettyPrinter();
        }

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }
    };

    private JsonText() {
    }

    /** The UTF-8 bytes of what the writing makes. */
    public static byte[] write(Consumer<JsonGenerator> writing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = generator(out, ObjectWriteContext.empty())) {
            writing.accept(json);
        }
        return out.toByteArray();
    }

    public static JsonParser parser(byte[] json) {
        return JSON.createParser(ObjectReadContext.empty(), json);
    }

    /** The same JSON with line breaks and indentation; numbers keep their value and precision. */
    public static byte[] pretty(byte[] json) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(json.length * 2);
        try (JsonParser parser = parser(json); JsonGenerator generator = generator(out, PRETTY)) {
            while (parser.nextToken() != null) {
                generator.copyCurrentEventExact(parser);
            }
        }
        return out.toByteArray();
    }

    /** Writes a member that is a CodeableConcept of one coding. */
    public static void writeConcept(JsonGenerator json, String name, String system, String code, String display) {
        json.writeObjectPropertyStart(name);
        json.writeArrayPropertyStart("coding");
        json.writeStartObject();
        json.writeStringProperty("system", system);
        json.writeStringProperty("code", code);
        json.writeStringProperty("display", display);
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Writes stored JSON as the next value, without the way from bytes to text and back. */
    public static void writeStored(JsonGenerator json, byte[] stored) {
        // The empty value makes the generator write the comma or colon that is due and expect the next member.
        json.writeRawValue("");
        json.flush();
        ((ByteArrayOutputStream) json.streamWriteOutputTarget()).writeBytes(stored);
    }

    private static JsonGenerator generator(ByteArrayOutputStream out, ObjectWriteContext context) {
        return JSON.createGenerator(context, out);
    }
}
