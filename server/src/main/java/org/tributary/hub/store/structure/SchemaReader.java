package org.tributary.hub.store.structure;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads the XML schema of R4 that HAPI's validation resources carry, as far as JSON shares what it says: members,
 * types, cardinality, choices, closed lists of codes. (The schemas of single resource types are incomplete: they lack
 * lists that another one has.)
 */
final class SchemaReader {

    private static final String FOLDER = "/org/hl7/fhir/r4/model/schema/";
    private static final XMLInputFactory XML = xml();

    /** A complex type as its schema spells it, without what its base brings. */
    record ComplexType(String name, @Nullable String base, List<Member> members, @Nullable String valueType) {
    }

    /**
     * @param choice
     *            the number of the choice within the type, or -1
     */
    record Member(String name, String type, int min, int max, int choice) {
    }

    /** One schema file: its complex types, its lists of codes and the global elements that one type refers to. */
    record Schema(Map<String, ComplexType> types, Map<String, Set<String>> codes, Set<String> resources) {
    }

    private final XMLStreamReader in;
    private final Schema schema = new Schema(new HashMap<>(), new HashMap<>(), new HashSet<>());
    private @Nullable String typeName;
    private @Nullable String base;
    private @Nullable String valueType;
    private @Nullable String listName;
    private List<Member> members = new ArrayList<>();
    private int choices;
    private int choice = R4Element.NO_CHOICE;
    private int choiceMin;
    private int choiceMax = 1;

    private SchemaReader(XMLStreamReader in) {
        this.in = in;
    }

    /** Reads one schema by its file name without extension, e.g. {@code patient}. */
    static Schema read(String file) {
        try (InputStream bytes = SchemaReader.class.getResourceAsStream(FOLDER + file + ".xsd")) {
            if (bytes == null) {
                throw new IllegalStateException("The R4 schema " + file + " is missing");
            }
            XMLStreamReader in;
            synchronized (XML) {
                in = XML.createXMLStreamReader(bytes);
            }
            SchemaReader reader = new SchemaReader(in);
            reader.readAll();
            in.close();
            return reader.schema;
        } catch (IOException | XMLStreamException e) {
            throw new IllegalStateException("The R4 schema " + file + " cannot be read", e);
        }
    }

    private void readAll() throws XMLStreamException {
        while (in.hasNext()) {
            int event = in.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                start(in.getLocalName());
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                end(in.getLocalName());
            }
        }
    }

    private void start(String element) {
        switch (element) {
            case "complexType" -> {
                typeName = attribute("name");
                base = null;
                valueType = null;
                members = new ArrayList<>();
                choices = 0;
            }
            case "simpleType" -> listName = attribute("name");
            case "extension", "restriction" -> base = typeName == null ? base : attribute("base");
            case "choice" -> {
                choice = choices++;
                choiceMin = occurs("minOccurs");
                choiceMax = occurs("maxOccurs");
            }
            case "element" -> member();
            case "attribute" -> attributeMember();
            case "enumeration" -> {
                if (listName != null) {
                    schema.codes().computeIfAbsent(listName, name -> new HashSet<>()).add(value("value"));
                }
            }
            default -> {
                // Documentation and facets: the primitive types' patterns are written out in PrimitiveText.
            }
        }
    }

    private void end(String element) {
        switch (element) {
            case "complexType" -> {
                String name = typeName;
                if (name != null) {
                    schema.types().put(name, new ComplexType(name, base, List.copyOf(members), valueType));
                }
                typeName = null;
            }
            case "simpleType" -> listName = null;
            case "choice" -> choice = R4Element.NO_CHOICE;
            default -> {
                // Only these three open a context.
            }
        }
    }

    private void member() {
        if (typeName == null) {
            return;
        }
        String reference = attribute("ref");
        if ("ResourceContainer".equals(typeName) && reference != null) {
            schema.resources().add(reference);
        } else if (reference != null) {
            // The only other reference is to XHTML's div.
            members.add(new Member("div", "xhtml", occurs("minOccurs"), 1, R4Element.NO_CHOICE));
        } else if (choice == R4Element.NO_CHOICE) {
            members.add(new Member(value("name"), value("type"), occurs("minOccurs"), occurs("maxOccurs"), choice));
        } else {
            members.add(new Member(value("name"), value("type"), choiceMin, choiceMax, choice));
        }
    }

    /** XML's attributes are plain members in JSON, but a primitive's value is the JSON value itself. */
    private void attributeMember() {
        if (typeName == null) {
            return;
        }
        String type = value("type").replace("-primitive", "");
        if (value("name").equals("value")) {
            valueType = type;
        } else {
            members.add(new Member(value("name"), type, "required".equals(attribute("use")) ? 1 : 0, 1,
                    R4Element.NO_CHOICE));
        }
    }

    private int occurs(String name) {
        String text = attribute(name);
        return text == null ? 1 : text.equals("unbounded") ? Integer.MAX_VALUE : Integer.parseInt(text);
    }

    private String value(String name) {
        String value = attribute(name);
        if (value == null) {
            throw new IllegalStateException("An R4 schema lacks the attribute " + name + " in " + typeName);
        }
        return value;
    }

    private @Nullable String attribute(String name) {
        return in.getAttributeValue(null, name);
    }

    private static XMLInputFactory xml() {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
