package org.tributary.hub.fhir.audit;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.AuditLines;
import org.tributary.hub.access.AuditQuery;
import org.tributary.hub.access.AuditedRequest;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.BundleWriter;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.FhirRequest;
import org.tributary.hub.fhir.exchange.JsonText;
import org.tributary.hub.fhir.exchange.Permissions;
import org.tributary.hub.store.ResourceSearch.Parameter;

/**
 * The hub's audit trail as AuditEvents, the newest first. AuditEvents that clients keep in the store are found behind
 * them: the page after the trail's last one is the first of the store's.
 */
@Component
public final class AuditEvents {

    private static final String TYPE = "AuditEvent";
    private static final String STORED = "stored";
    private static final String BEFORE = "before-";
    private static final int DEFAULT_COUNT = 20;
    private static final int MAX_COUNT = 1000;

    private final ReaderDatabase database;
    private final AuditLines lines;

    AuditEvents(ReaderDatabase database, AuditLines lines) {
        this.database = database;
        this.lines = lines;
    }

    /** One line. */
    public Answer read(FhirRequest request, String id) {
        Permissions.require(request.caller(), Interaction.READ, TYPE);
        AuditQuery query = AuditQueries.read(List.of(new Parameter("_id", id)))
                .orElseThrow(() -> FhirRefusal.notFound(TYPE + '/' + id));
        return database.read(request.caller(), transaction -> lines.list(transaction, query, 1, OptionalLong.empty()))
                .stream()
                .findFirst()
                .map(line -> Answer.versioned(200, 1, line.at()).withBody(AuditEventJson.write(line)))
                .orElseThrow(() -> FhirRefusal.notFound(TYPE + '/' + id));
    }

    /**
     * A page.
     *
     * @param stored
     *            answers the search over stored AuditEvents
     */
    public Answer search(FhirRequest request, Function<FhirRequest, Answer> stored) {
        Permissions.require(request.caller(), Interaction.SEARCH, TYPE);
        Optional<String> cursor = find(request, "_cursor");
        Optional<AuditQuery> query = AuditQueries.read(request.parameters());
        if (query.isEmpty() || cursor.filter(text -> !text.startsWith(BEFORE)).isPresent()) {
            return stored.apply(cursor.filter(STORED::equals).isPresent() ? withoutCursor(request) : request);
        }
        int count = count(request);
        OptionalLong before = cursor.map(text -> OptionalLong.of(line(text))).orElse(OptionalLong.empty());
        Page page = database.read(request.caller(), transaction -> page(transaction, request, query.get(), count,
                before));
        if (page.found().isEmpty() && cursor.isEmpty() && page.total().isEmpty()) {
            return stored.apply(request);
        }
        return Answer.of(200, bundle(request, page));
    }

    private record Page(List<AuditedRequest> found, Optional<String> next, OptionalLong total) {
    }

    private Page page(ReadTransaction transaction, FhirRequest request, AuditQuery query, int count,
            OptionalLong before) {
        boolean counts = count == 0 || find(request, "_total").filter(total -> !total.equals("none")).isPresent();
        OptionalLong total = counts ? OptionalLong.of(lines.count(transaction, query)) : OptionalLong.empty();
        List<AuditedRequest> found = count == 0 ? List.of() : lines.list(transaction, query, count + 1, before);
        boolean more = found.size() > count;
        List<AuditedRequest> page = more ? found.subList(0, count) : found;
        Optional<String> next = count == 0
                ? Optional.empty()
                : Optional.of(more ? BEFORE + page.getLast().id() : STORED);
        return new Page(page, next, total);
    }

    private static byte[] bundle(FhirRequest request, Page page) {
        return JsonText.write(json -> {
            BundleWriter bundle = new BundleWriter(json, request.base());
            bundle.start("searchset");
            page.total().ifPresent(bundle::total);
            bundle.links(TYPE, request.parameters(), page.next());
            page.found()
                    .forEach(line -> bundle.found(request.base() + '/' + TYPE + '/' + TrailId.of(line.id()),
                            AuditEventJson.write(line), "match"));
            bundle.end();
        });
    }

    private static int count(FhirRequest request) {
        String text = find(request, "_count").orElse(Integer.toString(DEFAULT_COUNT));
        if (!text.matches("[0-9]{1,9}")) {
            throw FhirRefusal.invalid("Parameter '_count': it must be an integer from 0");
        }
        return Math.min(MAX_COUNT, Integer.parseInt(text));
    }

    private static long line(String cursor) {
        String number = cursor.substring(BEFORE.length());
        if (!number.matches("[0-9]{1,18}")) {
            throw FhirRefusal.invalid("Parameter '_cursor': it is not a cursor that this hub gave");
        }
        return Long.parseLong(number);
    }

    private static FhirRequest withoutCursor(FhirRequest request) {
        return new FhirRequest(request.caller(), request.base(), request.method(), request.path(),
                request.parameters().stream().filter(parameter -> !parameter.name().equals("_cursor")).toList(),
                request.presentation(), request.preconditions(), request.preferences(), request.body());
    }

    private static Optional<String> find(FhirRequest request, String name) {
        return request.parameters()
                .stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .findFirst();
    }
}
