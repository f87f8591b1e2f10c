package org.tributary.hub.fhir.exchange;

import java.util.Collection;
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
 * @param presentation
 *            the parameters that only say how to present the answer: links to more of it repeat them
 * @param body
 *            as JSON, whatever it came as; empty array when there is none
 */
public record FhirRequest(Caller caller, String base, String method, List<String> path, List<Parameter> parameters,
        List<Parameter> presentation, Preconditions preconditions, Preferences preferences, byte[] body) {

    /**
     * The headers that make an interaction conditional, each as it came.
     */
    public record Preconditions(Optional<String> ifMatch, Optional<String> ifNoneMatch,
            Optional<String> ifModifiedSince,
            Optional<String> ifNoneExist) {
    }

    /** {@code Prefer: return=…}: what a write answers with. */
    public enum Returning {
        MINIMAL, REPRESENTATION, OPERATION_OUTCOME
    }

    /**
     * The {@code Prefer} header (R4, section 3.1.0.1.8).
     *
     * @param lenient
     *            whether what is not known in a search is to be passed over ({@code handling=lenient}), told of in the
     *            answer
     * @param async
     *            {@code respond-async}
     */
    public record Preferences(Optional<Returning> returning, boolean lenient, boolean async) {

        public static final Preferences NONE = new Preferences(Optional.empty(), false, false);

        /** Preferences that are not known are passed over, as RFC 7240 asks. */
        public static Preferences parse(Collection<String> headers) {
            Preferences preferences = NONE;
            for (String header : headers) {
                for (String preference : header.split("[,;]")) {
                    preferences = preferences.with(preference.replace(" ", "").replace("\"", ""));
                }
            }
            return preferences;
        }

        private Preferences with(String preference) {
            return switch (preference) {
                case "return=minimal" -> returning(Returning.MINIMAL);
                case "return=representation" -> returning(Returning.REPRESENTATION);
                case "return=OperationOutcome" -> returning(Returning.OPERATION_OUTCOME);
                case "handling=lenient" -> new Preferences(returning, true, async);
                case "respond-async" -> new Preferences(returning, lenient, true);
                default -> this;
            };
        }

        /** The first of several counts. */
        private Preferences returning(Returning wanted) {
            return new Preferences(returning.or(() -> Optional.of(wanted)), lenient, async);
        }

        /** The same, answering writes so unless something was asked for. */
        public Preferences returningByDefault(Returning fallback) {
            return returning(fallback);
        }
    }

    /** Refuses every parameter: for interactions that take none. */
    public void refuseParameters() {
        if (!parameters.isEmpty()) {
            throw FhirRefusal.notSupported("Parameter '%s' is not supported for %s at /%s".formatted(
                    FhirRefusal.shorten(parameters.getFirst().name()), method, String.join("/", path)));
        }
    }
}
