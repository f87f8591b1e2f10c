package org.tributary.hub.fhir.patch;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.JsonText;
import org.tributary.hub.store.ResourceBody;
import tools.jackson.databind.JsonNode;

/**
 * A patch that has been understood (R4, RESTful API, "patch"): what it does to a resource, and the refusals of what
 * cannot be done. A patch that is no patch is refused with 400; one that does not fit the resource, or would leave it
 * invalid, with 422.
 */
public sealed interface ResourcePatch permits JsonPatch, XmlPatch, FhirPathPatch, MetaChange {

    String JSON_PATCH = "application/json-patch+json";
    String XML_PATCH = "application/xml-patch+xml";

    /**
     * Reads a patch as requests and Bundles carry it: a Binary with a JSON or XML patch, or Parameters with a FHIRPath
     * patch, as JSON.
     */
    static ResourcePatch parse(byte[] body) {
        if (body.length == 0) {
            throw FhirRefusal.invalid("The body is empty: a patch is expected");
        }
        ResourceBody carrier = switch (ResourceBody.parse(body)) {
            case ResourceBody.Valid valid -> valid.body();
            case ResourceBody.Invalid invalid -> throw FhirRefusal.badStructure(invalid.problems());
        };
        return switch (carrier.type()) {
            case "Parameters" -> FhirPathPatch.parse(carrier);
            case "Binary" -> parse(carrier.tree());
            default -> throw FhirRefusal.invalid(
                    "A patch is a Binary with a JSON or XML patch, or Parameters; the body is a " + carrier.type());
        };
    }

    private static ResourcePatch parse(JsonNode binary) {
        byte[] patch;
        try {
            patch = Base64.getMimeDecoder().decode(binary.path("data").asString(""));
        } catch (IllegalArgumentException e) {
            throw FhirRefusal.invalid("Binary.data is not base64");
        }
        String type = binary.path("contentType").asString("").split(";")[0].strip();
        return switch (type) {
            case JSON_PATCH -> JsonPatch.parse(patch);
            case XML_PATCH -> XmlPatch.parse(patch);
            default -> throw FhirRefusal.of(415, IssueType.NOTSUPPORTED,
                    "A patch in a Binary is of the type %s or %s".formatted(JSON_PATCH, XML_PATCH));
        };
    }

    /** A patch that came as a request's body, as {@link #parse} reads it. */
    static byte[] wrap(String contentType, byte[] patch) {
        return JsonText.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("resourceType", "Binary");
            json.writeStringProperty("contentType", contentType);
            json.writeStringProperty("data",
                    new String(Base64.getEncoder().encode(patch), StandardCharsets.ISO_8859_1));
            json.writeEndObject();
        });
    }

    /**
     * The patched resource.
     *
     * @param resource
     *            a stored resource's JSON
     */
    ResourceBody apply(byte[] resource);

    /** What a patch left, which must be a resource still. */
    static ResourceBody patched(byte[] json) {
        return switch (ResourceBody.parse(json)) {
            case ResourceBody.Valid valid -> valid.body();
            case ResourceBody.Invalid invalid ->
                throw unfit("The patched resource would be invalid: %s at %s".formatted(
                        invalid.problems().getFirst().message(),
                        Optional.of(invalid.problems().getFirst().path())
                                .filter(path -> !path.isBlank())
                                .orElse("its root")));
        };
    }

    /** The patch does not fit the resource. */
    static FhirRefusal unfit(String diagnostics) {
        return FhirRefusal.of(422, IssueType.PROCESSING, diagnostics);
    }
}
