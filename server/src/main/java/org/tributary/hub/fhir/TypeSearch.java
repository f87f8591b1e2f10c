package org.tributary.hub.fhir;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.BundleWriter;
import org.tributary.hub.fhir.exchange.FhirRequest;
import org.tributary.hub.fhir.exchange.JsonText;
import org.tributary.hub.fhir.exchange.Permissions;
import org.tributary.hub.store.CompiledSearch;
import org.tributary.hub.store.ResourceSearch;
import org.tributary.hub.store.ResourceSearch.Parameter;
import org.tributary.hub.store.SearchPage;

/** Search over one type (R4, section 3.1.1): a searchset Bundle of the stored bytes. */
@Component
final class TypeSearch {

    private static final Parameter COUNT_SUMMARY = new Parameter("_summary", "count");

    private final ReaderDatabase database;
    private final ResourceSearch search;

    TypeSearch(ReaderDatabase database, ResourceSearch search) {
        this.database = database;
        this.search = search;
    }

    Answer answer(FhirRequest request, String type) {
        Permissions.require(request.caller(), Interaction.SEARCH, type);
        CompiledSearch compiled = search.compile(type, withoutSummary(request.parameters()));
        SearchPage page = database.read(request.caller(), transaction -> search.run(transaction, compiled));
        return Answer.of(200, bundle(request, type, page));
    }

    /** A summary that is a count is a page of nothing, with a total. */
    private static List<Parameter> withoutSummary(List<Parameter> parameters) {
        if (!parameters.contains(COUNT_SUMMARY)) {
            return parameters;
        }
        List<Parameter> counting = new ArrayList<>(parameters);
        counting.removeIf(parameter -> parameter.equals(COUNT_SUMMARY) || parameter.name().equals("_count"));
        counting.add(new Parameter("_count", "0"));
        return counting;
    }

    private static byte[] bundle(FhirRequest request, String type, SearchPage page) {
        return JsonText.write(json -> {
            BundleWriter bundle = new BundleWriter(json, request.base());
            bundle.start("searchset");
            page.total().ifPresent(bundle::total);
            bundle.links(type, request.parameters(), page.next());
            page.matches().forEach(match -> bundle.found(match, "match"));
            bundle.end();
        });
    }
}
