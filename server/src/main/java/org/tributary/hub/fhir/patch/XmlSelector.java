package org.tributary.hub.fhir.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * The selectors of XML patches: those XPath expressions that RFC 5261 lets a {@code sel} be, and comparisons of a path
 * below an element, as in {@code f:Patient/f:name[f:use/@value='official']/f:family/@value}. The prefixes {@code f} and
 * {@code h} are FHIR and XHTML; names without a prefix are FHIR's.
 */
final class XmlSelector {

    static final Map<String, String> NAMESPACES = Map.of("", "http://hl7.org/fhir", "f", "http://hl7.org/fhir", "h",
            "http://www.w3.org/1999/xhtml", "xhtml", "http://www.w3.org/1999/xhtml");

    private static final Pattern STEP = Pattern.compile(
            "(?:(?<attribute>@)?(?<name>\\*|(?:[A-Za-z_][\\w-]*:)?[A-Za-z_][\\w.-]*)|(?<kind>text|comment)\\(\\))"
                    + "(?<filters>(?:\\[[^\\]]*\\])*)");
    private static final Pattern FILTER = Pattern.compile("\\[\\s*(?:(?<place>[1-9][0-9]{0,5})|"
            + "(?<path>[^=\\s]+)\\s*=\\s*(?:'(?<single>[^']*)'|\"(?<double>[^\"]*)\"))\\s*\\]");
    private static final int MOST_STEPS = 64;

    private XmlSelector() {
    }

    /** The one node that a selector names. */
    static Node selectOne(Document document, String selector) {
        String path = selector.strip();
        List<Node> found = select(List.of(document), path.startsWith("/") ? path.substring(1) : path);
        if (found.size() != 1) {
            throw ResourcePatch.unfit("The selector '%s' finds %s".formatted(FhirRefusal.shorten(selector),
                    found.isEmpty() ? "nothing" : "more than one node"));
        }
        return found.getFirst();
    }

    private static List<Node> select(List<Node> from, String path) {
        List<Node> nodes = from;
        List<String> steps = steps(path);
        if (steps.size() > MOST_STEPS) {
            throw FhirRefusal.invalid("A selector of the XML patch has more than " + MOST_STEPS + " steps");
        }
        for (String step : steps) {
            Matcher parts = STEP.matcher(step);
            if (!parts.matches()) {
                throw FhirRefusal.invalid("The selector's step '%s' is none that an XML patch can have".formatted(
                        FhirRefusal.shorten(step)));
            }
            List<Node> next = new ArrayList<>();
            for (Node node : nodes) {
                next.addAll(filtered(step(node, parts), parts.group("filters")));
            }
            nodes = next;
        }
        return nodes;
    }

    /** Splits at slashes outside of filters. */
    private static List<String> steps(String path) {
        List<String> steps = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '[') {
                depth++;
            } else if (c == ']') {
                depth--;
            } else if (c == '/' && depth == 0) {
                steps.add(path.substring(start, i));
                start = i + 1;
            }
        }
        steps.add(path.substring(start));
        return steps;
    }

    private static List<Node> step(Node from, Matcher step) {
        if (step.group("kind") != null) {
            short type = step.group("kind").equals("text") ? Node.TEXT_NODE : Node.COMMENT_NODE;
            return children(from, child -> child.getNodeType() == type);
        }
        String name = step.group("name");
        if (step.group("attribute") != null) {
            NamedNodeMap attributes = from.getAttributes();
            Node attribute = attributes == null ? null : attributes.getNamedItem(name);
            return attribute == null ? List.of() : List.of(attribute);
        }
        if (name.equals("*")) {
            return children(from, Element.class::isInstance);
        }
        int colon = name.indexOf(':');
        String namespace = NAMESPACES.get(colon < 0 ? "" : name.substring(0, colon));
        if (namespace == null) {
            throw FhirRefusal.invalid("A selector of the XML patch has an unknown prefix; known are f and h");
        }
        String local = name.substring(colon + 1);
        return children(from, child -> child instanceof Element && local.equals(child.getLocalName())
                && namespace.equals(child.getNamespaceURI()));
    }

    private static List<Node> children(Node parent, Predicate<Node> wanted) {
        List<Node> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (wanted.test(child)) {
                children.add(child);
            }
        }
        return children;
    }

    private static List<Node> filtered(List<Node> nodes, String filters) {
        List<Node> left = nodes;
        Matcher filter = FILTER.matcher(filters);
        int end = 0;
        while (filter.find() && filter.start() == end) {
            end = filter.end();
            if (filter.group("place") != null) {
                int place = Integer.parseInt(filter.group("place"));
                left = place <= left.size() ? List.of(left.get(place - 1)) : List.of();
            } else {
                String wanted = filter.group("single") != null ? filter.group("single") : filter.group("double");
                String path = filter.group("path");
                left = left.stream()
                        .filter(node -> values(node, path).stream()
                                .anyMatch(value -> value.getTextContent().equals(wanted)))
                        .toList();
            }
        }
        if (end != filters.length()) {
            throw FhirRefusal
                    .invalid("A selector of the XML patch has a filter that is neither a place nor a comparison");
        }
        return left;
    }

    private static List<Node> values(Node node, String path) {
        return path.equals(".") ? List.of(node) : select(List.of(node), path);
    }
}
