package org.tributary.hub.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.hub.fhir.FhirServer.Reply;

/** What HAPI's parsers would damage on the way between XML and JSON. */
class NarrativeInXmlTest {

    private static final String XML = "application/fhir+xml";

    private final FhirServer server = FhirServer.shared();

    @ParameterizedTest
    @ValueSource(strings = {"a > b", "a &gt; b", "a &#62; b", "a &#x3E; b"})
    void aGreaterThanSignWithinAnAttributeOfANarrativeStays(String title) {
        Reply reply = server.put("Patient/xml-title", """
                <Patient xmlns="http://hl7.org/fhir"><id value="xml-title"/><text><status value="additional"/>
                <div xmlns="http://www.w3.org/1999/xhtml"><p title="%s">a &gt; b</p><br/></div></text>
                <name><text value="x &gt; y"/></name></Patient>""".formatted(title), "Content-Type", XML);

        assertThat(reply.status()).isLessThan(300);
        assertThat(reply.json().at("/text/div").asString()).contains("<p title=\"a &gt; b\">a &gt; b</p>");
        assertThat(reply.json().at("/name/0/text").asString()).isEqualTo("x > y");
        assertThat(server.get("Patient/xml-title?_format=xml").text()).contains("title=\"a > b\"");
    }

    @Test
    void narrativesMayHaveAPrefixAndCommentsAndBesideThemNothingChanges() {
        Reply reply = server.put("Patient/xml-prefix", """
                <f:Patient xmlns:f="http://hl7.org/fhir" xmlns:h="http://www.w3.org/1999/xhtml"><!-- a > b -->
                <f:id value="xml-prefix"/><f:text><f:status value="additional"/><h:div><h:p title="a>b">x</h:p></h:div>
                </f:text><f:name><f:text value="x>y&#xA;z"/></f:name></f:Patient>""", "Content-Type", XML);

        assertThat(reply.status()).as(reply.text()).isLessThan(300);
        assertThat(reply.json().at("/text/div").asString()).contains("a&gt;b");
        assertThat(reply.json().at("/name/0/text").asString()).isEqualTo("x>y\nz");
    }

    @Test
    void primitivesThatHaveOnlyExtensionsAreInXmlAndComeBackFromIt() {
        server.keep("""
                {"resourceType":"Patient","id":"xml-ext","name":[{"family":"X","_given":[{"extension":[
                 {"url":"urn:why","valueString":"not asked"}]}]}]}""");

        String xml = server.get("Patient/xml-ext?_format=xml").text();
        Reply back = server.put("Patient/xml-ext", xml, "Content-Type", XML);

        assertThat(xml).contains("not asked");
        assertThat(back.json().at("/name/0").has("given")).isFalse();
        assertThat(back.json().at("/name/0/_given").findValuesAsString("valueString")).containsExactly("not asked");
    }
}
