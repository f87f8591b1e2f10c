package org.tributary.hub.fhir;

import java.util.List;
import java.util.Optional;
import org.tributary.hub.access.Caller;
import org.tributary.hub.store.ResourceSearch.Parameter;

/**
 * One interaction as it is asked for: an HTTP request, or an entry of a batch.
 *
 * @param base
 *            the door's own URL, without a slash at the end
 * @param path
 *            the decoded segments below the base
 * @param parameters
 *            of the query, and of the form that a search posts; without those that only say how to present the answer
 * @param body
 *            as JSON, whatever it came as; empty array when there is none
 */
record FhirRequest(Caller caller, String base, String method, List<String> path, List<Parameter> parameters,
        Preconditions preconditions, Optional<Preference> preference, byte[] body) {

    /**
     * The headers that make an interaction conditional, each as it came.
     */
    record Preconditions(Optional<String> ifMatch, Optional<String> ifNoneMatch, Optional<String> ifModifiedSince,
            Optional<String> ifNoneExist) {
    }

    /** {@code Prefer: return=…}: what a write answers with. */
    enum Preference {
        MINIMAL, REPRESENTATION, OPERATION_OUTCOME;

        /** Preferences that are not known are passed over, as RFC 7240 asks. */
        static Optional<Preference> parse(String header) {
            for (String preference : header.split("[,;]")) {
                switch (preference.replace(" ", "").replace("\"", "")) {
                    case "return=minimal" -> {
                        return Optional.of(MINIMAL);
                    }
                    case "return=representation" -> {
                        return Optional.of(REPRESENTATION);
                    }
                    case "return=OperationOutcome" -> {
                        return Optional.of(OPERATION_OUTCOME);
                    }
                    default -> {
                        // Another preference.
                    }
                }
            }
            return Optional.empty();
        }
    }

    /** Refuses every parameter: for interactions that take none. */
    void refuseParameters() {
        if (!parameters.isEmpty()) {
            throw FhirRefusal.notSupported("Parameter '%s' is not supported for %s at /%s".formatted(
                    FhirRefusal.shorten(parameters.getFirst().name()), method, String.join("/", path)));
        }
    }
}
