package org.tributary.hub.store.index;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Whose record a resource belongs to, by R4's definition of the Patient compartment: the parameters that put a resource
 * into it, those that say whom it is about before those that say who took part.
 */
final class PatientCompartment {

    private static final List<String> ABOUT = List.of("patient", "subject", "beneficiary", "individual");

    private static final PatientCompartment SHARED = new PatientCompartment();

    private final Map<String, List<List<IndexPath>>> pathsByType = new ConcurrentHashMap<>();

    static PatientCompartment shared() {
        return SHARED;
    }

    /** The logical id of the one patient; null when there is none, or when equal claims name several. */
    @Nullable
    String findOwner(String type, JsonNode resource) {
        if (type.equals("Patient")) {
            JsonNode id = resource.get("id");
            return id == null ? null : id.stringValue();
        }
        for (List<IndexPath> paths : claims(type)) {
            Set<String> patients = new LinkedHashSet<>();
            paths.forEach(path -> path.routes()
                    .forEach(route -> route.visit(resource, value -> addPatient(value, patients))));
            if (!patients.isEmpty()) {
                return patients.size() == 1 ? patients.iterator().next() : null;
            }
        }
        return null;
    }

    private static void addPatient(JsonNode value, Set<String> patients) {
        JsonNode reference = value.get("reference");
        if (reference != null && reference.isString()) {
            ReferenceTarget target = ReferenceTarget.of(reference.stringValue());
            if ("Patient".equals(target.type()) && target.id() != null) {
                patients.add(target.id());
            }
        }
    }

    /** What may claim a resource of the type, the claim that decides first. */
    List<List<IndexPath>> claims(String type) {
        return pathsByType.computeIfAbsent(type, this::paths);
    }

    private List<List<IndexPath>> paths(String type) {
        List<String> names = new ArrayList<>(Compartments.shared().parametersOf("Patient", type));
        List<String> ordered = new ArrayList<>(ABOUT);
        ordered.retainAll(names);
        names.removeAll(ordered);
        ordered.addAll(names);
        return ordered.stream()
                .map(ParameterCatalog.shared().parametersOf(type)::get)
                .filter(ParameterDefinition.Indexed.class::isInstance)
                .map(definition -> ((ParameterDefinition.Indexed) definition).paths())
                .toList();
    }
}
