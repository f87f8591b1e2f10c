package org.tributary.hub.fhir;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.FhirOperation;
import org.tributary.hub.fhir.exchange.FhirRequest;
import org.tributary.hub.fhir.exchange.OperationInput;

/** {@code $versions} (R4, "Operation-versions" of CapabilityStatement): the one FHIR version that the door speaks. */
@Component
final class VersionsOperation implements FhirOperation {

    private static final byte[] ANSWER = """
            {"resourceType":"Parameters","parameter":[{"name":"version","valueCode":"4.0"},\
            {"name":"default","valueCode":"4.0"}]}""".getBytes(StandardCharsets.UTF_8);

    @Override
    public Signature signature() {
        return new Signature("versions", "http://hl7.org/fhir/OperationDefinition/CapabilityStatement-versions",
                Set.of(), Set.of(Level.SYSTEM), false,
                Set.of());
    }

    @Override
    public Answer answer(FhirRequest request, Target target, OperationInput input) {
        return Answer.of(200, ANSWER);
    }
}
