package org.tributary.hub.fhir.index;

import java.util.Optional;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.WriteTransaction;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.ingest.WriteCompanion;
import org.tributary.hub.store.ResourceBody;
import org.tributary.hub.store.SearchParameterDefinitions;
import org.tributary.hub.store.WriteOutcome;
import org.tributary.hub.store.WriteOutcome.Change;

/**
 * Goes along with writes of SearchParameters: active ones are in force from the write's own commit on, and out of force
 * once they are deleted or no longer active. They change what searches everybody can do and what every write costs, so
 * only the operator puts them in force; others may keep them with another status.
 */
@Component
final class SearchParameterRegistry implements WriteCompanion {

    private final SearchParameterDefinitions definitions;

    SearchParameterRegistry(SearchParameterDefinitions definitions) {
        this.definitions = definitions;
    }

    @Override
    public String type() {
        return "SearchParameter";
    }

    @Override
    public ResourceBody admit(Caller caller, ResourceBody body) {
        if (SearchParameterDefinitions.isMeant(body)) {
            requireOperator(caller);
        }
        return body;
    }

    @Override
    public void written(WriteTransaction transaction, Caller caller, WriteOutcome outcome,
            Optional<ResourceBody> body) {
        String id = outcome.key().id();
        Optional<ResourceBody> meant = body.filter(SearchParameterDefinitions::isMeant);
        if (outcome.change() != Change.ABSENT && meant.isPresent()) {
            definitions.put(transaction, id, meant.get());
        } else if (definitions.isInForce(transaction, id)) {
            requireOperator(caller);
            definitions.remove(transaction, id);
        }
    }

    private static void requireOperator(Caller caller) {
        if (!caller.everything()) {
            throw FhirRefusal.of(403, IssueType.FORBIDDEN, "Only the hub's operator can put search parameters in "
                    + "force or take them out of force; keep it as a draft");
        }
    }
}
