package org.tributary.hub.conformance;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.SingleValidationMessage;
import ca.uhn.fhir.validation.ValidationOptions;
import ca.uhn.fhir.validation.ValidationResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;
import org.hl7.fhir.utilities.i18n.I18nConstants;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * HAPI's validator over the profiles and code systems of R4, the hub and packages. It fetches nothing from anywhere.
 * Made when first used, which takes some seconds and 160 MB that then stay.
 */
@Component
public final class ProfileValidator {

    /** What the URLs of the hub's profiles start with. */
    static final String HUB_PROFILE = "https://tributary.example/fhir/StructureDefinition/";

    private static final Pattern WORD = Pattern.compile("(?<!^)(?=[A-Z])");

    private final Definitions definitions;
    private final Supplier<IValidationSupport> support = SingletonSupplier.of(this::support);
    private final Supplier<FhirValidator> validator = SingletonSupplier.of(() -> validator(this.support.get()));

    ProfileValidator(Definitions definitions) {
        this.definitions = definitions;
    }

    /** The hub's own profile of what its mappers make of a type; to know it takes no time. */
    public Optional<String> findProfile(String type) {
        String name = "tributary-" + WORD.matcher(type).replaceAll("-").toLowerCase(Locale.ROOT);
        boolean there = ProfileValidator.class.getResource("/structuredefinitions/" + name + ".json") != null;
        return there ? Optional.of(HUB_PROFILE + name) : Optional.empty();
    }

    /** Whether there is such a structure among R4's, the hub's and those of packages. */
    public boolean knows(String profile) {
        return support.get().fetchStructureDefinition(profile) != null;
    }

    /**
     * What is wrong with a resource by its type, by the profiles it claims and by these; at least one issue. Extensions
     * that carry elements of other versions of FHIR are let pass: the hub does not have those versions' definitions.
     *
     * @param json
     *            one that has passed the JSON guard
     */
    public OperationOutcome validate(byte[] json, Iterable<String> profiles) {
        return validate(validator.get(), json, profiles);
    }

    /**
     * The same, with structures that only this once are known.
     *
     * @param structures
     *            StructureDefinitions of R4 as JSON; what R4, the hub or packages define they cannot redefine
     */
    public OperationOutcome validate(byte[] json, Iterable<String> profiles, List<byte[]> structures) {
        if (structures.isEmpty()) {
            return validate(json, profiles);
        }
        FhirContext r4 = FhirContext.forR4Cached();
        PrePopulatedValidationSupport own = new PrePopulatedValidationSupport(r4);
        structures.forEach(structure -> own.addStructureDefinition(
                r4.newJsonParser().parseResource(new String(structure, StandardCharsets.UTF_8))));
        try {
            return validate(validator(new ValidationSupportChain(support.get(), own,
                    new SnapshotGeneratingValidationSupport(r4))), json, profiles);
        } catch (BaseServerResponseException | FHIRException e) {
            OperationOutcome outcome = new OperationOutcome();
            outcome.addIssue()
                    .setSeverity(IssueSeverity.FATAL)
                    .setCode(IssueType.PROCESSING)
                    .setDiagnostics("A profile that is stored here cannot be applied: " + e.getMessage());
            return outcome;
        }
    }

    private static OperationOutcome validate(FhirValidator validator, byte[] json, Iterable<String> profiles) {
        ValidationOptions options = new ValidationOptions();
        profiles.forEach(options::addProfile);
        List<SingleValidationMessage> messages = validator
                .validateWithResult(new String(json, StandardCharsets.UTF_8), options)
                .getMessages()
                .stream()
                .filter(message -> !I18nConstants.EXTENSION_EXT_VERSION_INVALID.equals(message.getMessageId()))
                .toList();
        return (OperationOutcome) new ValidationResult(FhirContext.forR4Cached(), messages).toOperationOutcome();
    }

    /** What of a resource is forbidden by R4, by the profiles it claims and by these. */
    public List<ProfileProblem> listProblems(byte[] json, Iterable<String> profiles) {
        return validate(json, profiles).getIssue()
                .stream()
                .filter(issue -> issue.getSeverity() == IssueSeverity.ERROR
                        || issue.getSeverity() == IssueSeverity.FATAL)
                .map(issue -> new ProfileProblem(path(issue), issue.getDiagnostics()))
                .toList();
    }

    private static String path(OperationOutcomeIssueComponent issue) {
        List<StringType> path = issue.hasExpression() ? issue.getExpression() : issue.getLocation();
        return path.isEmpty() ? "" : path.getFirst().getValue();
    }

    private static FhirValidator validator(IValidationSupport support) {
        FhirInstanceValidator instances = new FhirInstanceValidator(support);
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
