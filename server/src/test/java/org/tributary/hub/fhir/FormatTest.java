package org.tributary.hub.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.tributary.hub.fhir.FhirServer.Reply;

/** R4, RESTful API, section "content types and encodings", and Search, sections "summary" and "elements". */
class FormatTest {

    private final FhirServer server = FhirServer.shared();

    private void store(String id) {
        server.put("Patient/" + id, """
                {"resourceType":"Patient","id":"%s",
                 "text":{"status":"generated","div":"<div xmlns=\\"http://www.w3.org/1999/xhtml\\">told</div>"},
                 "active":true,"name":[{"family":"Test"}],"gender":"female","multipleBirthInteger":2,
                 "maritalStatus":{"text":"single"}}""".formatted(id));
    }

    @Test
    void theServerSupportsContentNegotiationByTheAcceptHeader() {
        store("format-accept");

        assertThat(server.get("Patient/format-accept", "Accept", "application/fhir+xml").header("Content-Type"))
                .isEqualTo("application/fhir+xml;charset=UTF-8");
        assertThat(server.get("Patient/format-accept", "Accept", "application/fhir+json").header("Content-Type"))
                .isEqualTo("application/fhir+json;charset=UTF-8");
        assertThat(server.get("Patient/format-accept", "Accept", "application/fhir+json;q=0.5, application/fhir+xml")
                .text()).startsWith("<Patient xmlns=\"http://hl7.org/fhir\">");
        assertThat(server.get("Patient/format-accept", "Accept", "text/html,application/xhtml+xml,*/*;q=0.8").text())
                .startsWith("{");
    }

    @Test
    void aGenericMimeTypeIsAnsweredInKind() {
        store("format-generic");

        assertThat(server.get("Patient/format-generic", "Accept", "application/json").header("Content-Type"))
                .isEqualTo("application/json;charset=UTF-8");
        assertThat(server.get("Patient/format-generic", "Accept", "text/xml").header("Content-Type"))
                .isEqualTo("text/xml;charset=UTF-8");
    }

    @Test
    void formatOverridesTheAcceptHeader() {
        store("format-param");

        for (String format : new String[]{"xml", "text/xml", "application/xml", "application/fhir+xml",
                "application/fhir%2Bxml"}) {
            assertThat(server.get("Patient/format-param?_format=" + format, "Accept", "application/fhir+json").text())
                    .startsWith("<Patient");
        }
        assertThat(server.get("Patient/format-param?_format=json", "Accept", "application/fhir+xml").text())
                .startsWith("{");
    }

    @Test
    void aFormatThatIsNotSpokenIs406() {
        assertThat(server.get("Patient/format-none", "Accept", "text/turtle").status()).isEqualTo(406);
        assertThat(server.get("Patient?_format=ttl").status()).isEqualTo(406);
        assertThat(server.get("Patient/format-none", "Accept", "application/fhir+json; fhirVersion=3.0").status())
                .isEqualTo(406);
    }

