package org.tributary.hub.fhir;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.springframework.stereotype.Component;
import org.tributary.hub.fhir.exchange.FhirOperation;
import org.tributary.hub.fhir.exchange.FhirOperation.Signature;
import org.tributary.hub.fhir.exchange.FhirOperation.Target;
import org.tributary.hub.fhir.exchange.FhirRefusal;

/** The door's operations, by name. Several may share one, each for types of its own. */
@Component
final class Operations {

    private final Map<String, List<FhirOperation>> byName;

    Operations(List<FhirOperation> operations) {
        this.byName = operations.stream().collect(Collectors.groupingBy(operation -> operation.signature().name()));
    }

    /** The operation of that name at that place, or a refusal. */
    FhirOperation get(String name, Target target) {
        return byName.getOrDefault(name, List.of())
                .stream()
                .filter(operation -> operation.signature().offers(target))
                .findFirst()
                .orElseThrow(() -> FhirRefusal.of(404, IssueType.NOTSUPPORTED,
                        "Operation $%s is not supported on %s".formatted(FhirRefusal.shorten(name), target.words())));
    }

    /** What all offer, by name. */
    List<Signature> list() {
        return byName.values()
                .stream()
                .flatMap(List::stream)
                .map(FhirOperation::signature)
                .sorted(Comparator.comparing(Signature::name).thenComparing(Signature::definition))
                .toList();
    }
}
