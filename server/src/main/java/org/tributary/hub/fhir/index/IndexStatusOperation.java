package org.tributary.hub.fhir.index;

import java.util.Set;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.FhirOperation;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.FhirRequest;
import org.tributary.hub.fhir.exchange.JsonText;
import org.tributary.hub.fhir.exchange.OperationInput;
import org.tributary.hub.fhir.exchange.Permissions;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceReader;
import org.tributary.hub.store.SearchParameterDefinitions;
import org.tributary.hub.store.SearchParameterDefinitions.Standing;
import org.tributary.hub.store.StoredResource;

/**
 * {@code GET /SearchParameter/{id}/$status}: whether searches can use it, and how far its types are indexed, in
 * hundredths: how many resources there are is not for everyone to know.
 */
@Component
final class IndexStatusOperation implements FhirOperation {

    private final ReaderDatabase database;
    private final ResourceReader reader;
    private final SearchParameterDefinitions definitions;

    IndexStatusOperation(ReaderDatabase database, ResourceReader reader, SearchParameterDefinitions definitions) {
        this.database = database;
        this.reader = reader;
        this.definitions = definitions;
    }

    @Override
    public Signature signature() {
        return new Signature("status", "https://tributary.example/fhir/OperationDefinition/search-parameter-status",
                Set.of("SearchParameter"), Set.of(Level.INSTANCE), false, Set.of());
    }

    @Override
    public Answer answer(FhirRequest request, Target target, OperationInput input) {
        ResourceKey key = ((Instance) target).key();
        Permissions.require(request.caller(), Interaction.READ, "SearchParameter");
        return database.read(request.caller(), transaction -> {
            StoredResource stored = reader.find(transaction, key)
                    .orElseThrow(() -> FhirRefusal.notFound(key.reference()));
            if (stored.deleted()) {
                throw FhirRefusal.deleted(key);
            }
            return Answer.of(200, JsonText.write(json -> {
                ProgressJson progress = new ProgressJson(json);
                definitions.find(transaction, key.id())
                        .ifPresentOrElse(standing -> tell(progress, standing),
                                () -> progress.state("not-in-force"));
                progress.end();
            }));
        });
    }

    private static void tell(ProgressJson progress, Standing standing) {
        progress.state(standing.ready() ? "ready" : "indexing");
        if (!standing.ready()) {
            progress.share(standing.types().size(), standing.left());
            standing.left().forEach(left -> progress.type(left, false));
        }
    }
}
