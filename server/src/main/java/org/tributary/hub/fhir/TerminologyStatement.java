package org.tributary.hub.fhir;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.TerminologyCapabilities;
import org.hl7.fhir.r4.model.TerminologyCapabilities.CapabilityStatementKind;
import org.hl7.fhir.r4.model.TerminologyCapabilities.CodeSearchSupport;
import org.tributary.hub.fhir.exchange.FhirOperation.Signature;

/**
 * The TerminologyCapabilities (R4, section 3.1.0.10, mode {@code terminology}): how the hub answers about codes. The
 * code systems that it knows differ from caller to caller, and are found by a search for them.
 */
final class TerminologyStatement {

    private TerminologyStatement() {
    }

    static TerminologyCapabilities of(Instant started, List<Signature> operations, Optional<String> base) {
        TerminologyCapabilities statement = new TerminologyCapabilities();
        statement.setName("TributaryTerminology")
                .setTitle("What Tributary answers about codes")
                .setStatus(PublicationStatus.ACTIVE)
                .setDate(Date.from(started))
                .setDescription(
                        "Code systems, value sets and concept maps of the hub, of FHIR R4 and of those who publish "
                                + "here; which ones there are, a search tells")
                .setKind(CapabilityStatementKind.INSTANCE)
                .setCodeSearch(CodeSearchSupport.EXPLICIT);
        statement.getSoftware().setName("Tributary");
        statement.getImplementation().setDescription("Tributary's FHIR R4 door");
        base.ifPresent(statement.getImplementation()::setUrl);
        statement.getExpansion().setHierarchical(false).setPaging(true).setIncomplete(false);
        operations.stream()
                .filter(operation -> operation.name().equals("expand"))
                .flatMap(operation -> operation.parameters().stream().sorted())
                .forEach(name -> statement.getExpansion().addParameter().setName(name));
        statement.getValidateCode().setTranslations(false);
        statement.getTranslation().setNeedsMap(false);
        return statement;
    }
}
