package org.tributary.hub.fhir.bulk;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.fhir.exchange.FhirOperation;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.OperationInput;
import org.tributary.hub.fhir.exchange.Permissions;
import org.tributary.hub.fhir.exchange.RelativeUrl;
import org.tributary.hub.store.ResourceSearch;
import org.tributary.hub.store.ResourceSearch.Parameter;
import org.tributary.hub.store.ResourceTypes;
import org.tributary.hub.store.SearchRefused;

/**
 * What an export is to hold (Bulk Data Access 2.0, "Query Parameters"), checked.
 *
 * @param types
 *            resource types, in the order of their names
 * @param filters
 *            for some types what their resources must match, one of several
 * @param ofPatients
 *            whether only what belongs to a patient's record is wanted
 * @param group
 *            the id of the Group to whose members it is limited
 * @param elements
 *            for some types, and for the empty name all others, the elements that are wanted of their resources
 */
record ExportRequest(List<String> types, List<Filter> filters, Optional<Instant> since, boolean ofPatients,
        Optional<String> group, Map<String, List<String>> elements) {

    /** {@code _typeFilter=Observation?status=final}. */
    record Filter(String type, List<Parameter> parameters) {
    }

    static final Set<String> PARAMETERS = Set.of("_outputFormat", "_since", "_type", "_typeFilter", "_elements");
    private static final Pattern ELEMENT = Pattern.compile("(?:([A-Z][A-Za-z]+)\\.)?([a-z][A-Za-z0-9]*)");
    private static final Set<String> FORMATS = Set.of("application/fhir+ndjson", "application/ndjson", "ndjson");
    private static final Set<String> RESULT_PARAMETERS = Set.of("_sort", "_count", "_include", "_revinclude",
            "_summary",
            "_total", "_elements", "_contained", "_containedType", "_cursor", "_format", "_pretty");

    ExportRequest {
        types = List.copyOf(types);
        filters = List.copyOf(filters);
        elements = Map.copyOf(elements);
    }

    /** What is wanted of the resources of a type; empty for all. */
    List<String> elementsOf(String type) {
        return Stream.of(type, "").flatMap(name -> elements.getOrDefault(name, List.of()).stream()).distinct().toList();
    }

    static ExportRequest of(OperationInput input, FhirOperation.Target target, Caller caller, ResourceSearch search) {
        // In a URL that is not encoded a plus is read as a blank.
        String format = input.findText("_outputFormat").orElse("ndjson").replace(' ', '+');
        if (!FORMATS.contains(format)) {
            throw FhirRefusal.notSupported("_outputFormat '%s' is not supported; supported: application/fhir+ndjson"
                    .formatted(FhirRefusal.shorten(format)));
        }
        List<String> types = types(input.listTexts("_type"), caller);
        Optional<String> group = target instanceof FhirOperation.Instance instance
                ? Optional.of(instance.key().id())
                : Optional.empty();
        return new ExportRequest(types, filters(input.listTexts("_typeFilter"), types, caller, search),
                input.findText("_since").map(ExportRequest::instant), !(target instanceof FhirOperation.System), group,
                elements(input.listTexts("_elements")));
    }

    /** {@code name} of every type, {@code Patient.name} of one. */
    private static Map<String, List<String>> elements(List<String> texts) {
        Map<String, List<String>> elements = new TreeMap<>();
        for (String text : texts) {
            for (String element : text.split(",")) {
                Matcher named = ELEMENT.matcher(element);
                if (!named.matches() || (named.group(1) != null && !ResourceTypes.isKnown(named.group(1)))) {
                    throw FhirRefusal.invalid("_elements names '%s', which is not such as name or Patient.name"
                            .formatted(FhirRefusal.shorten(element)));
                }
                elements.computeIfAbsent(named.group(1) == null ? "" : named.group(1), type -> new ArrayList<>())
                        .add(named.group(2));
            }
        }
        return elements;
    }

    /** Those that were named, each of which the token must grant; else all that it grants. */
    private static List<String> types(List<String> named, Caller caller) {
        Set<String> types = new TreeSet<>();
        for (String list : named) {
            for (String type : list.split(",")) {
                if (!ResourceTypes.isKnown(type)) {
                    throw FhirRefusal.invalid("_type names '%s', which is no resource type of R4".formatted(
                            FhirRefusal.shorten(type)));
                }
                Permissions.require(caller, Interaction.READ, type);
                Permissions.require(caller, Interaction.SEARCH, type);
                types.add(type);
            }
        }
        if (named.isEmpty()) {
            ResourceTypes.all()
                    .stream()
                    .filter(type -> caller.may(Interaction.READ, type) && caller.may(Interaction.SEARCH, type))
                    .forEach(types::add);
        }
        if (types.isEmpty()) {
            throw FhirRefusal.notPermitted(Interaction.READ, "*");
        }
        return List.copyOf(types);
    }

    private static List<Filter> filters(List<String> texts, List<String> types, Caller caller,
            ResourceSearch search) {
        List<Filter> filters = new ArrayList<>();
        for (String text : split(texts)) {
            RelativeUrl url = RelativeUrl.parse(text);
            if (url.path().size() != 1 || !types.contains(url.path().getFirst())) {
                throw FhirRefusal.invalid("_typeFilter '%s' must be a search over one of the types that are exported"
                        .formatted(FhirRefusal.shorten(text)));
            }
            for (Parameter parameter : url.parameters()) {
                if (RESULT_PARAMETERS.contains(parameter.name().split(":", 2)[0])) {
                    throw FhirRefusal.notSupported("_typeFilter does not support parameter '%s'".formatted(
                            FhirRefusal.shorten(parameter.name())));
                }
            }
            compile(search, caller, url);
            filters.add(new Filter(url.path().getFirst(), url.parameters()));
        }
        return filters;
    }

    private static void compile(ResourceSearch search, Caller caller, RelativeUrl url) {
        try {
            search.compile(Permissions.search(caller, url.path().getFirst()), url.parameters());
        } catch (SearchRefused e) {
            String problem = "_typeFilter: " + e.getMessage();
            throw switch (e.reason()) {
                case INVALID -> FhirRefusal.invalid(problem);
                case UNSUPPORTED -> FhirRefusal.notSupported(problem);
                case FORBIDDEN -> FhirRefusal.of(403, IssueType.FORBIDDEN, problem);
            };
        }
    }

    /** Several in one parameter are told apart by a comma with a type and a question mark behind it. */
    private static Set<String> split(List<String> texts) {
        Set<String> filters = new LinkedHashSet<>();
        texts.forEach(text -> filters.addAll(List.of(text.split(",(?=[A-Z][A-Za-z]+\\?)"))));
        return filters;
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeException e) {
            throw FhirRefusal.invalid("_since must be an instant such as 2024-01-31T12:00:00Z");
        }
    }
}
