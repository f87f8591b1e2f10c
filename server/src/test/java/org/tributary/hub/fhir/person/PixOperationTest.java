package org.tributary.hub.fhir.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tributary.hub.fhir.person.PersonWorld.ANN;
import static org.tributary.hub.fhir.person.PersonWorld.DORA;
import static org.tributary.hub.fhir.person.PersonWorld.NHS;
import static org.tributary.hub.fhir.person.PersonWorld.SERVER;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tributary.hub.fhir.FhirServer;
import org.tributary.hub.fhir.FhirServer.Reply;

/** IHE PIXm, Patient Identifier Cross-reference Query (ITI-83). */
class PixOperationTest {

    private static Reply pix(String query, String... headers) {
        return SERVER.get(FhirServer.encoded("Patient/$ihe-pix?" + query), headers);
    }

    private static List<String> values(Reply reply, String name, String pointer) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().path("resourceType").asString()).isEqualTo("Parameters");
        return reply.json()
                .path("parameter")
                .valueStream()
                .filter(parameter -> parameter.path("name").asString().equals(name))
                .map(parameter -> parameter.at(pointer).asString(""))
                .toList();
    }

    private static List<String> identifiers(Reply reply) {
        return values(reply, "targetIdentifier", "/valueIdentifier/value");
    }

    @Test
    void the_other_identifiers_of_the_person_and_the_patients_that_carry_them_are_told() {
        Reply reply = pix("sourceIdentifier=urn:trust|T1");
        assertThat(identifiers(reply)).containsExactlyInAnyOrder(ANN, "G1");
        assertThat(values(reply, "targetId", "/valueReference/reference")).containsExactlyInAnyOrder("Patient/gp-ann",
                "Patient/tr-ann");
    }

    @Test
    void a_target_system_limits_what_is_told() {
        Reply reply = pix("sourceIdentifier=urn:trust|T1&targetSystem=urn:gp");
        assertThat(identifiers(reply)).containsExactly("G1");
        assertThat(values(reply, "targetId", "/valueReference/reference")).containsExactly("Patient/gp-ann");
        assertThat(identifiers(pix("sourceIdentifier=urn:trust|T1&targetSystem=urn:gp&targetSystem=" + NHS)))
                .containsExactlyInAnyOrder("G1", ANN);
    }

    @Test
    void a_patient_without_an_identifier_in_the_target_system_has_an_empty_answer() {
        Reply reply = pix("sourceIdentifier=urn:trust|T2&targetSystem=urn:gp");
        assertThat(identifiers(reply)).isEmpty();
        assertThat(reply.json().has("parameter")).isFalse();
    }

    @Test
    void only_what_the_caller_sees_is_told() {
        assertThat(identifiers(pix("sourceIdentifier=urn:trust|T1", "Caller", FhirServer.TRUST))).containsExactly(ANN);
        assertThat(pix("sourceIdentifier=urn:gp|G1", "Caller", FhirServer.TRUST).issueCode())
                .isEqualTo("code-invalid");
        assertThat(pix("sourceIdentifier=urn:trust|T1&targetSystem=urn:gp", "Caller", FhirServer.TRUST).status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
            "sourceIdentifier=urn:trust|none 404 not-found sourceIdentifier",
            "sourceIdentifier=urn:nobody|T1 400 code-invalid sourceIdentifier",
            "sourceIdentifier=urn:trust|T1&targetSystem=urn:nobody 403 code-invalid targetSystem",
            "targetSystem=urn:gp 400 required sourceIdentifier", "sourceIdentifier=T1 400 invalid sourceIdentifier",
            "sourceIdentifier=urn:trust| 400 invalid sourceIdentifier",
            "sourceIdentifier=urn:a|1&sourceIdentifier=urn:b|2 400 invalid sourceIdentifier",
            "sourceIdentifier=urn:trust|T1&colour=red 400 not-supported colour"})
    void what_is_not_known_is_answered_as_the_profile_says(String query, int status, String code, String name) {
        Reply reply = pix(query);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.issueCode()).isEqualTo(code);
        assertThat(reply.diagnostics()).contains(name);
    }

    @Test
    void an_identifier_of_two_who_may_be_two_people_names_neither() {
        Reply reply = pix("sourceIdentifier=" + NHS + '|' + DORA);
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.issueCode()).isEqualTo("multiple-matches");
        assertThat(identifiers(pix("sourceIdentifier=" + NHS + '|' + DORA, "Caller", FhirServer.TRUST))).isEmpty();
    }

    @Test
    void by_post_nothing_of_the_person_is_in_the_url() {
        String body = """
                {"resourceType":"Parameters","parameter":[
                 {"name":"sourceIdentifier","valueIdentifier":{"system":"urn:trust","value":"T1"}},
                 {"name":"targetSystem","valueUri":"urn:gp"}]}""";
        assertThat(identifiers(SERVER.post("Patient/$ihe-pix", body))).containsExactly("G1");
        assertThat(SERVER.get("Patient/gp-ann/$ihe-pix?sourceIdentifier=a").status()).isEqualTo(404);
        assertThat(pix("sourceIdentifier=urn:trust|T1", "Caller", "system/Patient.s").status()).isEqualTo(403);
    }

    @Test
    void the_answer_comes_in_xml() {
        Reply reply = pix("sourceIdentifier=urn:trust|T1", "Accept", "application/fhir+xml");
        assertThat(reply.text()).startsWith("<Parameters").contains("<value value=\"G1\"/>");
    }
}
