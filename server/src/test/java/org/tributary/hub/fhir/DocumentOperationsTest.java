package org.tributary.hub.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tributary.hub.fhir.FhirServer.Reply;
import tools.jackson.databind.JsonNode;

/** {@code $summary} on Patient and {@code $document} on Composition. */
class DocumentOperationsTest {

    private static final FhirServer SERVER = FhirServer.shared();

    /** One person whom the practice knows as sum-gp and the trust as sum-trust, and one of whom nothing is known. */
    @BeforeAll
    static void onePerson() {
        String number = ",'birthDate':'1951-02-03','identifier':[{'system':'https://fhir.nhs.uk/Id/nhs-number',"
                + "'value':'9990123381'}]";
        put("Patient/sum-gp", number, FhirServer.PRACTICE);
        put("Patient/sum-trust", number, FhirServer.TRUST);
        put("Patient/sum-empty", "", FhirServer.PRACTICE);
        put("Organization/sum-maker", ",'name':'Maker'", FhirServer.PRACTICE);
        put("Medication/sum-tablet",
                ",'code':{'text':'Aspirin 75 mg <b>tablet</b>'},'manufacturer':{'reference':'Organization/sum-maker'}",
                FhirServer.PRACTICE);
        put("MedicationRequest/sum-now", """
                ,'status':'active','intent':'order','subject':{'reference':'Patient/sum-gp'},
                'medicationReference':{'reference':'Medication/sum-tablet'}""", FhirServer.PRACTICE);
        put("MedicationRequest/sum-stopped", """
                ,'status':'stopped','intent':'order','subject':{'reference':'Patient/sum-gp'},
                'medicationCodeableConcept':{'text':'x'}""", FhirServer.PRACTICE);
        condition("sum-asthma", "sum-gp", "active", "Asthma", FhirServer.PRACTICE);
        condition("sum-measles", "sum-gp", "resolved", "Measles", FhirServer.PRACTICE);
        condition("sum-fracture", "sum-trust", "active", "Fracture", FhirServer.TRUST);
        pulse("sum-pulse-old", "2023-01-01");
        pulse("sum-pulse", "2024-01-01");
        put("Composition/sum-letter", """
                ,'status':'final','type':{'text':'Letter'},'date':'2024-01-01','title':'Letter',
                'subject':{'reference':'Patient/sum-gp'},'author':[{'display':'A doctor'}],
                'section':[{'title':'Medicines','entry':[{'reference':'MedicationRequest/sum-now'}]}]""",
                FhirServer.PRACTICE);
    }

    private static void condition(String id, String patient, String status, String text, String caller) {
        put("Condition/" + id, ",'subject':{'reference':'Patient/" + patient + "'},'code':{'text':'" + text
                + "'},'clinicalStatus':{'coding':[{'system':"
                + "'http://terminology.hl7.org/CodeSystem/condition-clinical','code':'" + status + "'}]}", caller);
    }

    private static void pulse(String id, String date) {
        put("Observation/" + id, """
                ,'status':'final','code':{'coding':[{'system':'http://loinc.org','code':'8867-4','display':'Pulse'}]},
                'category':[{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/observation-category',
                'code':'vital-signs'}]}],'subject':{'reference':'Patient/sum-gp'},
                'valueQuantity':{'value':71,'unit':'/min'},'effectiveDateTime':'""" + date + "'", FhirServer.PRACTICE);
    }

    private static void put(String reference, String members, String caller) {
        String[] parts = reference.split("/");
        Reply reply = SERVER.put(reference,
                ("{'resourceType':'" + parts[0] + "','id':'" + parts[1] + "'" + members + "}").replace('\'', '"'),
                "Caller", caller);
        assertThat(reply.status()).as(reply.text()).isBetween(200, 201);
    }

    private static JsonNode section(Reply reply, String loinc) {
        for (JsonNode section : reply.json().at("/entry/0/resource/section")) {
            if (section.at("/code/coding/0/code").asString().equals(loinc)) {
                return section;
            }
        }
        throw new AssertionError("No section " + loinc + " in " + reply.text());
    }

    private static List<String> entries(JsonNode section) {
        List<String> ids = new ArrayList<>();
        section.path("entry").forEach(entry -> {
            String reference = entry.path("reference").asString();
            ids.add(reference.substring(reference.lastIndexOf('/') + 1));
        });
        return ids;
    }

