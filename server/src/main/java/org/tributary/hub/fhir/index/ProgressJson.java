package org.tributary.hub.fhir.index;

import java.util.List;
import org.tributary.hub.store.IndexRebuild.Progress;
import tools.jackson.core.JsonGenerator;

/** Writes a Parameters resource that tells how far indexing has come. */
final class ProgressJson {

    private final JsonGenerator json;

    ProgressJson(JsonGenerator json) {
        this.json = json;
        json.writeStartObject();
        json.writeStringProperty("resourceType", "Parameters");
        json.writeArrayPropertyStart("parameter");
    }

    void state(String code) {
        json.writeStartObject();
        json.writeStringProperty("name", "state");
        json.writeStringProperty("valueCode", code);
        json.writeEndObject();
    }

    /** Of all types together. */
    void share(int types, List<Progress> left) {
        double open = left.stream().mapToInt(progress -> 100 - percent(progress)).sum();
        number("percent", types == 0 ? 100 : (int) (100 - open / types));
    }

    /**
     * @param counts
     *            whether numbers of resources are told
     */
    void type(Progress progress, boolean counts) {
        json.writeStartObject();
        json.writeStringProperty("name", "type");
        json.writeArrayPropertyStart("part");
        json.writeStartObject();
        json.writeStringProperty("name", "name");
        json.writeStringProperty("valueCode", progress.type());
        json.writeEndObject();
        number("percent", percent(progress));
        if (counts && progress.total().isPresent()) {
            text("done", progress.done());
            text("total", progress.total().get());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    void end() {
        json.writeEndArray();
        json.writeEndObject();
    }

    private void number(String name, int value) {
        json.writeStartObject();
        json.writeStringProperty("name", name);
        json.writeNumberProperty("valueInteger", value);
        json.writeEndObject();
    }

    /** There may be more than an integer of FHIR can tell. */
    private void text(String name, long value) {
        json.writeStartObject();
        json.writeStringProperty("name", name);
        json.writeStringProperty("valueString", Long.toString(value));
        json.writeEndObject();
    }

    /** Less than 100 as long as it is not done: resources may have been added since they were counted. */
    private static int percent(Progress progress) {
        return progress.total()
                .filter(total -> total > 0)
                .map(total -> (int) Math.min(99, 100 * progress.done() / total))
                .orElse(0);
    }
}
