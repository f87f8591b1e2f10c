package org.tributary.hub.fhir.patch;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.jspecify.annotations.Nullable;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.XmlGuard;
import org.tributary.hub.fhir.exchange.XmlText;
import org.tributary.hub.store.ResourceBody;
import org.w3c.dom.Attr;
import org.w3c.dom.CharacterData;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * XML Patch (RFC 5261): {@code add}, {@code replace} and {@code remove}, applied to a resource's XML. Of namespaces,
 * which a resource has no use for, only declarations can be added.
 */
final class XmlPatch implements ResourcePatch {

    private static final int MOST_OPERATIONS = 1_000;

    private final List<Element> operations;

    private XmlPatch(List<Element> operations) {
        this.operations = operations;
    }

    static XmlPatch parse(byte[] xml) {
        XmlGuard.checkShape(xml);
        return parse(read(xml).getDocumentElement());
    }

    /** The operations below an element of any name. */
    static XmlPatch parse(Element patch) {
        List<Element> operations = new ArrayList<>();
        for (Node child = patch.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element operation) {
                switch (operation.getLocalName()) {
                    case "add", "replace", "remove" -> operations.add(operation);
                    default -> throw FhirRefusal.invalid("An XML patch is made of add, replace and remove");
                }
                if (!operation.hasAttribute("sel")) {
                    throw FhirRefusal.invalid("An operation of the XML patch has no selector (sel)");
                }
            }
        }
        if (operations.isEmpty() || operations.size() > MOST_OPERATIONS) {
            throw FhirRefusal.invalid("An XML patch has from 1 to " + MOST_OPERATIONS + " operations");
        }
        return new XmlPatch(operations);
    }

    @Override
    public ResourceBody apply(byte[] resource) {
        Document document = read(XmlText.toXml(resource));
        apply(document);
        byte[] patched = write(document);
        try {
            return ResourcePatch.patched(XmlText.fromXml(patched));
        } catch (FhirRefusal refusal) {
            throw ResourcePatch.unfit("The patched resource would be invalid: "
                    + refusal.issues().getFirst().diagnostics());
        }
    }

    /** Patches a document, which may be any XML. */
    void apply(Document document) {
        for (Element operation : operations) {
            Node selected = XmlSelector.selectOne(document, operation.getAttribute("sel"));
            switch (operation.getLocalName()) {
                case "add" -> add(operation, selected);
                case "replace" -> replace(operation, selected);
                default -> remove(operation, selected);
            }
        }
    }

    private static void add(Element operation, Node selected) {
        String type = operation.getAttribute("type");
        if (!type.isEmpty()) {
            addAttribute(type, operation.getTextContent().strip(), selected);
            return;
        }
        Node parent = selected.getParentNode();
        switch (operation.getAttribute("pos")) {
            case "" -> insert(operation, selected, null);
            case "prepend" -> insert(operation, selected, selected.getFirstChild());
            case "before" -> insert(operation, parent, selected);
            case "after" -> insert(operation, parent, selected.getNextSibling());
            default -> throw FhirRefusal.invalid("pos of an XML patch is before, after or prepend");
        }
    }

    private static void addAttribute(String type, String value, Node selected) {
        if (!(selected instanceof Element element)) {
            throw ResourcePatch.unfit("Only an element can be given an attribute");
        }
        if (type.matches("@[A-Za-z_][\\w.-]*")) {
            element.setAttribute(type.substring(1), value);
        } else if (type.matches("namespace::[A-Za-z_][\\w.-]*")) {
            element.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI,
                    "xmlns:" + type.substring("namespace::".length()), value);
        } else {
            throw FhirRefusal.invalid("type of an XML patch is @name or namespace::prefix");
        }
    }

    /** Puts copies of an operation's content into a parent. */
    private static void insert(Element operation, @Nullable Node parent,
            @Nullable Node before) {
        if (!(parent instanceof Element)) {
            throw ResourcePatch.unfit("A document has one root: nothing can be added beside it");
        }
        for (Node content : content(operation)) {
            parent.insertBefore(parent.getOwnerDocument().importNode(content, true), before);
        }
    }

    /** Its children, without the white space that only lays the patch out. */
    private static List<Node> content(Element operation) {
        List<Node> content = new ArrayList<>();
        for (Node child = operation.getFirstChild(); child != null; child = child.getNextSibling()) {
            boolean layout = child.getNodeType() == Node.TEXT_NODE && child.getTextContent().isBlank();
            if (!layout) {
                content.add(child);
            }
        }
        return content;
    }

    private static void replace(Element operation, Node selected) {
        switch (selected) {
            case Attr attribute -> attribute.setValue(operation.getTextContent().strip());
            case CharacterData text when text.getNodeType() == Node.TEXT_NODE ->
                text.setData(operation.getTextContent());
            default -> {
                List<Node> content = content(operation);
                if (content.size() != 1 || content.getFirst().getNodeType() != selected.getNodeType()) {
                    throw FhirRefusal.invalid("A node is replaced by one node of its kind");
                }
                selected.getParentNode()
                        .replaceChild(selected.getOwnerDocument().importNode(content.getFirst(), true), selected);
            }
        }
    }

    private static void remove(Element operation, Node selected) {
        String space = operation.getAttribute("ws");
        if (selected instanceof Attr attribute) {
            attribute.getOwnerElement().removeAttributeNode(attribute);
            return;
        }
        Node parent = selected.getParentNode();
        if (!(parent instanceof Element)) {
            throw ResourcePatch.unfit("The whole resource cannot be removed");
        }
        if (space.equals("before") || space.equals("both")) {
            removeSpace(parent, selected.getPreviousSibling());
        }
        if (space.equals("after") || space.equals("both")) {
            removeSpace(parent, selected.getNextSibling());
        }
        parent.removeChild(selected);
    }

    private static void removeSpace(Node parent, @Nullable Node node) {
        if (node != null && node.getNodeType() == Node.TEXT_NODE && node.getTextContent().isBlank()) {
            parent.removeChild(node);
        }
    }

    static Document read(byte[] xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setExpandEntityReferences(false);
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
        } catch (SAXException e) {
            throw FhirRefusal.invalid("The XML patch is not well-formed");
        } catch (ParserConfigurationException | IOException e) {
            throw new IllegalStateException("XML cannot be read here", e);
        }
    }

    private static byte[] write(Document document) {
        try {
            Transformer writer = TransformerFactory.newDefaultInstance().newTransformer();
            writer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
            writer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            writer.transform(new DOMSource(document), new StreamResult(out));
            return out.toByteArray();
        } catch (TransformerException e) {
            throw ResourcePatch.unfit("The patched resource cannot be written as XML");
        }
    }
}
