package org.tributary.hub.fhir;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.tributary.hub.fhir.exchange.FhirOperation;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.store.CompartmentTypes;
import org.tributary.hub.store.HistoryQuery;
import org.tributary.hub.store.HistoryQuery.Extent;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceTypes;

/** What a method and a path ask for (R4, section 3.1.0). */
sealed interface Route {

    /** {@code GET /metadata}. */
    record Capabilities() implements Route {
    }

    /** {@code POST /}: a transaction or batch. */
    record SubmitBundle() implements Route {
    }

    /**
     * {@code GET /Type?…}, {@code GET /Patient/{id}/Type?…}, {@code GET /?…}, and each by {@code POST …/_search}.
     *
     * @param type
     *            empty for a search across types
     * @param compartment
     *            the resource in whose compartment is searched
     */
    record Search(Optional<String> type, Optional<ResourceKey> compartment) implements Route {

        static Search ofType(String type) {
            return new Search(Optional.of(type), Optional.empty());
        }

        /** Where its answer's links lead. */
        String path() {
            return compartment.map(focus -> focus.reference() + '/' + type.orElse("*")).orElse(type.orElse(""));
        }
    }

    /** Changes what is there. */
    sealed interface Write extends Route {
    }

    record Create(String type) implements Write {
    }

    record Read(ResourceKey key) implements Route {
    }

    record ReadVersion(ResourceKey key, int version) implements Route {
    }

    record History(Extent extent) implements Route {
    }

    record Update(ResourceKey key) implements Write {
    }

    /** {@code PUT /Type?…}. */
    record UpdateMatching(String type) implements Write {
    }

    record Patch(ResourceKey key) implements Write {
    }

    /** {@code PATCH /Type?…}. */
    record PatchMatching(String type) implements Write {
    }

    record Delete(ResourceKey key) implements Write {
    }

    /** {@code DELETE /Type?…}. */
    record DeleteMatching(String type) implements Write {
    }

    /** {@code $name}, by GET or POST. */
    record Operation(String name, FhirOperation.Target target) implements Route {
    }

    Pattern ID = Pattern.compile("[A-Za-z0-9\\-.]{1,64}");

    /** The route, or a refusal that names what is not known or not supported. */
    static Route of(String method, List<String> path) {
        Map<String, Route> offered = new TreeMap<>(offeredAt(method, path));
        Route route = offered.get(method.equals("HEAD") ? "GET" : method);
        if (route == null) {
            throw FhirRefusal.methodNotAllowed(method, String.join("/", path), offered.keySet());
        }
        return route;
    }

    private static Map<String, Route> offeredAt(String method, List<String> path) {
        return switch (path.size()) {
            case 0 -> atBase();
            case 1 -> atType(path.getFirst());
            case 2 -> atInstance(path.get(0), path.get(1));
            case 3 -> belowInstance(key(path.get(0), path.get(1)), path.get(2));
            case 4 -> atVersion(key(path.get(0), path.get(1)), path.get(2), path.get(3));
            default -> throw FhirRefusal.notFound('/' + String.join("/", path));
        };
    }

    private static Map<String, Route> atBase() {
        return Map.of("GET", new Search(Optional.empty(), Optional.empty()), "POST", new SubmitBundle());
    }

    private static Map<String, Route> atType(String segment) {
        if (segment.equals("metadata")) {
            return Map.of("GET", new Capabilities());
        }
        if (segment.startsWith("$")) {
            return operation(segment, new FhirOperation.System());
        }
        if (segment.equals("_search")) {
            return Map.of("POST", new Search(Optional.empty(), Optional.empty()));
        }
        if (segment.equals("_history")) {
            return Map.of("GET", new History(new HistoryQuery.OfSystem()));
        }
        String type = known(segment);
        return Map.of("GET", Search.ofType(type), "POST", new Create(type), "PUT", new UpdateMatching(type), "PATCH",
                new PatchMatching(type), "DELETE", new DeleteMatching(type));
    }

    private static Map<String, Route> atInstance(String type, String segment) {
        known(type);
        if (segment.equals("_search")) {
            return Map.of("POST", Search.ofType(type));
        }
        if (segment.startsWith("$")) {
            return operation(segment, new FhirOperation.Type(type));
        }
        if (segment.equals("_history")) {
            return Map.of("GET", new History(new HistoryQuery.OfType(type)));
        }
        ResourceKey key = key(type, segment);
        return Map.of("GET", new Read(key), "PUT", new Update(key), "PATCH", new Patch(key), "DELETE",
                new Delete(key));
    }

    private static Map<String, Route> belowInstance(ResourceKey key, String segment) {
        if (segment.equals("_history")) {
            return Map.of("GET", new History(new HistoryQuery.OfInstance(key)));
        }
        if (segment.startsWith("$")) {
            return operation(segment, new FhirOperation.Instance(key));
        }
        return Map.of("GET", inCompartment(key, segment));
    }

    /** Only the compartments that R4 defines, and in them only the types that R4 puts there. */
    private static Search inCompartment(ResourceKey focus, String segment) {
        Optional<String> type = segment.equals("*") ? Optional.empty() : Optional.of(known(segment));
        if (!CompartmentTypes.focusTypes().contains(focus.type())) {
            throw FhirRefusal.notSupported("R4 defines no compartment of a %s; its compartments are of %s".formatted(
                    focus.type(), new TreeSet<>(CompartmentTypes.focusTypes())));
        }
        if (type.isPresent() && !CompartmentTypes.holds(focus.type(), type.get())) {
            throw FhirRefusal.notSupported("R4 puts no %s into the compartment of a %s".formatted(type.get(),
                    focus.type()));
        }
        return new Search(type, Optional.of(focus));
    }

    private static Map<String, Route> atVersion(ResourceKey key, String segment, String version) {
        if (version.equals("_search")) {
            return Map.of("POST", inCompartment(key, segment));
        }
        String name = key.reference() + '/' + segment + '/' + version;
        if (!segment.equals("_history") || !version.matches("[1-9][0-9]{0,8}")) {
            throw FhirRefusal.notFound(name);
        }
        return Map.of("GET", new ReadVersion(key, Integer.parseInt(version)));
    }

    private static Map<String, Route> operation(String segment, FhirOperation.Target target) {
        Route operation = new Operation(segment.substring(1), target);
        return Map.of("GET", operation, "POST", operation);
    }

    private static String known(String type) {
        if (!ResourceTypes.isKnown(type)) {
            throw FhirRefusal.unknownType(type);
        }
        return type;
    }

    private static ResourceKey key(String type, String id) {
        known(type);
        if (!ID.matcher(id).matches()) {
            throw FhirRefusal.invalid("'%s' is not an id: 1 to 64 of A-Z a-z 0-9 - .".formatted(
                    FhirRefusal.shorten(id)));
        }
        return new ResourceKey(type, id);
    }
}
