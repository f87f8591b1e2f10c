package org.tributary.hub.fhir.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tributary.hub.fhir.person.PersonWorld.SERVER;
import static org.tributary.hub.fhir.person.PersonWorld.personOf;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.hub.fhir.FhirServer;
import org.tributary.hub.fhir.FhirServer.Reply;

/** The parameter {@code _person}: what belongs to any source Patient of a person. */
class OfPersonTest {

    @Test
    void it_finds_what_belongs_to_all_source_patients_that_the_caller_sees() {
        String ann = personOf("gp-ann");
        assertThat(SERVER.find("Observation?_person=" + ann)).containsExactlyInAnyOrder("gp-weight", "tr-weight",
                "tr-pulse");
        assertThat(SERVER.find("Observation?_person=" + ann, "Caller", FhirServer.TRUST))
                .containsExactlyInAnyOrder("tr-weight", "tr-pulse");
        assertThat(SERVER.find("Observation?_person=" + personOf("gp-bert"), "Caller", FhirServer.TRUST)).isEmpty();
    }

    @Test
    void of_patients_it_finds_the_source_patients_themselves() {
        assertThat(SERVER.find("Patient?_person=" + personOf("gp-ann"))).containsExactlyInAnyOrder("gp-ann", "tr-ann");
        assertThat(SERVER.find("Patient?_person=" + personOf("gp-ann") + "&address-city=leeds"))
                .containsExactly("gp-ann");
    }

    @Test
    void a_person_may_be_named_as_searches_name_references() {
        String ann = personOf("gp-ann");
        assertThat(SERVER.find("Observation?_person=Person/" + ann)).hasSize(3);
        assertThat(SERVER.find("Observation?_person=" + SERVER.base() + "/Person/" + ann)).hasSize(3);
        assertThat(SERVER.find("Observation?_person=" + ann + "," + personOf("gp-bert"))).hasSize(4);
        assertThat(SERVER.find("Observation?_person=" + ann + "&_person=" + personOf("gp-bert"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {"&code=8867-4 tr-pulse", "&code=http://loinc.org|8867-4 tr-pulse",
            "&patient=gp-ann gp-weight", "&subject:Patient.identifier=urn:gp|G1 gp-weight", "&_id=tr-pulse tr-pulse",
            "&code:not=29463-7 tr-pulse"})
    void it_goes_together_with_all_else(String more, String found) {
        assertThat(SERVER.find("Observation?_person=" + personOf("gp-ann") + more)).containsExactly(found);
    }

    @Test
    void it_pages_sorts_counts_includes_and_comes_in_forms() {
        String query = "Observation?_person=" + personOf("gp-ann");
        Reply page = SERVER.get(query + "&_sort=-_id&_count=2&_total=accurate");
        assertThat(page.ids()).containsExactly("tr-weight", "tr-pulse");
        assertThat(page.json().path("total").asInt()).isEqualTo(3);
        assertThat(SERVER.get(page.link("next")).ids()).containsExactly("gp-weight");
        assertThat(SERVER.find(query + "&_include=Observation:patient")).hasSize(5).contains("gp-ann", "tr-ann");
        assertThat(SERVER.send("POST", "Observation/_search", "_person=" + personOf("gp-ann"), "Content-Type",
                "application/x-www-form-urlencoded", "Prefer", "handling=strict").ids()).hasSize(3);
        assertThat(SERVER.find("?_type=Patient,Observation&_person=" + personOf("gp-ann"))).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"11111111-2222-3333-4444-555555555555", "nobody", "Person/1-1-1-1-1"})
    void nobody_has_nothing(String person) {
        Reply reply = SERVER.get("Observation?_person=" + person);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("total").asInt()).isZero();
        assertThat(reply.ids()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Observation?_person=Patient/gp-ann", "Observation?_person:not=x", "Observation?_person=a,",
            "Organization?_person=x", "?_person=x", "Observation?patient._person=x"})
    void what_it_cannot_do_is_refused_by_name(String query) {
        Reply reply = SERVER.get(query);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.diagnostics()).contains("_person");
    }

    @Test
    void where_a_type_is_not_of_a_patient_lenient_handling_leaves_it_out_and_says_so() {
        Reply reply = SERVER.get("Organization?_person=x", "Prefer", "handling=lenient");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).contains("'_person' was left out of the search");
        assertThat(SERVER.get("Observation?_person=x", "Prefer", "handling=lenient").ids()).isEmpty();
    }

    @Test
    void everything_of_a_person_is_the_records_of_all_source_patients_in_pages() {
        for (int count : List.of(1, 2, 1000)) {
            List<String> all = new ArrayList<>();
            String next = "Person/" + personOf("gp-ann") + "/$everything?_count=" + count;
            while (!next.isEmpty()) {
                Reply page = SERVER.get(next);
                assertThat(page.status()).as(page.text()).isEqualTo(200);
                all.addAll(page.ids());
                next = page.link("next");
            }
            assertThat(all).containsExactly("gp-ann", "gp-weight", "tr-ann", "tr-weight", "tr-pulse");
        }
        String path = "Person/" + personOf("gp-ann") + "/$everything";
        assertThat(SERVER.get(path + "?_type=Observation", "Caller", FhirServer.TRUST).ids())
                .containsExactly("tr-weight", "tr-pulse");
        assertThat(SERVER.get("Person/" + personOf("gp-bert") + "/$everything", "Caller", FhirServer.TRUST).status())
                .isEqualTo(404);
        assertThat(SERVER.get(path + "?_cursor=x").status()).isEqualTo(400);
        assertThat(SERVER.get(path, "Caller", "system/Person.rs").status()).isEqualTo(403);
    }

    @Test
    void the_capability_statement_names_it_for_what_is_of_a_patient() {
        SERVER.get("metadata").json().at("/rest/0/resource").forEach(type -> {
            boolean offered = type.path("searchParam")
                    .valueStream()
                    .anyMatch(parameter -> parameter.path("name").asString().equals("_person"));
            boolean answered = SERVER.get(type.path("type").asString() + "?_person=x&_count=0").status() == 200;
            assertThat(offered).as(type.path("type").asString()).isEqualTo(answered);
        });
    }
}
