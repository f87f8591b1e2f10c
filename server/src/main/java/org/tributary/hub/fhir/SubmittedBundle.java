package org.tributary.hub.fhir;

import java.util.List;
import java.util.Optional;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.FhirRequest.Preconditions;
import org.tributary.hub.fhir.exchange.RelativeUrl;

/** A Bundle that asks for interactions (R4, section 3.1.0.11). */
record SubmittedBundle(Type type, List<Entry> entries) {

    enum Type {
        TRANSACTION, BATCH
    }

    SubmittedBundle {
        entries = List.copyOf(entries);
    }

    /**
     * One interaction.
     *
     * @param index
     *            its place in the Bundle, from 0
     * @param method
     *            {@code request.method}; refused later when it is empty, as is an empty URL
     * @param resource
     *            its bytes as they came; empty array when there is none
     */
    record Entry(int index, Optional<String> fullUrl, String method, String url, Preconditions preconditions,
            byte[] resource) {

        /** Where the request goes; below the base, as requests of Bundles are. */
        RelativeUrl target() {
            if (method.isEmpty() || url.isEmpty()) {
                throw FhirRefusal.invalid("request.method or request.url is missing");
            }
            RelativeUrl target = RelativeUrl.parse(url);
            if (target.path().isEmpty()) {
                throw FhirRefusal.notSupported("A Bundle within a Bundle's request is not supported");
            }
            return target;
        }
    }
}
