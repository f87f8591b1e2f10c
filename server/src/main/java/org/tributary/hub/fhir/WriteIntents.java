package org.tributary.hub.fhir;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.fhir.FhirSettings.ConditionalDelete;
import org.tributary.hub.fhir.WriteIntent.Matching;
import org.tributary.hub.fhir.WriteIntent.Named;
import org.tributary.hub.fhir.WriteIntent.Target;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.FhirRequest;
import org.tributary.hub.fhir.exchange.FhirRequest.Preconditions;
import org.tributary.hub.fhir.exchange.Permissions;
import org.tributary.hub.fhir.patch.ResourcePatch;
import org.tributary.hub.fhir.person.Persons;
import org.tributary.hub.store.ResourceBody;
import org.tributary.hub.store.ResourceKey;

/**
 * Understands writing interactions, alone or in a transaction: checks what the caller's token grants, the conditions
 * and the body, and refuses what an interaction does not take.
 */
@Component
final class WriteIntents {

    private final Conditions conditions;
    private final FhirSettings settings;
    private final Persons persons;

    WriteIntents(Conditions conditions, FhirSettings settings, Persons persons) {
        this.persons = persons;
        this.conditions = conditions;
        this.settings = settings;
    }

    /** What the interaction is to do, or a refusal. */
    WriteIntent of(FhirRequest request, Route.Write route) {
        return switch (route) {
            case Route.Create create -> create(request, create.type());
            case Route.Update update -> update(request, named(request, update.key()));
            case Route.UpdateMatching update -> update(request, matching(request, update.type()));
            case Route.Patch patch -> patch(request, named(request, patch.key()));
            case Route.PatchMatching patch -> patch(request, matching(request, patch.type()));
            case Route.Delete delete -> delete(request, named(request, delete.key()));
            case Route.DeleteMatching delete -> {
                if (settings.conditionalDelete() == ConditionalDelete.OFF) {
                    throw FhirRefusal.notSupported("Conditional delete is switched off here");
                }
                yield delete(request, matching(request, delete.type()));
            }
        };
    }

    private WriteIntent create(FhirRequest request, String type) {
        Permissions.require(request.caller(), Interaction.CREATE, type);
        request.refuseParameters();
        Preconditions given = request.preconditions();
        refuse(given.ifMatch(), "If-Match", "create");
        refuse(given.ifNoneMatch(), "If-None-Match", "create");
        refuse(given.ifModifiedSince(), "If-Modified-Since", "create");
        Optional<Condition> unless = given.ifNoneExist()
                .map(header -> conditions.ofHeader(request, type, header));
        ResourceKey key = newKey(type);
        return new WriteIntent.Create(key, SentResource.parse(request.body(), type).withId(key.id()), unless);
    }

    private WriteIntent update(FhirRequest request, Target target) {
        Permissions.require(request.caller(), Interaction.UPDATE, target.type());
        Preconditions given = request.preconditions();
        refuse(given.ifNoneExist(), "If-None-Exist", "update");
        refuse(given.ifModifiedSince(), "If-Modified-Since", "update");
        boolean onlyNew = given.ifNoneMatch().filter(WriteIntents::isAny).isPresent();
        if (!onlyNew) {
            refuse(given.ifNoneMatch(), "If-None-Match with anything but *", "update");
        }
        ResourceBody body = switch (target) {
            case Named named -> SentResource.parseFor(request.body(), named.key());
            case Matching matching -> SentResource.parse(request.body(), matching.type());
        };
        return new WriteIntent.Update(target, body, ifMatch(given), onlyNew);
    }

    private static boolean isAny(String ifNoneMatch) {
        return ifNoneMatch.strip().equals("*");
    }

    /** A patch can tell what it changes from what it does not, so it asks for the permission to read as well. */
    private static WriteIntent patch(FhirRequest request, Target target) {
        Permissions.require(request.caller(), Interaction.UPDATE, target.type());
        Permissions.require(request.caller(), Interaction.READ, target.type());
        refuseOthers(request.preconditions(), "patch");
        return new WriteIntent.Patch(target, ResourcePatch.parse(request.body()), ifMatch(request.preconditions()));
    }

    private WriteIntent delete(FhirRequest request, Target target) {
        Permissions.require(request.caller(), Interaction.DELETE, target.type());
        refuseOthers(request.preconditions(), "delete");
        return new WriteIntent.Delete(target, ifMatch(request.preconditions()),
                settings.conditionalDelete() == ConditionalDelete.MULTIPLE);
    }

    private Target named(FhirRequest request, ResourceKey key) {
        request.refuseParameters();
        persons.refuseWrite(request, key);
        return new Named(key);
    }

    private Target matching(FhirRequest request, String type) {
        return new Matching(conditions.of(request.caller(), type, request.parameters()));
    }

    private static OptionalInt ifMatch(Preconditions given) {
        return given.ifMatch().isPresent()
                ? OptionalInt.of(EntityTags.parseIfMatch(given.ifMatch().get()))
                : OptionalInt.empty();
    }

    private static void refuseOthers(Preconditions given, String interaction) {
        refuse(given.ifNoneExist(), "If-None-Exist", interaction);
        refuse(given.ifNoneMatch(), "If-None-Match", interaction);
        refuse(given.ifModifiedSince(), "If-Modified-Since", interaction);
    }

    /** A condition that is not looked at must not look as if it had been met. */
    private static void refuse(Optional<String> condition, String name, String interaction) {
        if (condition.isPresent()) {
            throw FhirRefusal.notSupported("%s is not supported for %s".formatted(name, interaction));
        }
    }

    static ResourceKey newKey(String type) {
        return new ResourceKey(type, UUID.randomUUID().toString());
    }
}
