package org.tributary.hub.fhir;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.BundleWriter;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.FhirRequest;
import org.tributary.hub.fhir.exchange.JsonText;
import org.tributary.hub.fhir.exchange.Permissions;
import org.tributary.hub.store.HistoryPage;
import org.tributary.hub.store.HistoryQuery;
import org.tributary.hub.store.HistoryQuery.At;
import org.tributary.hub.store.HistoryQuery.Extent;
import org.tributary.hub.store.ResourceHistory;
import org.tributary.hub.store.ResourceSearch.Parameter;

/** The history of a resource, of a type and of the whole system (R4, RESTful API, "history"). */
@Component
final class HistoryReads {

    static final int DEFAULT_COUNT = 20;
    static final int MAX_COUNT = 1000;

    /** How often, and after how many milliseconds, a history that a running write may yet join is asked for again. */
    private static final int TRIES = 10;
    private static final int PAUSE_MILLIS = 20;

    private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");

    private final ReaderDatabase database;
    private final ResourceHistory history;

    HistoryReads(ReaderDatabase database, ResourceHistory history) {
        this.database = database;
        this.history = history;
    }

    Answer answer(FhirRequest request, Extent extent) {
        Permissions.require(request.caller(), Interaction.READ, switch (extent) {
            case HistoryQuery.OfInstance instance -> instance.key().type();
            case HistoryQuery.OfType type -> type.type();
            case HistoryQuery.OfSystem system -> "*";
        });
        HistoryQuery query = query(request, extent);
        HistoryPage page = settled(() -> database.read(request.caller(),
                transaction -> history.list(transaction, query)));
        if (extent instanceof HistoryQuery.OfInstance instance && page.versions().isEmpty()
                && !isKnown(request, instance)) {
            throw FhirRefusal.notFound(instance.key().reference());
        }
        return Answer.of(200, bundle(request, extent, page));
    }

    /**
     * Waits a little for the writes under way, so that a client finds in a history what it wrote just before. What is
     * longer under way is in the next answer.
     */
    private static HistoryPage settled(Supplier<HistoryPage> read) {
        HistoryPage page = read.get();
        for (int tries = 1; tries < TRIES && !page.settled(); tries++) {
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return page;
            }
            page = read.get();
        }
        return page;
    }

    /** A resource may have no version in the time that was asked for. */
    private boolean isKnown(FhirRequest request, HistoryQuery.OfInstance instance) {
        HistoryQuery any = new HistoryQuery(instance, Optional.empty(), Optional.empty(), 1, Optional.empty());
        return !database.read(request.caller(), transaction -> history.list(transaction, any)).versions().isEmpty();
    }

    private static HistoryQuery query(FhirRequest request, Extent extent) {
        int count = DEFAULT_COUNT;
        Optional<String> cursor = Optional.empty();
        Optional<Instant> since = Optional.empty();
        Optional<At> at = Optional.empty();
        Set<String> given = new HashSet<>();
        for (Parameter parameter : request.parameters()) {
            String value = parameter.value();
            if (!given.add(parameter.name())) {
                throw FhirRefusal.invalid("Parameter '%s' is given more than once".formatted(
                        FhirRefusal.shorten(parameter.name())));
            }
            switch (parameter.name()) {
                case "_count" -> count = count(value);
                case "_cursor" -> cursor = Optional.of(value);
                case "_since" -> since = Optional.of(time("_since", value).from());
                case "_at" -> at = Optional.of(time("_at", value));
                default -> throw FhirRefusal.notSupported("Parameter '%s' is not supported for history".formatted(
                        FhirRefusal.shorten(parameter.name())));
            }
        }
        return new HistoryQuery(extent, since, at, count, cursor);
    }

    private static At time(String name, String value) {
        // In a query that was not encoded the plus sign of a zone has become a blank.
        return At.parse(value.replace(' ', '+'))
                .orElseThrow(() -> FhirRefusal.invalid(name + " is not a date or time such as 2024-05-01T10:00:00Z"));
    }

    private static int count(String value) {
        if (!COUNT.matcher(value).matches() || Integer.parseInt(value) == 0) {
            throw FhirRefusal.invalid("_count is not a whole number above 0");
        }
        return Math.min(MAX_COUNT, Integer.parseInt(value));
    }

    private static byte[] bundle(FhirRequest request, Extent extent, HistoryPage page) {
        List<Parameter> links = new ArrayList<>(request.parameters());
        links.addAll(request.presentation());
        return JsonText.write(json -> {
            BundleWriter bundle = new BundleWriter(json, request.base());
            bundle.start("history");
            page.total().ifPresent(bundle::total);
            bundle.links(switch (extent) {
                case HistoryQuery.OfInstance instance -> instance.key().reference() + "/_history";
                case HistoryQuery.OfType type -> type.type() + "/_history";
                case HistoryQuery.OfSystem system -> "_history";
            }, links, page.next());
            page.versions().forEach(bundle::version);
            bundle.end();
        });
    }
}
