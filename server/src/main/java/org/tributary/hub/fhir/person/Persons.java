package org.tributary.hub.fhir.person;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.FhirRequest;
import org.tributary.hub.fhir.exchange.Permissions;
import org.tributary.hub.identity.PersonRecord;
import org.tributary.hub.identity.PersonRecords;
import org.tributary.hub.store.ResourceKey;

/**
 * The persons that the hub keeps, as Person resources: made when they are read, of what the caller sees. Persons that
 * publishers have sent are records as any other.
 */
@Component
public final class Persons {

    static final String TYPE = "Person";

    private final ReaderDatabase database;
    private final PersonRecords records;

    Persons(ReaderDatabase database, PersonRecords records) {
        this.database = database;
        this.records = records;
    }

    public static boolean isPerson(ResourceKey key) {
        return key.type().equals(TYPE);
    }

    /**
     * One person. For the id of one that was retired, the one that stays, under its own id.
     *
     * @param stored
     *            answers the read of a Person that a publisher has sent
     */
    public Answer read(FhirRequest request, String id, Supplier<Answer> stored) {
        Permissions.require(request.caller(), Interaction.READ, TYPE);
        return database.read(request.caller(), transaction -> records.find(transaction, id))
                .map(person -> answer(request, person))
                .orElseGet(stored);
    }

    private static Answer answer(FhirRequest request, PersonRecord person) {
        PersonJson.Written written = PersonJson.write(person);
        String tag = "W/\"" + written.version() + '"';
        boolean known = request.preconditions().ifNoneMatch().filter(tags -> tags.contains(tag)).isPresent();
        return new Answer(known ? 304 : 200, known ? Optional.empty() : Optional.of(written.json()),
                OptionalInt.empty(), Optional.of(person.lastChanged()), Optional.empty(), Map.of(), false)
                .withHeader("ETag", tag)
                .withHeader("Content-Location", request.base() + '/' + TYPE + '/' + person.id());
    }

    /** Refuses to write what the hub keeps itself: who is who is decided, not stored. */
    public void refuseWrite(FhirRequest request, ResourceKey key) {
        if (isPerson(key) && database.read(request.caller().askingNothing(),
                transaction -> records.isVisible(transaction, key.id()))) {
            throw FhirRefusal.methodNotAllowed(request.method(), String.join("/", request.path()), List.of("GET"));
        }
    }
}
