package org.tributary.hub.fhir.exchange;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.tributary.hub.fhir.exchange.FhirRefusal.Issue;
import org.tributary.hub.store.CompiledSearch;
import org.tributary.hub.store.SearchPage;

/** What the OperationOutcome at the front of a search's answer tells. */
public final class SearchNotices {

    private SearchNotices() {
    }

    /**
     * What lenient handling left out, and what was too much to include.
     *
     * @param includesCut
     *            whether not all that was to be included is there
     */
    public static List<Issue> of(CompiledSearch compiled, boolean includesCut) {
        List<Issue> notices = new ArrayList<>();
        compiled.dropped()
                .forEach(refused -> notices.add(new Issue(IssueType.NOTSUPPORTED,
                        "'%s' was left out of the search. %s".formatted(FhirRefusal.shorten(refused.parameter()),
                                FhirRefusal.shorten(String.valueOf(refused.getMessage()))))));
        if (includesCut) {
            notices.add(new Issue(IssueType.TOOCOSTLY,
                    "A page includes at most %d resources; what _include and _revinclude bring beyond is left out"
                            .formatted(SearchPage.MAX_INCLUDED)));
        }
        return notices;
    }
}
