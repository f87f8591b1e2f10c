package org.tributary.hub.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tributary.hub.fhir.FhirServer.Reply;

/** {@code $everything} on a Patient, on all of them and on an Encounter. */
class EverythingOperationTest {

    private static final FhirServer SERVER = FhirServer.shared();

    /** One patient with a record, one who takes part in it, and who looks after them. */
    @BeforeAll
    static void oneRecord() {
        put("Organization/ev-org", "");
        put("Practitioner/ev-gp", "");
        put("Practitioner/ev-stranger", "");
        put("Medication/ev-tablet", "");
        put("Patient/ev-a", ",'generalPractitioner':[{'reference':'Practitioner/ev-gp'}]");
        put("Patient/ev-b", "");
        put("Encounter/ev-visit",
                """
                        ,'status':'finished','class':{'code':'AMB'},'subject':{'reference':'Patient/ev-a'},
                        'serviceProvider':{'reference':'Organization/ev-org'},'diagnosis':[{'condition':{'reference':'Condition/ev-cough'}}],
                        'participant':[{'individual':{'reference':'Practitioner/ev-gp'}}],'period':{'start':'2023-05-01','end':'2023-05-02'}""");
        put("Condition/ev-cough", ",'subject':{'reference':'Patient/ev-a'},'onsetDateTime':'2020-01-02'");
        put("Observation/ev-temperature", """
                ,'status':'final','code':{'text':'temperature'},'subject':{'reference':'Patient/ev-a'},
                'encounter':{'reference':'Encounter/ev-visit'},'effectiveDateTime':'2023-05-01T10:00:00Z'""");
        put("Observation/ev-of-b", """
                ,'status':'final','code':{'text':'told by a'},'subject':{'reference':'Patient/ev-b'},
                'performer':[{'reference':'Patient/ev-a'}]""");
        put("MedicationRequest/ev-prescription", """
                ,'status':'active','intent':'order','subject':{'reference':'Patient/ev-a'},
                'medicationReference':{'reference':'Medication/ev-tablet'},'authoredOn':'2023-05-02'""");
        put("Appointment/ev-both", """
                ,'status':'booked','participant':[{'status':'accepted','actor':{'reference':'Patient/ev-a'}},
                {'status':'accepted','actor':{'reference':'Patient/ev-b'}}]""");
    }

    private static void put(String reference, String members) {
        String[] parts = reference.split("/");
        Reply reply = SERVER.put(reference,
                ("{'resourceType':'" + parts[0] + "','id':'" + parts[1] + "'" + members + "}").replace('\'', '"'));
        assertThat(reply.status()).as(reply.text()).isBetween(200, 201);
    }

    private static List<String> all(Reply first) {
        return all(first, Reply::ids);
    }

    /** Of all pages. */
    private static List<String> all(Reply first, Function<Reply, List<String>> names) {
        List<String> ids = new ArrayList<>();
        Reply page = first;
        while (true) {
            assertThat(page.status()).as(page.text()).isEqualTo(200);
            ids.addAll(names.apply(page));
            String next = page.link("next");
            if (next.isEmpty()) {
                return ids;
            }
            page = SERVER.get(next);
        }
    }

