package org.tributary.hub.fhir.operation;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.conformance.ProfileValidator;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.FhirOperation;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.FhirRequest;
import org.tributary.hub.fhir.exchange.OperationInput;
import org.tributary.hub.fhir.exchange.OperationOutcomes;
import org.tributary.hub.fhir.exchange.Permissions;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceReader;
import org.tributary.hub.store.ResourceTypes;
import org.tributary.hub.store.StoredResource;
import org.tributary.mapping.support.JsonGuard;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code $validate} on every type and resource (R4, operations of Resource): what is wrong with a resource, as an
 * OperationOutcome with HTTP 200 whatever it finds. Nothing is written. Without a resource in the body the stored one
 * is looked at.
 */
@Component
final class ValidateOperation implements FhirOperation {

    private static final Set<String> MODES = Set.of("create", "update", "delete", "profile");

    private final ReaderDatabase database;
    private final ResourceReader resources;
    private final ProfileValidator validator;
    private final StoredProfiles storedProfiles;

    ValidateOperation(ReaderDatabase database, ResourceReader resources, ProfileValidator validator,
            StoredProfiles storedProfiles) {
        this.storedProfiles = storedProfiles;
        this.database = database;
        this.resources = resources;
        this.validator = validator;
    }

    @Override
    public Signature signature() {
        return new Signature("validate", "http://hl7.org/fhir/OperationDefinition/Resource-validate",
                ResourceTypes.all(), Set.of(Level.TYPE, Level.INSTANCE), false, Set.of("resource", "mode", "profile"));
    }

    /** What is wrong with the resource's structure is an answer, not a refusal. */
    @Override
    public Answer call(FhirRequest request, Target target) {
        try {
            return FhirOperation.super.call(request, target);
        } catch (FhirRefusal refusal) {
            if (request.body().length > 0 && JsonGuard.check(request.body()).isEmpty() && isAboutStructure(refusal)) {
                return Answer.of(200, OperationOutcomes.of(refusal));
            }
            throw refusal;
        }
    }

    /** The structural check finds what keeps HAPI's validator from reading the resource at all. */
    private static boolean isAboutStructure(FhirRefusal refusal) {
        return refusal.issues().stream().allMatch(issue -> issue.code() == IssueType.STRUCTURE);
    }

    @Override
    public Answer answer(FhirRequest request, Target target, OperationInput input) {
        Optional<String> mode = input.findText("mode");
        if (mode.isPresent() && !MODES.contains(mode.get())) {
            throw FhirRefusal.invalid("mode must be create, update, delete or profile");
        }
        List<String> profiles = input.listTexts("profile");
        String type = switch (target) {
            case Instance instance -> instance.key().type();
            case Type of -> of.type();
            case System system -> throw new IllegalStateException("Not offered on the system");
        };
        Optional<StoredResource> stored = target instanceof Instance instance
                ? Optional.of(stored(request, instance.key()))
                : Optional.empty();
        if (mode.filter("delete"::equals).isPresent()) {
            return delete(request, stored);
        }
        if (mode.filter("update"::equals).isPresent() && stored.isEmpty()) {
            throw FhirRefusal.invalid("mode update is for one resource: " + type + "/{id}/$validate");
        }
        byte[] json = input.findResource("resource")
                .or(() -> stored.map(StoredResource::json))
                .orElseThrow(() -> FhirRefusal.invalid("Parameter 'resource' must be given: what to validate"));
        JsonNode resource = JsonMapper.shared().readTree(json);
        if (!resource.path("resourceType").asString().equals(type)) {
            throw FhirRefusal.invalid("The resource is a %s, not a %s"
                    .formatted(resource.path("resourceType").asString(), type));
        }
        OperationOutcome outcome = validate(request, json, resource, profiles);
        stored.filter(current -> mode.filter("update"::equals).isPresent())
                .filter(current -> !current.key().id().equals(resource.path("id").asString("")))
                .ifPresent(current -> addWrongId(outcome, current.key()));
        return Answer.of(200, FhirContext.forR4Cached()
                .newJsonParser()
                .encodeResourceToString(outcome)
                .getBytes(StandardCharsets.UTF_8));
    }

    /** Profiles that clients have stored count for those who see them. */
    private OperationOutcome validate(FhirRequest request, byte[] json, JsonNode resource, List<String> profiles) {
        Set<String> claimed = new LinkedHashSet<>(profiles);
        resource.at("/meta/profile").forEach(profile -> claimed.add(profile.asString("")));
        Map<String, byte[]> own = storedProfiles.find(request.caller(), claimed);
        profiles.stream()
                .filter(profile -> !own.containsKey(profile.split("\\|", 2)[0]) && !validator.knows(profile))
                .findFirst()
                .ifPresent(profile -> {
                    throw FhirRefusal
                            .notSupported("profile: '" + FhirRefusal.shorten(profile) + "' is not known to the hub");
                });
        return validator.validate(json, profiles, List.copyOf(own.values()));
    }

    private static void addWrongId(OperationOutcome outcome, ResourceKey key) {
        outcome.addIssue()
                .setSeverity(IssueSeverity.ERROR)
                .setCode(IssueType.INVALID)
                .setDiagnostics("The resource's id is not that of the URL, as an update needs: " + key.reference())
                .addExpression(key.type() + ".id");
    }

    private StoredResource stored(FhirRequest request, ResourceKey key) {
        Permissions.require(request.caller(), Interaction.READ, key.type());
        return database.read(request.caller(), transaction -> resources.find(transaction, key))
                .filter(resource -> !resource.deleted())
                .orElseThrow(() -> FhirRefusal.notFound(key.reference()));
    }

    private static Answer delete(FhirRequest request, Optional<StoredResource> stored) {
        ResourceKey key = stored.map(StoredResource::key)
                .orElseThrow(() -> FhirRefusal.invalid("mode delete is for one resource: {type}/{id}/$validate"));
        Permissions.require(request.caller(), Interaction.DELETE, key.type());
        return Answer.of(200,
                OperationOutcomes.success(key.reference() + " is there and may be deleted by its publisher"));
    }
}
