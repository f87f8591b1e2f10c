package org.tributary.hub.store.index;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Whose record a resource belongs to, by R4's definition of the Patient compartment: the parameters that put a resource
 * into it, those that say whom it is about before those that say who took part.
 */
final class PatientCompartment {

    private static final String FILE = "/org/hl7/fhir/r4/model/profile/profiles-resources.xml";
    private static final String URL = "http://hl7.org/fhir/CompartmentDefinition/patient";
    private static final List<String> ABOUT = List.of("patient", "subject", "beneficiary", "individual");

    private static final PatientCompartment SHARED = new PatientCompartment();

    private final Map<String, List<String>> parametersByType = read();
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
        for (List<IndexPath> paths : pathsByType.computeIfAbsent(type, this::paths)) {
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

    private List<List<IndexPath>> paths(String type) {
        List<String> names = new ArrayList<>(parametersByType.getOrDefault(type, List.of()));
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

    /** The file is large, but the compartments come early in it. */
    private static Map<String, List<String>> read() {
        XMLInputFactory xml = XMLInputFactory.newInstance();
        xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try (InputStream file = PatientCompartment.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("R4's compartment definitions are missing");
            }
            XMLStreamReader in = xml.createXMLStreamReader(file);
            Map<String, List<String>> parameters = read(in);
            in.close();
            return parameters;
        } catch (IOException | XMLStreamException e) {
            throw new IllegalStateException("R4's compartment definitions cannot be read", e);
        }
    }

    private static Map<String, List<String>> read(XMLStreamReader in) throws XMLStreamException {
        Map<String, List<String>> parameters = new HashMap<>();
        boolean inside = false;
        boolean inResource = false;
        String type = "";
        while (in.hasNext()) {
            int event = in.next();
            if (event == XMLStreamConstants.END_ELEMENT && inside
                    && in.getLocalName().equals("CompartmentDefinition")) {
                return parameters;
            }
            if (event != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            String value = in.getAttributeValue(null, "value");
            switch (in.getLocalName()) {
                case "url" -> inside |= URL.equals(value);
                case "resource" -> inResource = true;
                case "code" -> type = inResource && value != null ? value : type;
                case "param" -> {
                    if (inside && value != null) {
                        parameters.computeIfAbsent(type, name -> new ArrayList<>()).add(value);
                    }
                }
                default -> {
                    // Nothing else says who is in the compartment.
                }
            }
        }
        throw new IllegalStateException("R4's Patient compartment is not defined");
    }
}
