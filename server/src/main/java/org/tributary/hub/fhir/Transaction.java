package org.tributary.hub.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import org.tributary.hub.fhir.SubmittedBundle.Entry;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.BundleWriter;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.FhirRequest;

/**
 * A transaction (R4, RESTful API, "transaction"): its creates, updates, patches and deletes are done together or not at
 * all. Its reads, searches and operations are answered once the writes are committed, and so see them; a read that
 * finds nothing is told in its own entry.
 */
final class Transaction {

    private final WriteDoor writes;
    private final Operations operations;
    private final Function<FhirRequest, Answer> door;
    private final Rendering rendering;

    /**
     * @param door
     *            answers one interaction
     */
    Transaction(WriteDoor writes, Operations operations, Function<FhirRequest, Answer> door, Rendering rendering) {
        this.writes = writes;
        this.operations = operations;
        this.door = door;
        this.rendering = rendering;
    }

    Answer answer(FhirRequest request, SubmittedBundle bundle) {
        List<IntendedWrites.Entry> writing = new ArrayList<>();
        List<Entry> reading = new ArrayList<>();
        for (Entry entry : bundle.entries()) {
            try {
                FhirRequest interaction = entry.request(request);
                Route route = Route.of(interaction.method(), interaction.path());
                if (route instanceof Route.Write write) {
                    writing.add(new IntendedWrites.Entry(OptionalInt.of(entry.index()), entry.fullUrl(),
                            writes.intentOf(interaction, write)));
                } else {
                    refuseWriting(route, interaction);
                    reading.add(entry);
                }
            } catch (RuntimeException e) {
                throw Refusals.of(e).inEntry(entry.index());
            }
        }
        Answer[] answers = new Answer[bundle.entries().size()];
        List<Answer> written = writes.answers(request, writing);
        for (int i = 0; i < written.size(); i++) {
            answers[writing.get(i).index().orElseThrow()] = written.get(i);
        }
        for (Entry entry : reading) {
            answers[entry.index()] = read(request, entry);
        }
        return Answer.of(200, BundleWriter.responses("transaction-response", request.base(), List.of(answers)));
    }

    /** An operation that writes would be committed by itself, whatever becomes of the rest. */
    private void refuseWriting(Route route, FhirRequest interaction) {
        if (route instanceof Route.Operation called
                && operations.get(called.name(), called.target()).writes(interaction)) {
            throw FhirRefusal.notSupported(
                    "A transaction takes operations that only read; send $%s in a batch or alone".formatted(
                            called.name()));
        }
    }

    private Answer read(FhirRequest request, Entry entry) {
        try {
            return entry.answered(door.apply(entry.request(request)), rendering);
        } catch (RuntimeException e) {
            return Answer.of(Refusals.of(e).inEntry(entry.index()));
        }
    }
}
