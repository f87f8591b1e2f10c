package org.tributary.hub.pathway;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.pathway.events.SourceResource;
import org.tributary.hub.store.ResourceSearch;
import org.tributary.hub.store.ResourceSearch.Parameter;
import org.tributary.mapping.IdentifierSystems;
import tools.jackson.databind.json.JsonMapper;

/** What organisations are called, as far as Organizations that the caller may see tell it. */
@Component
public final class OrganisationNames {

    private final ResourceSearch search;

    OrganisationNames(ResourceSearch search) {
        this.search = search;
    }

    /** Names by ODS code; a code whose name nobody tells is not among them. */
    public Map<String, String> find(ReadTransaction transaction, Collection<String> odsCodes) {
        Map<String, String> names = new HashMap<>();
        for (String odsCode : odsCodes) {
            if (!names.containsKey(odsCode)) {
                find(transaction, odsCode).ifPresent(name -> names.put(odsCode, name));
            }
        }
        return names;
    }

    /** Every feed has its own Organization for one and the same organisation: the first with a name will do. */
    private Optional<String> find(ReadTransaction transaction, String odsCode) {
        return search
                .run(transaction, search.compile("Organization", List.of(
                        new Parameter("identifier", IdentifierSystems.ODS_ORGANISATION + '|' + odsCode))))
                .matches()
                .stream()
                .map(organisation -> JsonMapper.shared().readTree(organisation.json()))
                .flatMap(organisation -> SourceResource.text(organisation.path("name")).stream())
                .findFirst();
    }
}
