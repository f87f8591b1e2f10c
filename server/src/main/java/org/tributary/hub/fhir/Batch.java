package org.tributary.hub.fhir;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.tributary.hub.access.Caller;
import org.tributary.hub.fhir.SubmittedBundle.Entry;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.BundleWriter;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.FhirRequest;
import org.tributary.hub.fhir.exchange.FhirRequest.Returning;
import org.tributary.hub.fhir.exchange.RelativeUrl;

/** A batch (R4, section 3.1.0.11): each entry is an interaction of its own, whatever becomes of the others. */
final class Batch {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    private final Function<FhirRequest, Answer> door;

    /**
     * @param door
     *            answers one interaction
     */
    Batch(Function<FhirRequest, Answer> door) {
        this.door = door;
    }

    Answer answer(FhirRequest request, SubmittedBundle batch) {
        List<Answer> answers = batch.entries().stream().map(entry -> answer(request, entry)).toList();
        return Answer.of(200, BundleWriter.responses("batch-response", request.base(), answers));
    }

    /** The audit trail tells what each entry asked. */
    private static Caller asking(Caller caller, Entry entry) {
        return caller.asking(caller.asked().orElse("") + ", entry " + entry.index() + ": " + entry.method() + ' '
                + entry.url());
    }

    private Answer answer(FhirRequest request, Entry entry) {
        try {
            RelativeUrl target = entry.target();
            if (!METHODS.contains(entry.method())) {
                throw FhirRefusal.invalid("request.method is not one of HTTP's");
            }
            return door.apply(
                    new FhirRequest(asking(request.caller(), entry), request.base(), entry.method(), target.path(),
                            target.parameters(), List.of(), entry.preconditions(),
                            request.preferences().returningByDefault(Returning.MINIMAL), entry.resource()));
        } catch (RuntimeException e) {
            return Answer.of(Refusals.of(e).inEntry(entry.index()));
        }
    }
}
