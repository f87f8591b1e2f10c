package org.tributary.hub.fhir.terminology;

import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.OperationInput;
import org.tributary.hub.store.ResourceKey;

/** {@code CodeSystem/$subsumes}: how two codes lie to each other in their hierarchy. */
@Component
final class SubsumesOperation extends TerminologyOperation {

    private final Library library;

    SubsumesOperation(ReaderDatabase database, Library library, RemoteTerminology remote) {
        super("subsumes", "CodeSystem", Set.of(Level.TYPE, Level.INSTANCE),
                Set.of("codeA", "codeB", "codingA", "codingB", "system", "version"), database, remote);
        this.library = library;
    }

    @Override
    Answer answer(ReadTransaction transaction, Optional<ResourceKey> instance, OperationInput input) {
        Codings a = Codings.read(input, "codeA", "codingA", "-").getFirst();
        Codings b = Codings.read(input, "codeB", "codingB", "-").getFirst();
        CodeSystemContent system = instance
                .map(key -> library.findCodeSystem(transaction, key)
                        .orElseThrow(() -> FhirRefusal.notFound(key.reference())))
                .orElseGet(() -> library.codeSystem(transaction, a.canonical()
                        .orElseThrow(() -> FhirRefusal.invalid("Parameter 'system' must be given"))));
        for (Codings coding : new Codings[]{a, b}) {
            if (coding.system().isPresent() && !coding.system().get().equals(system.url())) {
                throw FhirRefusal.invalid("Both codes must be of the code system " + system.url());
            }
        }
        Concept first = concept(system, a);
        Concept second = concept(system, b);
        String outcome = first == second
                ? "equivalent"
                : system.descendants(first).get(second.place())
                        ? "subsumes"
                        : system.ancestors(first).get(second.place()) ? "subsumed-by" : "not-subsumed";
        return new ParametersJson().add("outcome", "valueCode", outcome).answer();
    }

    private static Concept concept(CodeSystemContent system, Codings coding) {
        return system.findConcept(coding.code())
                .orElseThrow(() -> FhirRefusal.of(404, IssueType.NOTFOUND, "The code '%s' is not in %s"
                        .formatted(FhirRefusal.shorten(coding.code()), system.url())));
    }
}
