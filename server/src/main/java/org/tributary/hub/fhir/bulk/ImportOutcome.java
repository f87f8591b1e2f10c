package org.tributary.hub.fhir.bulk;

import java.io.ByteArrayOutputStream;
import org.tributary.hub.fhir.exchange.JsonText;
import org.tributary.hub.ingest.FileLoad.Reject;
import org.tributary.hub.ingest.NdjsonLoad.Batch;
import org.tributary.mapping.MappingIssue.Severity;
import tools.jackson.core.JsonGenerator;

/**
 * What became of a batch of lines, as NDJSON: an OperationOutcome for each that was not taken, for each rule of a
 * profile that a feed reports, and one for the rest.
 */
final class ImportOutcome {

    private ImportOutcome() {
    }

    static byte[] of(Batch batch) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Reject reject : batch.rejects()) {
            boolean stored = reject.severity() == Severity.WARNING;
            line(out, stored ? "warning" : "error", stored ? "invariant" : "processing", "line " + reject.line(),
                    "Line " + reject.line() + (stored ? " was stored: " : " was rejected: ") + reject.reason(),
                    reject.place());
        }
        line(out, "information", "informational", "line " + batch.firstLine() + '-' + batch.lastLine(),
                "Lines %d to %d: %d accepted, %d of them unchanged; %d rejected".formatted(batch.firstLine(),
                        batch.lastLine(), batch.sum().accepted(), batch.sum().unchanged(), batch.sum().rejected()),
                "");
        return out.toByteArray();
    }

    private static void line(ByteArrayOutputStream out, String severity, String code, String location,
            String diagnostics, String expression) {
        out.writeBytes(JsonText.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("resourceType", "OperationOutcome");
            json.writeArrayPropertyStart("issue");
            json.writeStartObject();
            json.writeStringProperty("severity", severity);
            json.writeStringProperty("code", code);
            json.writeStringProperty("diagnostics", diagnostics);
            write(json, "location", location);
            if (!expression.isEmpty()) {
                write(json, "expression", expression);
            }
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        }));
        out.write('\n');
    }

    private static void write(JsonGenerator json, String name, String value) {
        json.writeArrayPropertyStart(name);
        json.writeString(value);
        json.writeEndArray();
    }
}
