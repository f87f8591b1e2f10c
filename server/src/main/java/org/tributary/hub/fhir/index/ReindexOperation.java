package org.tributary.hub.fhir.index;

import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.FhirOperation;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.FhirRequest;
import org.tributary.hub.fhir.exchange.JsonText;
import org.tributary.hub.fhir.exchange.OperationInput;
import org.tributary.hub.ingest.Reindex;
import org.tributary.hub.store.IndexRebuild;
import org.tributary.hub.store.IndexRebuild.Progress;

/**
 * {@code POST /$reindex}: has everything indexed anew in the background; {@code GET /$reindex} tells how far that is.
 * For the operator.
 */
@Component
final class ReindexOperation implements FhirOperation {

    private final ReaderDatabase database;
    private final Reindex reindex;
    private final IndexRebuild index;

    ReindexOperation(ReaderDatabase database, Reindex reindex, IndexRebuild index) {
        this.database = database;
        this.reindex = reindex;
        this.index = index;
    }

    @Override
    public Signature signature() {
        return new Signature("reindex", "https://tributary.example/fhir/OperationDefinition/reindex", Set.of(),
                Set.of(Level.SYSTEM), false, Set.of());
    }

    @Override
    public boolean writes(FhirRequest request) {
        return request.method().equals("POST");
    }

    @Override
    public Answer answer(FhirRequest request, Target target, OperationInput input) {
        if (!request.caller().everything()) {
            throw FhirRefusal.of(403, IssueType.FORBIDDEN, "Only the hub's operator can have everything indexed anew");
        }
        boolean asked = writes(request);
        if (asked) {
            reindex.requestAll();
        }
        List<Progress> left = database.read(Caller.hub(), index::list);
        return Answer.of(asked ? 202 : 200, JsonText.write(json -> {
            ProgressJson progress = new ProgressJson(json);
            progress.state(left.isEmpty() ? "ready" : "indexing");
            left.forEach(type -> progress.type(type, true));
            progress.end();
        }));
    }
}
