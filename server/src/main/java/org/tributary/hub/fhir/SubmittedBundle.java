package org.tributary.hub.fhir;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tributary.hub.access.Caller;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.FhirRequest;
import org.tributary.hub.fhir.exchange.FhirRequest.Preconditions;
import org.tributary.hub.fhir.exchange.FhirRequest.Returning;
import org.tributary.hub.fhir.exchange.RelativeUrl;
import org.tributary.hub.store.ResourceSearch.Parameter;

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

        private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

        /**
         * The interaction as if it had been sent alone, by who sent the Bundle; it answers with a resource only if the
         * sender of the Bundle asks for it.
         */
        FhirRequest request(FhirRequest bundle) {
            RelativeUrl target = target(bundle.base());
            Map<Boolean, List<Parameter>> parts = Presentation.part(target.path(), target.parameters());
            return new FhirRequest(asking(bundle.caller()), bundle.base(), method, target.path(),
                    parts.getOrDefault(false, List.of()), parts.getOrDefault(true, List.of()),
                    preconditions, bundle.preferences().returningByDefault(Returning.MINIMAL), resource);
        }

        /** The audit trail tells what each entry asked. */
        private Caller asking(Caller caller) {
            return caller.asking(caller.asked().orElse("") + ", entry " + index + ": " + method + ' ' + url);
        }

        /**
         * The answer as the Bundle's response has it: with the elements that the entry's URL asks for, in the format of
         * the Bundle; that to HEAD without a body.
         */
        Answer answered(Answer answer, Rendering rendering) {
            if (method.equals("HEAD")) {
                return answer.withoutBody();
            }
            RelativeUrl target = RelativeUrl.parse(url);
            Presentation presentation = Presentation.ofEntry(
                    Presentation.part(target.path(), target.parameters()).getOrDefault(true, List.of()));
            return answer.body().map(json -> answer.withBody(rendering.render(json, presentation))).orElse(answer);
        }

        /** Where the request goes: below the base, as requests of Bundles are, though some clients name it. */
        private RelativeUrl target(String base) {
            if (method.isEmpty() || url.isEmpty()) {
                throw FhirRefusal.invalid("request.method or request.url is missing");
            }
            if (!METHODS.contains(method)) {
                throw FhirRefusal.invalid("request.method is not one of HTTP's");
            }
            RelativeUrl target = RelativeUrl.parse(url.startsWith(base + '/') ? url.substring(base.length()) : url);
            if (target.path().isEmpty()) {
                throw FhirRefusal.notSupported("A Bundle within a Bundle's request is not supported");
            }
            return target;
        }
    }
}
