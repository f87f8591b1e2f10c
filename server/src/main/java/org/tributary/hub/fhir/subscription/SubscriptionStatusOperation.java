package org.tributary.hub.fhir.subscription;

import java.util.Set;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.FhirOperation;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.FhirRequest;
import org.tributary.hub.fhir.exchange.JsonText;
import org.tributary.hub.fhir.exchange.OperationInput;
import org.tributary.hub.fhir.exchange.Permissions;
import org.tributary.hub.fhir.subscription.SubscriptionTable.Report;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceReader;
import org.tributary.hub.store.StoredResource;
import tools.jackson.core.JsonGenerator;

/**
 * {@code GET /Subscription/{id}/$status}: how a Subscription goes, as Parameters. For those who act for its owner's
 * organisation, and the operator: others could learn from it what the owner sees.
 */
@Component
final class SubscriptionStatusOperation implements FhirOperation {

    private final ReaderDatabase database;
    private final ResourceReader reader;
    private final SubscriptionTable table;

    SubscriptionStatusOperation(ReaderDatabase database, ResourceReader reader, SubscriptionTable table) {
        this.database = database;
        this.reader = reader;
        this.table = table;
    }

    @Override
    public Signature signature() {
        return new Signature("status", "https://tributary.example/fhir/OperationDefinition/subscription-status",
                Set.of("Subscription"), Set.of(Level.INSTANCE), false,
                Set.of());
    }

    @Override
    public Answer answer(FhirRequest request, Target target, OperationInput input) {
        ResourceKey key = ((Instance) target).key();
        Permissions.require(request.caller(), Interaction.READ, "Subscription");
        return database.read(request.caller(), transaction -> {
            StoredResource stored = reader.find(transaction, key)
                    .orElseThrow(() -> FhirRefusal.notFound(key.reference()));
            if (stored.deleted()) {
                throw FhirRefusal.deleted(key);
            }
            Report report = table.findReport(transaction, key.id())
                    .filter(found -> mayKnow(request.caller(), found.owner()))
                    .orElseThrow(() -> FhirRefusal.notFound("The status of " + key.reference()));
            String status = SubscriptionRegistry.statusOf(StatusKeeper.parse(stored));
            return Answer.of(200, JsonText.write(json -> write(json, key, status, report)));
        });
    }

    private static boolean mayKnow(Caller caller, Caller owner) {
        return caller.everything() || caller.organisation().equals(owner.organisation());
    }

    private static void write(JsonGenerator json, ResourceKey key, String status, Report report) {
        json.writeStartObject();
        json.writeStringProperty("resourceType", "Parameters");
        json.writeArrayPropertyStart("parameter");
        json.writeStartObject();
        json.writeStringProperty("name", "subscription");
        json.writeObjectPropertyStart("valueReference");
        json.writeStringProperty("reference", key.reference());
        json.writeEndObject();
        json.writeEndObject();
        write(json, "status", "valueCode", status);
        write(json, "type", "valueCode", "query-status");
        write(json, "delivered", "valueString", Long.toString(report.delivered()));
        report.deliveredAt().ifPresent(time -> write(json, "last-delivered", "valueInstant", time.toString()));
        write(json, "pending", "valueString", Long.toString(report.pending()));
        write(json, "set-aside", "valueString", Long.toString(report.setAside()));
        write(json, "failures", "valueString", Integer.toString(report.failures()));
        report.failingSince().ifPresent(time -> {
            write(json, "failing-since", "valueInstant", time.toString());
            write(json, "next-attempt", "valueInstant", report.nextAttempt().toString());
        });
        report.problem().ifPresent(problem -> write(json, "error", "valueString", problem));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, String type, String value) {
        json.writeStartObject();
        json.writeStringProperty("name", name);
        json.writeStringProperty(type, value);
        json.writeEndObject();
    }
}
