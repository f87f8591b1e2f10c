package org.tributary.hub.fhir.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tributary.hub.fhir.person.PersonWorld.ANN;
import static org.tributary.hub.fhir.person.PersonWorld.NHS;
import static org.tributary.hub.fhir.person.PersonWorld.SERVER;
import static org.tributary.hub.fhir.person.PersonWorld.keep;
import static org.tributary.hub.fhir.person.PersonWorld.personOf;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.hub.fhir.FhirServer;
import org.tributary.hub.fhir.FhirServer.Reply;
import tools.jackson.databind.JsonNode;

/** Person resources: the hub's own, made of what the caller sees, beside those that publishers send. */
class PersonTest {

    private static List<String> texts(JsonNode array, String pointer) {
        return array.valueStream().map(node -> node.at(pointer).asString("")).toList();
    }

    @Test
    void a_person_is_made_of_all_the_source_patients_that_the_caller_sees() {
        String id = personOf("gp-ann");
        JsonNode person = SERVER.get("Person/" + id).json();

        assertThat(person.path("resourceType").asString()).isEqualTo("Person");
        assertThat(person.path("id").asString()).isEqualTo(id);
        assertThat(texts(person.path("identifier"), "/value")).containsExactlyInAnyOrder(ANN, "G1", "T1");
        assertThat(texts(person.path("link"), "/target/reference")).containsExactly("Patient/gp-ann",
                "Patient/tr-ann");
        assertThat(person.path("active").asBoolean()).isTrue();
        assertThat(person.at("/meta/tag/0/code").asString()).isEqualTo("derived");
    }

    @Test
    void its_values_are_those_of_the_source_that_verified_the_nhs_number_and_of_others_where_that_has_none() {
        JsonNode person = SERVER.get("Person/" + personOf("tr-ann")).json();

        assertThat(texts(person.path("name"), "/family")).containsExactly("Marlow");
        assertThat(person.at("/address/0/postalCode").asString()).isEqualTo("LS1 1AA");
        assertThat(person.at("/telecom/0/value").asString()).isEqualTo("0113 496 0000");
        assertThat(person.path("birthDate").asString()).isEqualTo("1950-03-04");
        assertThat(person.path("gender").asString()).isEqualTo("female");
    }

    @Test
    void a_link_by_a_verified_nhs_number_and_the_birth_date_is_of_assurance_level_4() {
        JsonNode links = SERVER.get("Person/" + personOf("gp-ann")).json().path("link");
        assertThat(links.path(0).path("assurance").asString()).isEqualTo("level4");
    }

    @Test
    void a_link_by_other_rules_is_of_assurance_level_3_and_one_by_a_rare_name_of_level_2() {
        String home = "'address':[{'line':['7 Kiln Row'],'postalCode':'LS9 3QP'}],";
        ismay("gp-ismay", FhirServer.PRACTICE, "1944-11-23", home);
        ismay("tr-ismay", FhirServer.TRUST, "1944-11-23", home);
        assertThat(assurance("gp-ismay")).containsExactly("level3", "level3");

        ismay("gp-ismay-2", FhirServer.PRACTICE, "1972-08-17", home);
        ismay("tr-ismay-2", FhirServer.TRUST, "1972-08-17", "");
        assertThat(assurance("gp-ismay-2")).containsExactly("level2", "level2");
    }

    private static void ismay(String id, String caller, String birthDate, String home) {
        keep(caller, "{'resourceType':'Patient','id':'" + id + "'," + home + "'name':[{'family':'Quillfeather','given':"
                + "['Ismay']}],'gender':'female','birthDate':'" + birthDate + "'}");
    }

    private static List<String> assurance(String patient) {
        return texts(SERVER.get("Person/" + personOf(patient)).json().path("link"), "/assurance");
    }

    @Test
    void a_patient_that_was_compared_with_nobody_is_linked_without_a_level_of_assurance() {
        JsonNode links = SERVER.get("Person/" + personOf("gp-bert")).json().path("link");
        assertThat(links).hasSize(1);
        assertThat(links.path(0).has("assurance")).isFalse();
    }

    @Test
    void whoever_sees_a_part_of_a_person_is_shown_that_part_alone() {
        String id = personOf("gp-ann");
        JsonNode person = SERVER.get("Person/" + id, "Caller", FhirServer.TRUST).json();

        assertThat(texts(person.path("identifier"), "/value")).containsExactlyInAnyOrder(ANN, "T1");
        assertThat(texts(person.path("name"), "/family")).containsExactly("Marlowe");
        assertThat(texts(person.path("link"), "/target/reference")).containsExactly("Patient/tr-ann");
        assertThat(person.has("address")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"identifier=urn:gp|G1", "link=Patient/gp-ann", "name=bert", "address-city=leeds",
            "patient.name=bert"})
    void what_the_caller_may_not_see_finds_nobody(String query) {
        assertThat(SERVER.find("Person?" + query)).hasSize(1);
        assertThat(SERVER.find("Person?" + query, "Caller", FhirServer.TRUST)).isEmpty();
        assertThat(SERVER.get(FhirServer.encoded("Person?_total=accurate&" + query), "Caller", FhirServer.TRUST)
                .json()
                .path("total")
                .asInt()).isZero();
    }

