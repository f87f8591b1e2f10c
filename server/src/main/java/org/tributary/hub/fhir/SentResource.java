package org.tributary.hub.fhir;

import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.store.ResourceBody;
import org.tributary.hub.store.ResourceKey;

/** Reads the resource that a request carries. */
final class SentResource {

    private SentResource() {
    }

    /** The resource, which must be of the type that the URL names. */
    static ResourceBody parse(byte[] json, String type) {
        if (json.length == 0) {
            throw FhirRefusal.invalid("The body is empty: a " + type + " is expected");
        }
        ResourceBody body = switch (ResourceBody.parse(json)) {
            case ResourceBody.Valid valid -> valid.body();
            case ResourceBody.Invalid invalid -> throw FhirRefusal.badStructure(invalid.problems());
        };
        if (!body.type().equals(type)) {
            throw FhirRefusal.invalid("The URL names the type %s, the body is a %s".formatted(type, body.type()));
        }
        return body;
    }

    /** The resource, which must be the one that the URL names. */
    static ResourceBody parseFor(byte[] json, ResourceKey key) {
        ResourceBody body = parse(json, key.type());
        String id = body.id()
                .orElseThrow(() -> FhirRefusal.invalid(
                        "The body has no id; an update needs the one of the URL, '%s'".formatted(key.id())));
        if (!id.equals(key.id())) {
            throw FhirRefusal.invalid("The id of the body is not that of the URL, '%s'".formatted(key.id()));
        }
        return body;
    }
}
