package org.tributary.hub.fhir;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.springframework.stereotype.Component;
import org.tributary.hub.fhir.exchange.FhirOperation;
import org.tributary.hub.fhir.exchange.FhirOperation.Signature;
import org.tributary.hub.fhir.exchange.FhirOperation.Target;
import org.tributary.hub.fhir.exchange.FhirRefusal;

/** The door's operations, by name. */
@Component
final class Operations {

    private final Map<String, FhirOperation> byName;

    Operations(List<FhirOperation> operations) {
        this.byName = operations.stream()
                .collect(Collectors.toUnmodifiableMap(operation -> operation.signature().name(), Function.identity()));
    }

    /** The operation of that name at that place, or a refusal. */
    FhirOperation get(String name, Target target) {
        FhirOperation operation = byName.get(name);
        if (operation == null || !operation.signature().offers(target)) {
            throw FhirRefusal.of(404, IssueType.NOTSUPPORTED,
                    "Operation $%s is not supported on %s".formatted(FhirRefusal.shorten(name), target.words()));
        }
        return operation;
    }

    /** What all offer, by name. */
    List<Signature> list() {
        return byName.values()
                .stream()
                .map(FhirOperation::signature)
                .sorted(Comparator.comparing(Signature::name))
                .toList();
    }
}