    @Test
    void a_person_of_whom_nothing_is_visible_is_not_found() {
        assertThat(SERVER.get("Person/" + personOf("gp-bert"), "Caller", FhirServer.TRUST).status()).isEqualTo(404);
        assertThat(SERVER.get("Person/11111111-2222-3333-4444-555555555555").status()).isEqualTo(404);
        assertThat(SERVER.get("Person/no-such-one").status()).isEqualTo(404);
        assertThat(SERVER.get("Person/" + personOf("gp-bert"), "Caller", "system/Patient.rs").status())
                .isEqualTo(403);
    }

    @Test
    void for_a_retired_person_the_one_that_stays_is_read_under_its_own_id() {
        keep(FhirServer.PRACTICE, "{'resourceType':'Patient','id':'gp-late','name':[{'family':'Late'}],"
                + "'birthDate':'1970-01-01'}");
        keep(FhirServer.TRUST, "{'resourceType':'Patient','id':'tr-late','identifier':[{'system':'" + NHS
                + "','value':'9991230157'}],'name':[{'family':'Late'}],'birthDate':'1970-01-01'}");
        String retired = personOf("gp-late");
        String stays = personOf("tr-late");
        keep(FhirServer.PRACTICE, "{'resourceType':'Patient','id':'gp-late','identifier':[{'system':'" + NHS
                + "','value':'9991230157'}],'name':[{'family':'Late'}],'birthDate':'1970-01-01'}");
        String one = personOf("gp-late");
        assertThat(one).isIn(retired, stays);
        String other = one.equals(stays) ? retired : stays;

        Reply reply = SERVER.get("Person/" + other);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("id").asString()).isEqualTo(one);
        assertThat(reply.header("Content-Location")).isEqualTo(SERVER.base() + "/Person/" + one);
        assertThat(SERVER.find("Person?_id=" + other)).containsExactly(one);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {"identifier=" + NHS + "|" + ANN + " gp-ann", "identifier=T1 gp-ann",
            "name=marlowe gp-ann", "name:exact=Cyril tr-cyril", "name:contains=ene tr-cyril",
            "birthdate=1931-09-10 tr-cyril", "birthdate=lt1932 tr-cyril", "link=Patient/tr-ann gp-ann",
            "link:Patient=tr-ann gp-ann", "patient=gp-bert gp-bert", "phone=01134960000 gp-ann", "address=leeds gp-ann",
            "address-postalcode=LS1 gp-ann", "gender=male gp-bert", "identifier=T1&address-city=leeds gp-ann",
            "name=marlow&birthdate=1948-01-02 gp-bert", "link:Patient.identifier=urn:trust|T2 tr-cyril",
            "patient.family=dene tr-cyril", "_tag=derived&name=dene tr-cyril",
            "link=Patient/tr-cyril,Patient/nobody tr-cyril"})
    void a_person_is_found_by_what_any_source_says(String query, String patient) {
        String phone = query.replace("01134960000", "0113%20496%200000");
        assertThat(SERVER.find("Person?" + phone)).containsExactly(personOf(patient));
        assertThat(SERVER.find("Person?_id=" + personOf(patient) + "&" + phone)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"name=nobody", "identifier=urn:trust|G1", "identifier=T1&name=bert",
            "link=Patient/no-such", "organization=Organization/1", "link=Practitioner/tr-ann", "_tag=derived2",
            "_tag=derived&link:missing=true"})
    void nobody_is_found_by_what_no_source_says(String query) {
        assertThat(SERVER.find("Person?" + query)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {"colour=red colour", "name:missing=true name:missing",
            "gender:not=male gender:not", "_sort=birthdate _sort", "birthdate=tuesday birthdate", "_cursor=x _cursor"})
    void what_is_not_understood_is_refused_by_name(String query, String name) {
        Reply reply = SERVER.get("Person?" + query);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.diagnostics()).contains("'" + name + "'");
    }

    @Test
    void pages_lead_from_the_hubs_persons_on_to_those_that_were_sent() {
        keep(FhirServer.PRACTICE, "{'resourceType':'Person','id':'sent-1','name':[{'family':'Quill'}]}");
        keep(FhirServer.PRACTICE, "{'resourceType':'Person','id':'sent-2','name':[{'family':'Quill'}]}");
        keep(FhirServer.PRACTICE, "{'resourceType':'Patient','id':'gp-quill-1','name':[{'family':'Quill'}]}");
        keep(FhirServer.PRACTICE, "{'resourceType':'Patient','id':'gp-quill-2','name':[{'family':'Quill'}]}");
        for (int count = 1; count <= 4; count++) {
            List<String> all = new ArrayList<>();
            String next = "Person?name=quill&_total=accurate&_count=" + count;
            while (!next.isEmpty()) {
                Reply page = SERVER.get(next);
                assertThat(page.json().path("total").asInt()).isEqualTo(4);
                assertThat(page.ids()).hasSizeLessThanOrEqualTo(count).isNotEmpty();
                all.addAll(page.ids());
                next = page.link("next");
            }
            assertThat(all).as("pages of " + count).hasSize(4).doesNotHaveDuplicates();
            assertThat(all.subList(0, 2)).contains(personOf("gp-quill-1"), personOf("gp-quill-2"));
            assertThat(all.subList(2, 4)).containsExactlyInAnyOrder("sent-1", "sent-2");
        }
        assertThat(SERVER.get("Person?name=quill").json().path("total").asInt()).isEqualTo(4);
        assertThat(SERVER.get("Person?name=quill&_summary=count").json().path("total").asInt()).isEqualTo(4);
        assertThat(SERVER.find("Person?name=quill&_tag=derived")).hasSize(2);
        assertThat(SERVER.get("Person?name=quill", "Caller", FhirServer.TRUST).json().path("total").asInt()).isZero();
    }

    @Test
    void a_person_that_a_publisher_sends_stays_that_publishers_record() {
        String sent = "{'resourceType':'Person','id':'sent-own','name':[{'family':'Rook'}],'link':[{'target':"
                + "{'reference':'Patient/gp-bert'}}]}";
        keep(FhirServer.PRACTICE, sent);
        Reply reply = SERVER.get("Person/sent-own");
        assertThat(reply.json().at("/name/0/family").asString()).isEqualTo("Rook");
        assertThat(reply.json().path("meta").has("tag")).isFalse();
        assertThat(SERVER.get("Person/sent-own/_history").status()).isEqualTo(200);
        assertThat(SERVER.find("Person?patient=gp-bert")).hasSize(2).contains("sent-own");
        assertThat(SERVER.find("Patient/gp-bert/Person")).hasSize(2);
        assertThat(SERVER.delete("Person/sent-own").status()).isEqualTo(204);
    }

    @Test
    void a_person_that_the_hub_keeps_cannot_be_written() {
        String id = personOf("gp-ann");
        String person = SERVER.get("Person/" + id).text();

        Reply put = SERVER.put("Person/" + id, person);
        assertThat(put.status()).isEqualTo(405);
        assertThat(put.header("Allow")).isEqualTo("GET");
        assertThat(SERVER.delete("Person/" + id).status()).isEqualTo(405);
        assertThat(SERVER.post("", "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"resource\":"
                + person + ",\"request\":{\"method\":\"PUT\",\"url\":\"Person/" + id + "\"}}]}").status())
                .isEqualTo(405);
    }

    @Test
    void a_reader_who_has_it_already_is_told_so() {
        Reply reply = SERVER.get("Person/" + personOf("tr-cyril"));
        assertThat(reply.header("ETag")).isEqualTo("W/\"" + reply.json().at("/meta/versionId").asString() + '"');
        assertThat(SERVER.get("Person/" + personOf("tr-cyril"), "If-None-Match", reply.header("ETag")).status())
                .isEqualTo(304);
        assertThat(SERVER.get("Person/" + personOf("tr-cyril"), "If-None-Match", "W/\"1\"").status()).isEqualTo(200);
    }

    @Test
    void the_source_patients_come_along_when_they_are_asked_for() {
        JsonNode entries = SERVER.get("Person?identifier=T1&_include=Person:patient").json().path("entry");
        assertThat(texts(entries, "/search/mode")).containsExactly("match", "include", "include");
        assertThat(SERVER.find("Person?identifier=T1&_include=Person:link", "Caller", "system/Person.rs")).hasSize(1);
    }

    @Test
    void persons_have_the_forms_that_other_resources_have() {
        String path = "Person/" + personOf("gp-ann");
        assertThat(SERVER.get(path + "?_elements=name").json().propertyNames()).contains("name")
                .doesNotContain("identifier", "link");
        assertThat(SERVER.get(path, "Accept", "application/fhir+xml").text()).startsWith("<Person")
                .contains("<assurance value=\"level4\"/>");
        assertThat(SERVER.get("Person?name=marlowe&_summary=true").json().at("/entry/0/resource").has("name"))
                .isTrue();
        Reply found = SERVER.send("POST", "Person/_search", "name=marlowe", "Content-Type",
                "application/x-www-form-urlencoded");
        assertThat(found.ids()).containsExactly(personOf("gp-ann"));
        assertThat(found.json().at("/entry/0/fullUrl").asString())
                .isEqualTo(SERVER.base() + "/Person/" + personOf("gp-ann"));
        assertThat(SERVER.post("Person/$validate", SERVER.get(path).text()).text())
                .doesNotContain("\"severity\":\"error\"");
    }
}
