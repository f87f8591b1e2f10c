package org.tributary.hub.fhir;

import java.util.List;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.springframework.stereotype.Component;
import org.tributary.hub.fhir.audit.AuditEvents;
import org.tributary.hub.fhir.audit.TrailId;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.FhirOperation;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.FhirRequest;
import org.tributary.hub.fhir.exchange.FhirRequest.Preconditions;
import org.tributary.hub.fhir.person.PersonSearch;
import org.tributary.hub.fhir.person.Persons;
import org.tributary.hub.store.ResourceKey;

/** Every interaction of the door, each checked against what the caller's token grants before anything is done. */
@Component
final class FhirDoor {

    private static final Route.Search TRAIL = Route.Search.ofType("AuditEvent");

    private final InstanceReads reads;
    private final SearchInteraction search;
    private final HistoryReads history;
    private final WriteDoor writes;
    private final Transaction transaction;
    private final Batch batch;
    private final Operations operations;
    private final AuditEvents auditEvents;
    private final Persons persons;
    private final PersonSearch personSearch;
    private final Capabilities capabilities;

    FhirDoor(InstanceReads reads, SearchInteraction search, HistoryReads history, WriteDoor writes,
            Operations operations, AuditEvents auditEvents, Persons persons, PersonSearch personSearch,
            Capabilities capabilities, Rendering rendering) {
        this.reads = reads;
        this.search = search;
        this.history = history;
        this.writes = writes;
        this.transaction = new Transaction(writes, operations, this::answer, rendering);
        this.batch = new Batch(this::answer, rendering);
        this.operations = operations;
        this.auditEvents = auditEvents;
        this.persons = persons;
        this.personSearch = personSearch;
        this.capabilities = capabilities;
    }

    /**
     * What the interaction answers; both refusals of this door and exceptions of what lies behind it are thrown, for
     * {@link Refusals} to turn into an OperationOutcome.
     */
    Answer answer(FhirRequest request) {
        Route route = Route.of(request.method(), request.path());
        if (!(route instanceof Route.Write)) {
            refuseUnusedPreconditions(route, request.preconditions());
        }
        if (route instanceof Route.Read || route instanceof Route.ReadVersion
                || route instanceof Route.SubmitBundle) {
            request.refuseParameters();
        }
        if (route instanceof Route.Search && request.body().length > 0) {
            throw FhirRefusal.of(415, IssueType.NOTSUPPORTED,
                    "A search carries its parameters in the URL or as application/x-www-form-urlencoded");
        }
        return switch (route) {
            case Route.Capabilities metadata -> capabilities.answer(request);
            case Route.SubmitBundle bundle -> submit(request);
            case Route.Search searched when searched.equals(TRAIL) -> auditEvents.search(request,
                    stored -> search.answer(stored, searched));
            case Route.Search searched when searched.type().filter(PersonSearch.TYPE::equals).isPresent() ->
                personSearch.answer(request, searched.path(), searched.compartment());
            case Route.Search searched -> search.answer(request, searched);
            case Route.Write write -> writes.answer(request, write);
            case Route.Read read when isTrail(read.key()) -> auditEvents.read(request, read.key().id());
            case Route.Read read when Persons.isPerson(read.key()) -> persons.read(request, read.key().id(),
                    () -> reads.read(request, read.key()));
            case Route.Read read -> reads.read(request, read.key());
            case Route.ReadVersion read -> reads.readVersion(request, read.key(), read.version());
            case Route.History history -> this.history.answer(request, history.extent());
            case Route.Operation operation -> operate(request, operation);
        };
    }

    /** The hub's own audit trail is told as AuditEvents that are in no table of resources. */
    private static boolean isTrail(ResourceKey key) {
        return key.type().equals("AuditEvent") && TrailId.isTrail(key.id());
    }

    private Answer operate(FhirRequest request, Route.Operation called) {
        FhirOperation operation = operations.get(called.name(), called.target());
        if (operation.signature().changesState() && !request.method().equals("POST")) {
            throw FhirRefusal.methodNotAllowed(request.method(), String.join("/", request.path()), List.of("POST"));
        }
        return operation.call(request, called.target());
    }

    private Answer submit(FhirRequest request) {
        SubmittedBundle bundle = BundleReader.read(request.body());
        return switch (bundle.type()) {
            case TRANSACTION -> transaction.answer(request, bundle);
            case BATCH -> batch.answer(request, bundle);
        };
    }

    /** A condition that is not looked at must not look as if it had been met. */
    private static void refuseUnusedPreconditions(Route route, Preconditions conditions) {
        if (conditions.ifNoneExist().isPresent()) {
            throw FhirRefusal.notSupported("If-None-Exist is supported for create only");
        }
        if (conditions.ifMatch().isPresent()) {
            throw FhirRefusal.notSupported("If-Match is supported for update, patch and delete only");
        }
        if (route instanceof Route.SubmitBundle
                && (conditions.ifNoneMatch().isPresent() || conditions.ifModifiedSince().isPresent())) {
            throw FhirRefusal.notSupported("If-None-Match and If-Modified-Since are not supported for a Bundle");
        }
    }
}