    @Test
    void errorsSpeakTheFormatThatWasAskedFor() {
        Reply reply = server.get("Patient/format-missing", "Accept", "application/fhir+xml");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.text()).startsWith("<OperationOutcome").contains("not-found");
    }

    @Test
    void xmlIsReadAndKeptAsTheSameResource() {
        Reply reply = server.put("Observation/format-xml", """
                <Observation xmlns="http://hl7.org/fhir"><id value="format-xml"/><status value="final"/>
                <code><text value="dose"/></code><valueQuantity><value value="1.50"/></valueQuantity></Observation>""",
                "Content-Type", "application/fhir+xml");

        assertThat(reply.status()).isEqualTo(201);
        assertThat(server.get("Observation/format-xml").text()).contains("\"valueQuantity\":{\"value\":1.50}");
        assertThat(server.get("Observation/format-xml?_format=xml").text()).contains("<value value=\"1.50\"/>");
    }

    @Test
    void prettyMakesLinesAndKeepsTheContent() {
        store("format-pretty");

        Reply pretty = server.get("Patient/format-pretty?_pretty=true");

        assertThat(pretty.text().lines().count()).isGreaterThan(10);
        assertThat(pretty.json()).isEqualTo(server.get("Patient/format-pretty").json());
    }

    @Test
    void summaryTrueKeepsTheElementsMarkedSummaryAndTagsTheRestAsLeftOut() {
        store("format-summary");

        Reply reply = server.get("Patient/format-summary?_summary=true");

        assertThat(reply.json().path("gender").asString()).isEqualTo("female");
        assertThat(reply.json().has("maritalStatus")).isFalse();
        assertThat(reply.json().has("text")).isFalse();
        assertThat(reply.json().at("/meta/tag/0/code").asString()).isEqualTo("SUBSETTED");
    }

    @Test
    void summaryTextKeepsTheNarrativeAndSummaryDataLeavesItOut() {
        store("format-text");

        Reply text = server.get("Patient/format-text?_summary=text");
        Reply data = server.get("Patient/format-text?_summary=data");

        assertThat(text.json().has("text")).isTrue();
        assertThat(text.json().has("gender")).isFalse();
        assertThat(text.json().path("id").asString()).isEqualTo("format-text");
        assertThat(data.json().has("text")).isFalse();
        assertThat(data.json().path("gender").asString()).isEqualTo("female");
    }

    @Test
    void elementsKeepsTheNamedElementsOfEachMatch() {
        store("format-elements");

        Reply reply = server.get("Patient?_id=format-elements&_elements=gender,active");

        assertThat(reply.json().at("/entry/0/resource/gender").asString()).isEqualTo("female");
        assertThat(reply.json().at("/entry/0/resource/active").asBoolean()).isTrue();
        assertThat(reply.json().at("/entry/0/resource/name").isMissingNode()).isTrue();
        assertThat(reply.json().at("/entry/0/resource/id").asString()).isEqualTo("format-elements");
        assertThat(reply.json().at("/entry/0/fullUrl").asString()).endsWith("/Patient/format-elements");
        assertThat(reply.json().path("type").asString()).isEqualTo("searchset");
    }

    @Test
    void hapisClientReadsWritesAndSearchesInBothFormats() {
        FhirContext r4 = FhirContext.forR4Cached();
        r4.getRestfulClientFactory().setServerValidationMode(ServerValidationModeEnum.NEVER);
        for (EncodingEnum encoding : new EncodingEnum[]{EncodingEnum.JSON, EncodingEnum.XML}) {
            IGenericClient client = r4.newRestfulGenericClient(server.base());
            client.setEncoding(encoding);
            client.registerInterceptor(new CallerHeader());
            Patient patient = new Patient();
            patient.addName().setFamily("Roundtrip").addGiven("Mary");
            patient.setGender(AdministrativeGender.FEMALE);

            IdType id = (IdType) client.create().resource(patient).execute().getId();
            Patient read = client.read().resource(Patient.class).withId(id.getIdPart()).execute();
            Bundle found = client.search()
                    .forResource(Patient.class)
                    .where(Patient.RES_ID.exactly().code(id.getIdPart()))
                    .returnBundle(Bundle.class)
                    .execute();
            read.setGender(AdministrativeGender.UNKNOWN);
            IdType updated = (IdType) client.update().resource(read).execute().getId();
            client.delete().resourceById("Patient", id.getIdPart()).execute();

            assertThat(read.getNameFirstRep().getGivenAsSingleString()).isEqualTo("Mary");
            assertThat(found.getEntry()).hasSize(1);
            assertThat(((Patient) found.getEntryFirstRep().getResource()).getGender())
                    .isEqualTo(AdministrativeGender.FEMALE);
            assertThat(updated.getVersionIdPart()).isEqualTo("2");
            assertThat(server.get("Patient/" + id.getIdPart()).status()).isEqualTo(410);
        }
    }
}
