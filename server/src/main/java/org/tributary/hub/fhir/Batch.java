package org.tributary.hub.fhir;

import java.util.List;
import java.util.function.Function;
import org.tributary.hub.fhir.SubmittedBundle.Entry;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.BundleWriter;
import org.tributary.hub.fhir.exchange.FhirRequest;

/** A batch (R4, section 3.1.0.11): each entry is an interaction of its own, whatever becomes of the others. */
final class Batch {

    private final Function<FhirRequest, Answer> door;
    private final Rendering rendering;

    /**
     * @param door
     *            answers one interaction
     */
    Batch(Function<FhirRequest, Answer> door, Rendering rendering) {
        this.door = door;
        this.rendering = rendering;
    }

    Answer answer(FhirRequest request, SubmittedBundle batch) {
        List<Answer> answers = batch.entries().stream().map(entry -> answer(request, entry)).toList();
        return Answer.of(200, BundleWriter.responses("batch-response", request.base(), answers));
    }

    private Answer answer(FhirRequest request, Entry entry) {
        try {
            return entry.answered(door.apply(entry.request(request)), rendering);
        } catch (RuntimeException e) {
            return Answer.of(Refusals.of(e).inEntry(entry.index()));
        }
    }
}
