package org.tributary.hub.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tributary.hub.store.index.IndexKind;
import org.tributary.hub.store.index.ParameterCatalog;
import org.tributary.hub.store.index.ParameterDefinition;
import org.tributary.hub.store.search.PersonMembership;

/** The search parameters that the store supports: R4's, and those that the operator has added. */
@Component
public final class SearchParameters {

    private final StoreSettings settings;
    private final CustomParameters custom;
    private final boolean persons;

    SearchParameters(StoreSettings settings, CustomParameters custom, Optional<PersonPatients> persons) {
        this.settings = settings;
        this.persons = persons.isPresent();
        this.custom = custom;
    }

    /** Another number for every change of what is supported. */
    public long version() {
        return custom.now().version();
    }

    private ParameterCatalog catalog() {
        return custom.known().catalog();
    }

    private static final String URL = "http://hl7.org/fhir/SearchParameter/";
    private static final String PERSON = "https://tributary.example/fhir/SearchParameter/person";

    /** What every resource type can be searched by, and so a search across all of them, in alphabetical order. */
    public List<SupportedParameter> listForAllTypes() {
        List<SupportedParameter> common = listFor("Patient");
        for (String type : ResourceTypes.all()) {
            common.retainAll(listFor(type));
        }
        return common;
    }

    /** The values of {@code _include} that lead from resources of a type, in alphabetical order. */
    public List<String> listIncludesFor(String type) {
        return ResourceTypes.isKnown(type)
                ? references(type).map(reference -> type + ':' + reference.name()).toList()
                : List.of();
    }

    /** The values of {@code _revinclude} that lead to resources of a type, in alphabetical order. */
    public List<String> listReverseIncludesFor(String type) {
        return ResourceTypes.all()
                .stream()
                .flatMap(source -> references(source).filter(reference -> reference.leadsTo(type))
                        .map(reference -> source + ':' + reference.name()))
                .toList();
    }

    private Stream<ParameterDefinition.Indexed> references(String type) {
        return catalog().parametersOf(type)
                .values()
                .stream()
                .filter(definition -> definition instanceof ParameterDefinition.Indexed indexed
                        && indexed.kind() == IndexKind.REFERENCE)
                .map(ParameterDefinition.Indexed.class::cast);
    }

    /** What a resource type can be searched by, in alphabetical order; empty for an unknown type. */
    public List<SupportedParameter> listFor(String type) {
        if (!ResourceTypes.isKnown(type)) {
            return List.of();
        }
        List<SupportedParameter> supported = new ArrayList<>();
        supported.add(new SupportedParameter("_id", "token", URL + "Resource-id"));
        supported.add(new SupportedParameter("_lastUpdated", "date", URL + "Resource-lastUpdated"));
        if (ResourceTypes.hasNarrative(type)) {
            supported.add(new SupportedParameter("_text", "string", URL + "DomainResource-text"));
        }
        if (settings.contentIndex()) {
            supported.add(new SupportedParameter("_content", "string", URL + "Resource-content"));
        }
        if (persons && PersonMembership.isOffered(type)) {
            supported.add(new SupportedParameter(PersonMembership.PARAMETER, "special", PERSON));
        }
        for (ParameterDefinition definition : catalog().parametersOf(type).values()) {
            switch (definition) {
                case ParameterDefinition.Unserved unserved -> {
                    // Refused by name when it is asked for.
                }
                default -> supported.add(
                        new SupportedParameter(definition.name(), definition.type(), definition.url()));
            }
        }
        supported.sort(Comparator.comparing(SupportedParameter::name));
        return supported;
    }
}
