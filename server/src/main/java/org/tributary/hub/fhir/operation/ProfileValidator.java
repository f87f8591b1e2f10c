package org.tributary.hub.fhir.operation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ValidationOptions;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.tributary.hub.fhir.terminology.Definitions;

/**
 * HAPI's validator over R4's and the hub's own profiles and code systems. It fetches nothing from anywhere. Made when
 * first used, which takes some seconds and 160 MB that then stay.
 */
@Component
final class ProfileValidator {

    private final Definitions definitions;
    private final Supplier<IValidationSupport> support = SingletonSupplier.of(this::support);
    private final Supplier<FhirValidator> validator = SingletonSupplier.of(this::validator);

    ProfileValidator(Definitions definitions) {
        this.definitions = definitions;
    }

    boolean knows(String profile) {
        return support.get().fetchStructureDefinition(profile) != null;
    }

    /**
     * What is wrong with a resource by its type, by the profiles it claims and by these; at least one issue.
     *
     * @param json
     *            one that has passed the JSON guard
     */
    OperationOutcome validate(byte[] json, Iterable<String> profiles) {
        ValidationOptions options = new ValidationOptions();
        profiles.forEach(options::addProfile);
        return (OperationOutcome) validator.get()
                .validateWithResult(new String(json, StandardCharsets.UTF_8), options)
                .toOperationOutcome();
    }

    private FhirValidator validator() {
        FhirInstanceValidator instances = new FhirInstanceValidator(support.get());
        instances.setAnyExtensionsAllowed(true);
        instances.setErrorForUnknownProfiles(false);
        instances.setBestPracticeWarningLevel(BestPracticeWarningLevel.Hint);
        return FhirContext.forR4Cached()
                .newValidator()
                .setValidateAgainstStandardSchema(false)
                .setValidateAgainstStandardSchematron(false)
                .registerValidatorModule(instances);
    }

    private IValidationSupport support() {
        FhirContext r4 = FhirContext.forR4Cached();
        UnknownCodeSystemWarningValidationSupport unknownSystems = new UnknownCodeSystemWarningValidationSupport(r4);
        unknownSystems.setNonExistentCodeSystemSeverity(IValidationSupport.IssueSeverity.WARNING);
        return new ValidationSupportChain(definitions.r4Structures(), definitions.hub(),
                new CommonCodeSystemsTerminologyService(r4), new InMemoryTerminologyServerValidationSupport(r4),
                new SnapshotGeneratingValidationSupport(r4), unknownSystems);
    }
}
