package org.tributary.hub.fhir.exchange;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.tributary.hub.store.ResourceSearch.Parameter;
import org.tributary.hub.store.StoredResource;
import tools.jackson.core.JsonGenerator;

/** Writes a Bundle of stored resources, member by member, without reading them. */
public final class BundleWriter {

    private final JsonGenerator json;
    private final String base;
    private boolean inEntries;

    public BundleWriter(JsonGenerator json, String base) {
        this.json = json;
        this.base = base;
    }

    /** A whole Bundle of responses. */
    public static byte[] responses(String type, String base, List<Answer> answers) {
        return JsonText.write(json -> {
            BundleWriter bundle = new BundleWriter(json, base);
            bundle.start(type);
            answers.forEach(bundle::response);
            bundle.end();
        });
    }

    public BundleWriter start(String type) {
        json.writeStartObject();
        json.writeStringProperty("resourceType", "Bundle");
        json.writeStringProperty("type", type);
        return this;
    }

    public BundleWriter total(long total) {
        json.writeNumberProperty("total", total);
        return this;
    }

    /** The links of a page: itself, and the next one where there is one. */
    public BundleWriter links(String path, List<Parameter> parameters, Optional<String> nextCursor) {
        json.writeArrayPropertyStart("link");
        link("self", path, parameters);
        nextCursor.ifPresent(cursor -> {
            List<Parameter> next = new ArrayList<>(parameters);
            next.removeIf(parameter -> parameter.name().equals("_cursor"));
            next.add(new Parameter("_cursor", cursor));
            link("next", path, next);
        });
        json.writeEndArray();
        return this;
    }

    /** The links of a page of a search: itself, the first one, and the next one where there is one. */
    public BundleWriter pageLinks(String path, List<Parameter> parameters, Optional<String> nextCursor) {
        List<Parameter> first = new ArrayList<>(parameters);
        first.removeIf(parameter -> parameter.name().equals("_cursor"));
        json.writeArrayPropertyStart("link");
        link("self", path, parameters);
        link("first", path, first);
        nextCursor.ifPresent(cursor -> {
            List<Parameter> next = new ArrayList<>(first);
            next.add(new Parameter("_cursor", cursor));
            link("next", path, next);
        });
        json.writeEndArray();
        return this;
    }

    private void link(String relation, String path, List<Parameter> parameters) {
        json.writeStartObject();
        json.writeStringProperty("relation", relation);
        json.writeStringProperty("url",
                base + (path.isEmpty() ? "" : '/' + path)
                        + (parameters.isEmpty() ? "" : '?' + RelativeUrl.writeQuery(parameters)));
        json.writeEndObject();
    }

    /** An entry of a search: what matched, or what came with it. */
    public void found(StoredResource resource, String mode) {
        found(base + '/' + resource.key().reference(), resource.json(), mode);
    }

    public void found(String fullUrl, byte[] resource, String mode) {
        startEntry();
        json.writeStringProperty("fullUrl", fullUrl);
        resource(resource);
        json.writeObjectPropertyStart("search");
        json.writeStringProperty("mode", mode);
        json.writeEndObject();
        json.writeEndObject();
    }

    /** An entry of a search that tells of the search itself: an OperationOutcome without a name of its own. */
    public void outcome(byte[] outcome) {
        startEntry();
        resource(outcome);
        json.writeObjectPropertyStart("search");
        json.writeStringProperty("mode", "outcome");
        json.writeEndObject();
        json.writeEndObject();
    }

    /**
     * An entry of a match.
     *
     * @param grade
     *            a code of R4's match-grade
     */
    public void matched(StoredResource resource, BigDecimal score, String grade) {
        startEntry();
        json.writeStringProperty("fullUrl", base + '/' + resource.key().reference());
        resource(resource.json());
        json.writeObjectPropertyStart("search");
        json.writeArrayPropertyStart("extension");
        json.writeStartObject();
        json.writeStringProperty("url", "http://hl7.org/fhir/StructureDefinition/match-grade");
        json.writeStringProperty("valueCode", grade);
        json.writeEndObject();
        json.writeEndArray();
        json.writeStringProperty("mode", "match");
        json.writeNumberProperty("score", score);
        json.writeEndObject();
        json.writeEndObject();
    }

    /**
     * An entry of a history. Whether a version came by POST or PUT is not kept: every writing can be repeated as PUT.
     */
    public void version(StoredResource version) {
        startEntry();
        json.writeStringProperty("fullUrl", base + '/' + version.key().reference());
        if (!version.deleted()) {
            resource(version.json());
        }
        json.writeObjectPropertyStart("request");
        json.writeStringProperty("method", version.deleted() ? "DELETE" : "PUT");
        json.writeStringProperty("url", version.key().reference());
        json.writeEndObject();
        json.writeObjectPropertyStart("response");
        json.writeStringProperty("status", version.deleted() ? "204" : version.version() == 1 ? "201" : "200");
        json.writeStringProperty("etag", "W/\"" + version.version() + '"');
        json.writeStringProperty("lastModified", version.lastUpdated().toString());
        json.writeEndObject();
        json.writeEndObject();
    }

    /** An entry of a transaction's or batch's response. */
    private void response(Answer answer) {
        startEntry();
        boolean refused = answer.status() >= 400;
        if (!refused) {
            answer.body().ifPresent(this::resource);
        }
        json.writeObjectPropertyStart("response");
        json.writeStringProperty("status", status(answer.status()));
        answer.location().ifPresent(location -> json.writeStringProperty("location", location));
        answer.entityTag().ifPresent(tag -> json.writeStringProperty("etag", tag));
        answer.lastModified().map(Instant::toString).ifPresent(time -> json.writeStringProperty("lastModified", time));
        if (refused) {
            answer.body().ifPresent(outcome -> {
                json.writeName("outcome");
                JsonText.writeStored(json, outcome);
            });
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static String status(int status) {
        HttpStatus known = HttpStatus.resolve(status);
        return known == null ? Integer.toString(status) : status + " " + known.getReasonPhrase();
    }

    private void resource(byte[] resource) {
        json.writeName("resource");
        JsonText.writeStored(json, resource);
    }

    /** The array of entries begins with the first of them: JSON in FHIR has no empty arrays. */
    private void startEntry() {
        if (!inEntries) {
            json.writeArrayPropertyStart("entry");
            inEntries = true;
        }
        json.writeStartObject();
    }

    public void end() {
        if (inEntries) {
            json.writeEndArray();
        }
        json.writeEndObject();
    }
}