    @Test
    void aSummaryIsADocumentOfWhatIsCurrent() {
        Reply reply = SERVER.get("Patient/sum-gp/$summary");

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().path("type").asString()).isEqualTo("document");
        assertThat(reply.json().path("timestamp").isMissingNode()).isFalse();
        assertThat(reply.json().at("/identifier/value").asString()).startsWith("urn:uuid:");
        assertThat(reply.json().at("/entry/0/resource/type/coding/0/code").asString()).isEqualTo("60591-5");
        assertThat(reply.json().at("/entry/1/resource/id").asString()).isEqualTo("sum-gp");
        assertThat(entries(section(reply, "11450-4"))).containsExactly("sum-asthma");
        assertThat(entries(section(reply, "11348-0"))).containsExactly("sum-measles");
        assertThat(entries(section(reply, "10160-0"))).containsExactly("sum-now");
        assertThat(entries(section(reply, "8716-3"))).containsExactly("sum-pulse");
        assertThat(reply.ids()).contains("sum-asthma", "sum-measles", "sum-now", "sum-pulse", "sum-tablet", "sum-maker")
                .doesNotContain("sum-stopped", "sum-pulse-old", "sum-fracture")
                .doesNotHaveDuplicates();
    }

    @Test
    void everyReferenceOfTheCompositionIsInside() {
        Reply reply = SERVER.get("Patient/sum-gp/$summary");
        List<String> urls = reply.json().path("entry").findValuesAsString("fullUrl");
        reply.json()
                .at("/entry/0/resource")
                .findValuesAsString("reference")
                .stream()
                .filter(reference -> !reference.startsWith("#"))
                .forEach(reference -> assertThat(urls).contains(reference));
    }

    @Test
    void whatNobodyRecordedIsToldAsUnavailableAndNotAsNone() {
        JsonNode allergies = section(SERVER.get("Patient/sum-gp/$summary"), "48765-2");
        assertThat(allergies.at("/emptyReason/coding/0/code").asString()).isEqualTo("unavailable");
        assertThat(allergies.has("entry")).isFalse();
        assertThat(allergies.at("/text/div").asString()).contains("does not mean");
        Reply empty = SERVER.get("Patient/sum-empty/$summary");
        assertThat(empty.json().at("/entry/0/resource/section").size()).isEqualTo(3);
    }

    @Test
    void narrativeIsTextWhateverARecordHolds() {
        String div = section(SERVER.get("Patient/sum-gp/$summary"), "10160-0").at("/text/div").asString();
        assertThat(div).contains("Aspirin 75 mg &lt;b&gt;tablet&lt;/b&gt;").doesNotContain("<b>");
        assertThat(SERVER.get("Patient/sum-gp/$summary?_format=xml").status()).isEqualTo(200);
    }

    @Test
    void itIsOfTheWholePersonAsFarAsTheCallerSees() {
        SERVER.agree(true);
        Reply reply = SERVER.get("Patient/sum-gp/$summary");
        SERVER.agree(false);

        assertThat(entries(section(reply, "11450-4"))).containsExactlyInAnyOrder("sum-asthma", "sum-fracture");
        assertThat(reply.ids()).contains("sum-trust");
        assertThat(SERVER.get("Patient/sum-trust/$summary").status()).isEqualTo(404);
    }

    @Test
    void whatTheTokenDoesNotGrantIsLeftOut() {
        Reply reply = SERVER.get("Patient/sum-gp/$summary", "Caller", "system/Patient.r system/AllergyIntolerance.r");
        assertThat(section(reply, "11450-4").at("/text/div").asString()).contains("not open");
        assertThat(reply.text()).doesNotContain("Asthma");
        assertThat(SERVER.get("Patient/sum-gp/$summary", "Caller", "system/Condition.r").status()).isEqualTo(403);
    }

    @Test
    void aSummaryIsValid() {
        Reply reply = SERVER.post("Bundle/$validate", SERVER.get("Patient/sum-gp/$summary").text());
        reply.json()
                .path("issue")
                .forEach(issue -> assertThat(issue.path("severity").asString()).as(issue.toString())
                        .isNotEqualTo("error"));
    }

    @Test
    void aDocumentIsTheCompositionThenWhatItRefersTo() {
        Reply reply = SERVER.get("Composition/sum-letter/$document");
        assertThat(reply.json().path("type").asString()).isEqualTo("document");
        assertThat(reply.ids()).startsWith("sum-letter")
                .containsExactlyInAnyOrder("sum-letter", "sum-gp", "sum-now", "sum-tablet", "sum-maker");
        assertThat(SERVER.get("Composition/sum-letter/$document", "Caller", FhirServer.TRUST).status()).isEqualTo(404);
        assertThat(SERVER.get("Composition/sum-letter/$document", "Caller", "system/Patient.r").status())
                .isEqualTo(403);
        assertThat(SERVER.get("Composition/sum-letter/$document", "Caller", "system/Composition.r").ids())
                .containsExactly("sum-letter");
    }

    @Test
    void aDocumentIsKeptOnlyWhenAskedByPost() {
        assertThat(SERVER.get("Composition/sum-letter/$document?persist=true").status()).isEqualTo(400);
        assertThat(SERVER.get("Composition/sum-letter/$document?persist=maybe").status()).isEqualTo(400);
        Reply kept = SERVER.post("Composition/sum-letter/$document", """
                {"resourceType":"Parameters","parameter":[{"name":"persist","valueBoolean":true}]}""");
        String id = kept.json().path("id").asString();
        assertThat(SERVER.get("Bundle/" + id).json().path("type").asString()).isEqualTo("document");
    }
}
