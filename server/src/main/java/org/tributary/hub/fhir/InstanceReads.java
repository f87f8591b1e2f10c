package org.tributary.hub.fhir;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.BundleWriter;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.FhirRequest;
import org.tributary.hub.fhir.exchange.FhirRequest.Preconditions;
import org.tributary.hub.fhir.exchange.JsonText;
import org.tributary.hub.fhir.exchange.Permissions;
import org.tributary.hub.store.HistoryPage;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceReader;
import org.tributary.hub.store.ResourceSearch.Parameter;
import org.tributary.hub.store.StoredResource;

/** read, vread and instance history (R4, sections 3.1.0.2, 3.1.0.3 and 3.1.0.12). */
@Component
final class InstanceReads {

    static final int DEFAULT_COUNT = 20;
    static final int MAX_COUNT = 1000;

    private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");

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
        return isKnown(request.preconditions(), stored)
                ? Answer.versioned(304, stored.version(), stored.lastUpdated())
                : Answer.of(stored);
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

    Answer history(FhirRequest request, ResourceKey key) {
        Permissions.require(request.caller(), Interaction.READ, key.type());
        int count = DEFAULT_COUNT;
        Optional<String> cursor = Optional.empty();
        for (Parameter parameter : request.parameters()) {
            switch (parameter.name()) {
                case "_count" -> count = count(parameter.value());
                case "_cursor" -> cursor = Optional.of(parameter.value());
                default -> throw FhirRefusal.notSupported("Parameter '%s' is not supported for history".formatted(
                        FhirRefusal.shorten(parameter.name())));
            }
        }
        int versions = count;
        Optional<String> from = cursor;
        HistoryPage page = database.read(request.caller(),
                transaction -> reader.listHistory(transaction, key, versions, from));
        if (page.total() == 0) {
            throw FhirRefusal.notFound(key.reference());
        }
        return Answer.of(200, bundle(request, key, page));
    }

    private static int count(String value) {
        if (!COUNT.matcher(value).matches() || Integer.parseInt(value) == 0) {
            throw FhirRefusal.invalid("_count is not a whole number above 0");
        }
        return Math.min(MAX_COUNT, Integer.parseInt(value));
    }

    private static byte[] bundle(FhirRequest request, ResourceKey key, HistoryPage page) {
        return JsonText.write(json -> {
            BundleWriter bundle = new BundleWriter(json, request.base());
            bundle.start("history").total(page.total());
            bundle.links(key.reference() + "/_history", request.parameters(), page.next());
            page.versions().forEach(bundle::version);
            bundle.end();
        });
    }
}
