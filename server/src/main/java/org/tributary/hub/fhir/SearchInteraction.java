package org.tributary.hub.fhir;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.BundleWriter;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.FhirRefusal.Issue;
import org.tributary.hub.fhir.exchange.FhirRequest;
import org.tributary.hub.fhir.exchange.JsonText;
import org.tributary.hub.fhir.exchange.OperationOutcomes;
import org.tributary.hub.fhir.exchange.Permissions;
import org.tributary.hub.fhir.exchange.SearchNotices;
import org.tributary.hub.store.CompiledSearch;
import org.tributary.hub.store.ResourceSearch;
import org.tributary.hub.store.ResourceSearch.Parameter;
import org.tributary.hub.store.ResourceTypes;
import org.tributary.hub.store.SearchPage;
import org.tributary.hub.store.SearchTarget;

/**
 * Search over one type, a compartment or the whole system (R4, sections 3.1.0.9 and 3.1.1): a searchset Bundle of the
 * stored bytes. First an OperationOutcome if there is something to tell, then the matches, then what is included.
 */
@Component
final class SearchInteraction {

    private static final Parameter COUNT_SUMMARY = new Parameter("_summary", "count");
    private static final Parameter TEXT_SUMMARY = new Parameter("_summary", "text");

    private final ReaderDatabase database;
    private final ResourceSearch search;

    SearchInteraction(ReaderDatabase database, ResourceSearch search) {
        this.database = database;
        this.search = search;
    }

    /** Parameters without a value ask for nothing (R4, section 3.1.1.3). */
    Answer answer(FhirRequest request, Route.Search route) {
        SearchTarget target = target(request, route);
        List<Parameter> given = request.parameters()
                .stream()
                .filter(parameter -> !parameter.value().isEmpty())
                .toList();
        boolean counting = given.contains(COUNT_SUMMARY);
        CompiledSearch compiled = search.compile(target, counting ? counting(given) : given);
        if (request.presentation().contains(TEXT_SUMMARY) && compiled.includes()) {
            throw FhirRefusal.invalid("_summary=text cannot be asked for together with _include or _revinclude");
        }
        SearchPage page = search.run(database, request.caller(), compiled);
        return Answer.of(200, bundle(request, route, page, compiled, counting));
    }

    /** What the token grants: a type that is searched must be among it, others are led through only if they are. */
    private static SearchTarget target(FhirRequest request, Route.Search route) {
        Caller caller = request.caller();
        route.type().ifPresent(type -> Permissions.require(caller, Interaction.SEARCH, type));
        if (ResourceTypes.all().stream().noneMatch(type -> caller.may(Interaction.SEARCH, type))) {
            throw FhirRefusal.notPermitted(Interaction.SEARCH, "*");
        }
        SearchTarget target = route.type().map(SearchTarget::ofType).orElseGet(SearchTarget::ofSystem);
        return route.compartment()
                .map(target::within)
                .orElse(target)
                .leniently(request.preferences().lenient())
                .at(request.base())
                .askedBy(caller);
    }

    /** A summary that is a count is a page of nothing, with a total. */
    private static List<Parameter> counting(List<Parameter> given) {
        List<Parameter> counting = new ArrayList<>(given);
        counting.removeIf(parameter -> parameter.equals(COUNT_SUMMARY) || parameter.name().equals("_count"));
        counting.add(new Parameter("_count", "0"));
        return counting;
    }

    private static byte[] bundle(FhirRequest request, Route.Search route, SearchPage page, CompiledSearch compiled,
            boolean counting) {
        List<Parameter> used = new ArrayList<>(compiled.used());
        if (counting) {
            used.removeIf(parameter -> parameter.name().equals("_count"));
            used.add(COUNT_SUMMARY);
        }
        used.addAll(request.presentation());
        List<Issue> notices = SearchNotices.of(compiled, page.includesCut());
        return JsonText.write(json -> {
            BundleWriter bundle = new BundleWriter(json, request.base());
            bundle.start("searchset");
            page.total().ifPresent(bundle::total);
            bundle.pageLinks(route.path(), used, page.next());
            if (!notices.isEmpty()) {
                bundle.outcome(OperationOutcomes.warnings(notices));
            }
            page.matches().forEach(match -> bundle.found(match, "match"));
            page.included().forEach(resource -> bundle.found(resource, "include"));
            bundle.end();
        });
    }
}
