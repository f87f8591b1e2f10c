package org.tributary.hub.fhir.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The cases that HL7 publishes for each kind of patch (org.hl7.fhir.testcases, r4/patch). */
class PublishedPatchCasesTest {

    private static final FhirContext R4 = FhirContext.forR4Cached();

    /** Cases that say something else than the specification, with the reason. */
    private static final Map<String, String> LEFT_OUT = Map.of("Missing target document",
            "there is always a target: the resource that is patched");

    private static byte[] file(String name) throws IOException {
        try (InputStream file = PublishedPatchCasesTest.class
                .getResourceAsStream("/org/hl7/fhir/testcases/r4/patch/" + name)) {
            return file.readAllBytes();
        }
    }

    @TestFactory
    Stream<DynamicTest> jsonPatch() throws IOException {
        JsonNode cases = JsonMapper.builder().build().readTree(file("json-patch-tests.json"));
        return cases.valueStream().map(test -> DynamicTest.dynamicTest(test.path("comment").asString(), () -> {
            JsonPatch patch = JsonPatch.parse(test.path("patch").toString().getBytes(StandardCharsets.UTF_8));
            if (test.has("error")) {
                assertThatThrownBy(() -> patch.apply(test.path("doc"))).isInstanceOf(FhirRefusal.class);
            } else {
                JsonNode expected = test.has("expected") ? test.path("expected") : test.path("doc").deepCopy();
                assertThat(patch.apply(test.path("doc"))).isEqualTo(expected);
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> xmlPatch() throws IOException {
        return cases("xml-patch-tests.xml").map(test -> DynamicTest.dynamicTest(test.getAttribute("name"), () -> {
            Element patch = child(test, "patch");
            Document target = XmlPatch.read("<x/>".getBytes(StandardCharsets.UTF_8));
            target.replaceChild(target.importNode(firstElement(child(test, "target")), true),
                    target.getDocumentElement());
            if (children(test).stream().anyMatch(element -> element.getLocalName().equals("error"))) {
                assertThatThrownBy(() -> XmlPatch.parse(patch).apply(target)).isInstanceOf(FhirRefusal.class);
            } else {
                XmlPatch.parse(patch).apply(target);
                assertThat(text(target.getDocumentElement()))
                        .isEqualTo(text(firstElement(child(test, "patched"))));
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> fhirPathPatch() throws IOException {
        return cases("fhir-patch-tests.xml").map(test -> DynamicTest.dynamicTest(test.getAttribute("name"), () -> {
            Parameters diff = (Parameters) resource(child(test, "diff"));
            Resource target = resource(child(test, "input"));
            if (children(test).stream().anyMatch(element -> element.getLocalName().equals("error"))) {
                assertThatThrownBy(() -> FhirPathPatch.parse(diff).apply(target)).isInstanceOf(FhirRefusal.class);
            } else {
                FhirPathPatch.parse(diff).apply(target);
                assertThat(json(target)).isEqualTo(json(resource(child(test, "output"))));
            }
        }));
    }

    private static Stream<Element> cases(String name) throws IOException {
        return children(XmlPatch.read(file(name)).getDocumentElement()).stream()
                .filter(test -> !LEFT_OUT.containsKey(test.getAttribute("name")));
    }

    private static Resource resource(Element parent) throws TransformerException {
        return (Resource) R4.newXmlParser().parseResource(text(firstElement(parent)));
    }

    /** Without the white space that lays a narrative out. */
    private static String json(Resource resource) {
        return R4.newJsonParser().encodeResourceToString(resource).replaceAll("(\\\\n|\\s)+", "");
    }

    private static Element child(Element parent, String name) {
        return children(parent).stream()
                .filter(element -> element.getLocalName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Element firstElement(Element parent) {
        return children(parent).getFirst();
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    /** Without the white space between elements; an element without content is spelled in one way. */
    private static String text(Node node) throws TransformerException {
        Transformer writer = TransformerFactory.newInstance().newTransformer();
        writer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
        StringWriter text = new StringWriter();
        writer.transform(new DOMSource(node), new StreamResult(text));
        return text.toString()
                .replaceAll(">\\s+", ">")
                .replaceAll("\\s+<", "<")
                .replaceAll("<(\\w+)([^>]*)></\\1>", "<$1$2/>");
    }
}
