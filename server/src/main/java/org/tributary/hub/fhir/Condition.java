package org.tributary.hub.fhir;

import java.util.List;
import java.util.stream.Collectors;
import org.tributary.hub.fhir.exchange.RelativeUrl;
import org.tributary.hub.store.ResourceSearch.Parameter;

/**
 * What a conditional interaction or reference looks for: a resource type and the criteria of a search, at least one.
 */
record Condition(String type, List<Parameter> criteria) {

    Condition {
        criteria = List.copyOf(criteria);
    }

    /** Equal for conditions that differ only in the order of their criteria. */
    String name() {
        return criteria.stream()
                .map(criterion -> RelativeUrl.writeQuery(List.of(criterion)))
                .sorted()
                .collect(Collectors.joining("&", type + '?', ""));
    }
}
