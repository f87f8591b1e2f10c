package org.tributary.hub.fhir;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.FhirRequest;
import org.tributary.hub.fhir.exchange.FhirRequest.Preconditions;
import org.tributary.hub.fhir.exchange.Permissions;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceReader;
import org.tributary.hub.store.StoredResource;

/** read and vread (R4, RESTful API, "read" and "vread"). */
@Component
final class InstanceReads {

    private final ReaderDatabase database;
    private final ResourceReader reader;

    InstanceReads(ReaderDatabase database, ResourceReader reader) {
        this.database = database;
        this.reader = reader;
    }

    Answer read(FhirRequest request, ResourceKey key) {
        Permissions.require(request.caller(), Interaction.READ, key.type());
        StoredResource stored = reader.find(database, request.caller(), key)
                .orElseThrow(() -> FhirRefusal.notFound(key.reference()));
        return answer(request, stored);
    }

    Answer readVersion(FhirRequest request, ResourceKey key, int version) {
        Permissions.require(request.caller(), Interaction.READ, key.type());
        StoredResource stored = database
                .read(request.caller(), transaction -> reader.findVersion(transaction, key, version))
                .orElseThrow(() -> FhirRefusal.notFound(key.reference() + "/_history/" + version));
        return answer(request, stored);
    }

    private static Answer answer(FhirRequest request, StoredResource stored) {
        if (stored.deleted()) {
            throw FhirRefusal.deleted(stored.key());
        }
        Answer answer = isKnown(request.preconditions(), stored)
                ? Answer.versioned(304, stored.version(), stored.lastUpdated())
                : Answer.of(stored);
        return answer.withHeader("Content-Location",
                request.base() + '/' + stored.key().reference() + "/_history/" + stored.version());
    }

    /** Whether the caller has this version already; If-None-Match rules out If-Modified-Since (RFC 9110, 13.1.3). */
    private static boolean isKnown(Preconditions conditions, StoredResource stored) {
        if (conditions.ifNoneMatch().isPresent()) {
            return EntityTags.parse("If-None-Match", conditions.ifNoneMatch().get()).contains(stored.version());
        }
        return conditions.ifModifiedSince()
                .map(since -> !stored.lastUpdated().truncatedTo(ChronoUnit.SECONDS).isAfter(httpDate(since)))
                .orElse(false);
    }

    private static Instant httpDate(String text) {
        try {
            return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        } catch (DateTimeException e) {
            throw FhirRefusal.invalid("If-Modified-Since is not an HTTP date");
        }
    }
}
