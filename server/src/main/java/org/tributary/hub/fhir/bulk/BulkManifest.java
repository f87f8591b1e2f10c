package org.tributary.hub.fhir.bulk;

import java.time.Instant;
import java.util.List;
import org.tributary.hub.fhir.bulk.BulkJob.File;
import org.tributary.hub.fhir.bulk.BulkJob.Kind;
import org.tributary.hub.fhir.bulk.BulkJob.Overview;
import org.tributary.hub.fhir.exchange.JsonText;
import tools.jackson.core.JsonGenerator;

/** What a finished job has to offer (Bulk Data Access 2.0, "Response - Output Manifest"). */
final class BulkManifest {

    private BulkManifest() {
    }

    static byte[] of(Overview overview) {
        BulkJob job = overview.job();
        return JsonText.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("transactionTime", job.moment().orElseGet(Instant::now).toString());
            json.writeStringProperty("request", job.request());
            json.writeBooleanProperty("requiresAccessToken", true);
            if (job.kind() == Kind.EXPORT) {
                exported(json, overview);
            } else {
                imported(json, overview);
            }
            json.writeEndObject();
        });
    }

    private static void exported(JsonGenerator json, Overview overview) {
        for (String kind : List.of("output", "deleted")) {
            json.writeArrayPropertyStart(kind);
            overview.files().stream().filter(file -> file.kind().equals(kind)).forEach(file -> {
                json.writeStartObject();
                json.writeStringProperty("type", file.type());
                json.writeStringProperty("url", overview.job().fileUrl(file));
                json.writeNumberProperty("count", file.resources());
                json.writeEndObject();
            });
            json.writeEndArray();
        }
        json.writeArrayPropertyStart("error");
        json.writeEndArray();
    }

    /** Each input's outcome file is there once, and again among the errors when it tells of any. */
    private static void imported(JsonGenerator json, Overview overview) {
        List<File> inputs = overview.files().stream().filter(file -> file.kind().equals("input")).toList();
        json.writeArrayPropertyStart("output");
        inputs.forEach(input -> outcome(json, overview, input, input.accepted()));
        json.writeEndArray();
        json.writeArrayPropertyStart("error");
        inputs.stream()
                .filter(input -> input.rejected() > 0)
                .forEach(input -> outcome(json, overview, input, input.rejected()));
        json.writeEndArray();
    }

    private static void outcome(JsonGenerator json, Overview overview, File input, long count) {
        String source = Integer.toString(input.number());
        File told = overview.files()
                .stream()
                .filter(file -> file.kind().equals("outcome") && file.source().equals(source))
                .findFirst()
                .orElseThrow();
        json.writeStartObject();
        json.writeStringProperty("type", "OperationOutcome");
        if (!input.source().isEmpty()) {
            json.writeStringProperty("inputUrl", "file://" + input.source());
        }
        json.writeStringProperty("url", overview.job().fileUrl(told));
        json.writeNumberProperty("count", count);
        json.writeObjectPropertyStart("extension");
        json.writeNumberProperty("accepted", input.accepted());
        json.writeNumberProperty("unchanged", input.unchanged());
        json.writeNumberProperty("rejected", input.rejected());
        json.writeEndObject();
        json.writeEndObject();
    }
}
