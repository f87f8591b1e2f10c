package org.tributary.hub.store.index;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * R4's five compartments: by which reference parameters a resource is in the compartment of a Device, Encounter,
 * Patient, Practitioner or RelatedPerson.
 */
public final class Compartments {

    private static final String FILE = "/org/hl7/fhir/r4/model/profile/profiles-resources.xml";
    private static final int HOW_MANY = 5;
    /** Stands for the resource that gives the compartment its identity. */
    private static final String FOCUS = "{def}";

    private static final Compartments SHARED = new Compartments();

    private final Map<String, Map<String, List<String>>> parameters = read();

    private Compartments() {
    }

    public static Compartments shared() {
        return SHARED;
    }

    /** The types that have a compartment. */
    public Set<String> focusTypes() {
        return parameters.keySet();
    }

    /** The parameters that put a resource of a type into a compartment; none if its type is in no such compartment. */
    public List<String> parametersOf(String focusType, String type) {
        return parameters.getOrDefault(focusType, Map.of()).getOrDefault(type, List.of());
    }

    /** The file is large, but the compartments come early in it. */
    private static Map<String, Map<String, List<String>>> read() {
        XMLInputFactory xml = XMLInputFactory.newInstance();
        xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try (InputStream file = Compartments.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("R4's compartment definitions are missing");
            }
            XMLStreamReader in = xml.createXMLStreamReader(file);
            Map<String, Map<String, List<String>>> compartments = new HashMap<>();
            while (compartments.size() < HOW_MANY && in.hasNext()) {
                if (in.next() == XMLStreamConstants.START_ELEMENT
                        && in.getLocalName().equals("CompartmentDefinition")) {
                    readDefinition(in, compartments);
                }
            }
            in.close();
            if (compartments.size() < HOW_MANY) {
                throw new IllegalStateException("R4 defines five compartments, found " + compartments.keySet());
            }
            return compartments;
        } catch (IOException | XMLStreamException e) {
            throw new IllegalStateException("R4's compartment definitions cannot be read", e);
        }
    }

    private static void readDefinition(XMLStreamReader in, Map<String, Map<String, List<String>>> compartments)
            throws XMLStreamException {
        Map<String, List<String>> byType = new HashMap<>();
        boolean inResource = false;
        String focus = "";
        String type = "";
        while (in.hasNext()) {
            int event = in.next();
            if (event == XMLStreamConstants.END_ELEMENT && in.getLocalName().equals("CompartmentDefinition")) {
                compartments.put(focus, byType);
                return;
            }
            String value = event == XMLStreamConstants.START_ELEMENT ? in.getAttributeValue(null, "value") : null;
            if (event == XMLStreamConstants.START_ELEMENT && in.getLocalName().equals("resource")) {
                inResource = true;
            } else if (value != null && in.getLocalName().equals("code")) {
                focus = inResource ? focus : value;
                type = value;
            } else if (value != null && in.getLocalName().equals("param") && !value.equals(FOCUS)) {
                byType.computeIfAbsent(type, name -> new ArrayList<>()).add(value);
            }
        }
        throw new IllegalStateException("R4's compartment of " + focus + " has no end");
    }
}
