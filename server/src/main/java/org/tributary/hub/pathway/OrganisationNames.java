package org.tributary.hub.pathway;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /** So many Organizations name those of one person; each of their feeds may have its own. */
    private static final String MOST = "500";

    private final ResourceSearch search;

    OrganisationNames(ResourceSearch search) {
        this.search = search;
    }

    /**
     * Names by ODS code; a code whose name nobody tells is not among them. Every feed has its own Organization for one
     * and the same organisation: the first with a name will do.
     */
    public Map<String, String> find(ReadTransaction transaction, Collection<String> odsCodes) {
        Set<String> wanted = new TreeSet<>(odsCodes);
        Map<String, String> names = new HashMap<>();
        if (wanted.isEmpty()) {
            return names;
        }
        String any = wanted.stream()
                .map(code -> IdentifierSystems.ODS_ORGANISATION + '|' + escape(code))
                .collect(Collectors.joining(","));
        search.run(transaction, search.compile("Organization", List.of(new Parameter("identifier", any),
                new Parameter("_count", MOST))))
                .matches()
                .stream()
                .map(organisation -> new SourceResource(JsonMapper.shared().readTree(organisation.json())))
                .forEach(organisation -> organisation.findText("name")
                        .ifPresent(name -> codes(organisation)
                                .filter(wanted::contains)
                                .forEach(code -> names.putIfAbsent(code, name))));
        return names;
    }

    private static Stream<String> codes(SourceResource organisation) {
        return organisation.list("identifier")
                .filter(identifier -> identifier.path("system")
                        .asString("")
                        .equals(IdentifierSystems.ODS_ORGANISATION))
                .flatMap(identifier -> SourceResource.text(identifier.path("value")).stream());
    }

    /** What separates values in a search stands for itself behind a backslash. */
    private static String escape(String code) {
        return code.replaceAll("([\\\\,|$])", "\\\\$1");
    }
}
