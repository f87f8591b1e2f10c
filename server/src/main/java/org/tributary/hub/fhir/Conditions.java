package org.tributary.hub.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.FhirRequest;
import org.tributary.hub.fhir.exchange.Permissions;
import org.tributary.hub.fhir.exchange.RelativeUrl;
import org.tributary.hub.store.ResourceSearch;
import org.tributary.hub.store.ResourceSearch.Parameter;
import org.tributary.hub.store.SearchPage;
import org.tributary.hub.store.SearchTarget;
import org.tributary.hub.store.StoredResource;

/**
 * Understands conditions and finds what they match. A condition is never lenient: a criterion that is not understood is
 * refused, since to pass over it would be to match more than was meant. It asks for the permission to search, since
 * what becomes of a conditional interaction tells what there is.
 */
@Component
final class Conditions {

    /** What conditional deletes delete at most. */
    static final int MOST = 10_000;

    private static final int PAGE = 1000;

    /** Parameters that say how to present matches, not which. */
    private static final Set<String> NO_CRITERIA = Set.of("_sort", "_count", "_total", "_cursor", "_include",
            "_revinclude", "_summary", "_elements", "_contained", "_containedType", "_format", "_pretty", "_score");

    private final ResourceSearch search;

    Conditions(ResourceSearch search) {
        this.search = search;
    }

    /** Reads the criteria of a URL. */
    Condition of(Caller caller, String type, List<Parameter> criteria) {
        Permissions.require(caller, Interaction.SEARCH, type);
        if (criteria.isEmpty()) {
            throw FhirRefusal.of(412, IssueType.INCOMPLETE,
                    "A condition on %s has no criteria and would match all of them".formatted(type));
        }
        for (Parameter criterion : criteria) {
            String name = criterion.name();
            int modifier = name.indexOf(':');
            if (NO_CRITERIA.contains(modifier < 0 ? name : name.substring(0, modifier))) {
                throw FhirRefusal.invalid("'%s' is no criterion: a condition takes what tells resources apart"
                        .formatted(FhirRefusal.shorten(name)));
            }
        }
        Condition condition = new Condition(type, criteria);
        // Refused before anything is locked.
        search.compile(target(caller, type), condition.criteria());
        return condition;
    }

    /**
     * Reads the value of If-None-Exist: the query of a search, which clients send with or without the type before it,
     * or as the whole URL, and with a word on the answer's format, which decides nothing here.
     */
    Condition ofHeader(FhirRequest request, String type, String header) {
        String query = header.strip();
        int mark = query.indexOf('?');
        String before = mark < 0 ? "" : query.substring(0, mark);
        if (!List.of("", type, request.base() + '/' + type).contains(before)) {
            throw FhirRefusal.invalid("If-None-Exist is not the query of a search for " + type);
        }
        List<Parameter> parameters = RelativeUrl.parse('?' + query.substring(mark + 1)).parameters();
        return of(request.caller(), type,
                parameters.stream().filter(parameter -> !parameter.name().equals("_format")).toList());
    }

    /** The one match, or none; several are refused with 412, as R4 asks. */
    Optional<StoredResource> findOne(ReadTransaction transaction, Condition condition) {
        List<Parameter> parameters = new ArrayList<>(condition.criteria());
        parameters.add(new Parameter("_count", "2"));
        List<StoredResource> matches = run(transaction, condition, parameters).matches();
        if (matches.size() > 1) {
            throw several(condition);
        }
        return matches.stream().findFirst();
    }

    /** All matches. */
    List<StoredResource> findAll(ReadTransaction transaction, Condition condition) {
        List<StoredResource> all = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            List<Parameter> parameters = new ArrayList<>(condition.criteria());
            parameters.add(new Parameter("_count", Integer.toString(PAGE)));
            next.ifPresent(cursor -> parameters.add(new Parameter("_cursor", cursor)));
            SearchPage page = run(transaction, condition, parameters);
            all.addAll(page.matches());
            if (all.size() > MOST) {
                throw FhirRefusal.of(412, IssueType.MULTIPLEMATCHES,
                        "The condition on %s matches more than %d".formatted(condition.type(), MOST));
            }
            next = page.next();
        } while (next.isPresent());
        return all;
    }

    static FhirRefusal several(Condition condition) {
        return FhirRefusal.of(412, IssueType.MULTIPLEMATCHES,
                "The condition on %s matches more than one".formatted(condition.type()));
    }

    private SearchPage run(ReadTransaction transaction, Condition condition, List<Parameter> parameters) {
        return search.run(transaction, search.compile(target(transaction.caller(), condition.type()), parameters));
    }

    /** Never lenient; chains lead through the types that the token grants alone. */
    private static SearchTarget target(Caller caller, String type) {
        return SearchTarget.ofType(type).askedBy(caller);
    }
}