    @Test
    void itIsThePatientItsCompartmentAndWhatThatRefersToEachOnce() {
        Reply reply = SERVER.get("Patient/ev-a/$everything");

        assertThat(reply.ids()).containsExactlyInAnyOrder("ev-a", "ev-visit", "ev-cough", "ev-temperature", "ev-of-b",
                "ev-prescription", "ev-both", "ev-gp", "ev-org", "ev-tablet");
        assertThat(reply.ids().getFirst()).isEqualTo("ev-a");
        assertThat(reply.json().path("type").asString()).isEqualTo("searchset");
        reply.json().path("entry").forEach(entry -> {
            String type = entry.at("/resource/resourceType").asString();
            boolean outside = List.of("Practitioner", "Organization", "Medication").contains(type);
            assertThat(entry.at("/search/mode").asString()).isEqualTo(outside ? "include" : "match");
        });
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "9", "10"})
    void pagesOfAnySizeHoldEachResourceOnce(int count) {
        assertThat(all(SERVER.get("Patient/ev-a/$everything?_count=" + count)))
                .containsExactlyElementsOf(SERVER.get("Patient/ev-a/$everything").ids());
        assertThat(all(SERVER.get("Encounter/ev-visit/$everything?_count=" + count)))
                .containsExactlyElementsOf(SERVER.get("Encounter/ev-visit/$everything").ids());
    }

    @Test
    void whatIsWrittenWhileSomeonePagesNeitherRepeatsNorHidesAnything() {
        put("Patient/ev-busy", "");
        for (int i = 0; i < 6; i++) {
            put("Condition/ev-busy-" + i, ",'subject':{'reference':'Patient/ev-busy'}");
        }
        Reply first = SERVER.get("Patient/ev-busy/$everything?_count=3");
        put("Condition/ev-busy-0", ",'subject':{'reference':'Patient/ev-busy'},'recordedDate':'2024'");
        put("AllergyIntolerance/ev-busy-new", ",'patient':{'reference':'Patient/ev-busy'}");
        SERVER.delete("Condition/" + first.ids().getLast());

        List<String> ids = all(first);

        assertThat(ids).doesNotHaveDuplicates()
                .contains("ev-busy-0", "ev-busy-1", "ev-busy-2", "ev-busy-3", "ev-busy-4", "ev-busy-5");
    }

    @Test
    void typesAreThoseAskedFor() {
        assertThat(SERVER.get("Patient/ev-a/$everything?_type=Observation,Practitioner").ids())
                .containsExactlyInAnyOrder("ev-temperature", "ev-of-b", "ev-gp");
        assertThat(SERVER.get("Patient/ev-a/$everything?_type=Organism").status()).isEqualTo(400);
    }

    @Test
    void startAndEndAreAboutCareAndLeaveInWhatTellsNoTime() {
        List<String> ids = SERVER.get("Patient/ev-a/$everything?start=2023-01-01&end=2023-12-31").ids();
        assertThat(ids).contains("ev-a", "ev-visit", "ev-temperature", "ev-prescription", "ev-tablet", "ev-of-b",
                "ev-gp").doesNotContain("ev-cough");
        assertThat(SERVER.get("Patient/ev-a/$everything?end=2021").ids()).contains("ev-cough")
                .doesNotContain("ev-visit", "ev-org", "ev-tablet");
        assertThat(SERVER.get("Patient/ev-a/$everything?start=soon").status()).isEqualTo(400);
    }

    @Test
    void sinceIsAboutTheLastChange() {
        assertThat(SERVER.get("Patient/ev-a/$everything?_since=2999-01-01T00:00:00Z").ids()).isEmpty();
        assertThat(SERVER.get("Patient/ev-a/$everything?_since=2001-01-01T00:00:00Z").ids()).hasSize(10);
    }

    @Test
    void anEncounterBringsItsCompartmentAndWhatThatRefersToItsPatientAmongThem() {
        assertThat(SERVER.get("Encounter/ev-visit/$everything").ids()).containsExactlyInAnyOrder("ev-visit",
                "ev-temperature", "ev-cough", "ev-a", "ev-gp", "ev-org");
        assertThat(SERVER.get("Encounter/ev-visit/$everything?start=2020").status()).isEqualTo(400);
    }

    @Test
    void itCanBePostedWithParameters() {
        Reply reply = SERVER.post("Patient/ev-a/$everything", """
                {"resourceType":"Parameters","parameter":[{"name":"_type","valueCode":"Condition"},
                 {"name":"_type","valueCode":"Patient"},{"name":"_count","valueInteger":1}]}""");
        assertThat(all(reply)).containsExactly("ev-a", "ev-cough");
    }

    @Test
    void theNextPageComesInTheSameFormat() {
        Reply reply = SERVER.get("Patient/ev-a/$everything?_count=1&_pretty=true");
        assertThat(reply.link("next")).contains("_pretty=true");
        assertThat(SERVER.get(reply.link("next")).status()).isEqualTo(200);
    }

    @Test
    void onTheTypeItIsEveryVisiblePatientsRecord() {
        List<String> urls = all(SERVER.get("Patient/$everything?_count=7"), reply -> reply.json()
                .path("entry")
                .findValuesAsString("fullUrl"));

        assertThat(urls).doesNotHaveDuplicates();
        assertThat(urls.stream().map(url -> url.substring(url.lastIndexOf('/') + 1)))
                .contains("ev-a", "ev-b", "ev-visit", "ev-cough", "ev-temperature", "ev-of-b", "ev-prescription",
                        "ev-both", "ev-gp", "ev-org", "ev-tablet")
                .doesNotContain("ev-stranger");
        assertThat(all(SERVER.get("Patient/$everything", "Caller", FhirServer.TRUST))).doesNotContain("ev-a", "ev-gp");
    }

    @Test
    void typesThatTheTokenDoesNotGrantAreNoPartOfIt() {
        assertThat(SERVER.get("Patient/ev-a/$everything", "Caller", "system/Patient.r system/Condition.r").ids())
                .containsExactly("ev-a", "ev-cough");
        assertThat(SERVER.get("Patient/ev-a/$everything", "Caller", "system/Condition.r").status()).isEqualTo(403);
        assertThat(SERVER.get("Patient/ev-a/$everything?_type=Observation", "Caller", "system/Patient.r").ids())
                .isEmpty();
    }

    @Test
    void aPatientWhomTheCallerMayNotSeeIs404() {
        assertThat(SERVER.get("Patient/ev-a/$everything", "Caller", FhirServer.TRUST).status()).isEqualTo(404);
        assertThat(SERVER.get("Patient/ev-none/$everything").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"_count=0", "_count=many", "_cursor=x", "_since=x", "_colour=red", "_count=1&_count=2"})
    void whatIsWrongIsRefused(String query) {
        Reply reply = SERVER.get("Patient/ev-a/$everything?" + query);
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.diagnostics()).contains(query.substring(0, query.indexOf('=')));
    }

    @Test
    void aCursorOfAnotherRequestIsRefused() {
        String next = SERVER.get("Patient/ev-a/$everything?_count=2").link("next");
        assertThat(SERVER.get(next.replace("ev-a", "ev-b")).status()).isEqualTo(400);
    }
}
