package org.tributary.hub.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tributary.hub.fhir.FhirServer.Reply;
import tools.jackson.databind.JsonNode;

/**
 * R4, Search: chained parameters, reverse chains, included resources, compartments, searches across types, handling.
 */
class JoinedSearchTest {

    private static final FhirServer SERVER = FhirServer.shared();
    private static final String FORM = "application/x-www-form-urlencoded";

    @BeforeAll
    static void aWardAndItsPatients() {
        SERVER.put("Organization/joined-org", """
                {"resourceType":"Organization","id":"joined-org","name":"Joined Practice"}""");
        for (int i = 1; i <= 3; i++) {
            SERVER.put("Patient/joined-" + i, """
                    {"resourceType":"Patient","id":"joined-%d","gender":"%s","birthDate":"1950-01-0%d",
                     "managingOrganization":{"reference":"Organization/joined-org"},
                     "text":{"status":"generated","div":"<div xmlns=\\"http://www.w3.org/1999/xhtml\\">x</div>"},
                     "name":[{"family":"Joinedson","given":["N%d"]}]}""".formatted(i, i == 3 ? "male" : "female", i,
                    i));
            SERVER.put("Observation/joined-" + i, """
                    {"resourceType":"Observation","id":"joined-%d","status":"final",
                     "code":{"coding":[{"system":"https://tributary.example/joined","code":"k%d"}]},
                     "subject":{"reference":"Patient/joined-%d"}}""".formatted(i, i, i));
        }
        SERVER.put("Patient/joined-hidden", """
                {"resourceType":"Patient","id":"joined-hidden","name":[{"family":"Joinedson"}]}""", "Caller",
                FhirServer.TRUST);
        SERVER.put("Observation/joined-of-hidden", """
                {"resourceType":"Observation","id":"joined-of-hidden","status":"final","code":{"text":"x"},
                 "subject":{"reference":"Patient/joined-hidden"}}""");
        SERVER.put("Observation/joined-hidden", """
                {"resourceType":"Observation","id":"joined-hidden","status":"final",
                 "code":{"coding":[{"system":"https://tributary.example/joined","code":"secret"}]},
                 "subject":{"reference":"Patient/joined-1"}}""", "Caller", FhirServer.TRUST);
    }

    @Test
    void aChainedParameterSearchesByWhatIsReferredTo() {
        assertThat(SERVER.get("Observation?subject:Patient.name=joinedson&patient.gender=female").ids())
                .containsExactlyInAnyOrder("joined-1", "joined-2");
        assertThat(SERVER.get("Observation?subject.organization.name=joined%20practice&subject.birthdate=1950-01-03")
                .ids()).containsExactly("joined-3");
    }

    @Test
    void aReverseChainSearchesByWhatRefers() {
        assertThat(SERVER.get("Patient?_has:Observation:patient:code=https://tributary.example/joined%7Ck2").ids())
                .containsExactly("joined-2");
        assertThat(SERVER.get("Organization?_has:Patient:organization:_has:Observation:subject:code=k3").ids())
                .containsExactly("joined-org");
    }

    @Test
    void whatTheCallerMayNotSeeInfluencesNoChainNoReverseChainNoIncludeAndNoTotal() {
        String chained = "Observation?subject:Patient.name=joinedson&_total=accurate";
        String reverse = "Patient?_has:Observation:subject:code=secret&_total=accurate";
        String including = "Patient?_id=joined-1&_revinclude=Observation:subject";
        String referred = "Observation?_id=joined-of-hidden&_include=Observation:subject";
        assertThat(SERVER.get(chained).ids()).containsExactlyInAnyOrder("joined-1", "joined-2", "joined-3");
        assertThat(SERVER.get(chained).json().path("total").asInt()).isEqualTo(3);
        assertThat(SERVER.get(reverse).json().path("total").asInt()).isZero();
        assertThat(SERVER.get(including).ids()).containsExactly("joined-1", "joined-1");
        assertThat(SERVER.get(referred).ids()).containsExactly("joined-of-hidden");
        SERVER.agree(true);
        try {
            assertThat(SERVER.get(chained).ids()).contains("joined-of-hidden");
            assertThat(SERVER.get(reverse).ids()).containsExactly("joined-1");
            assertThat(SERVER.get(including).ids()).contains("joined-hidden");
            assertThat(SERVER.get(referred).ids()).containsExactly("joined-of-hidden", "joined-hidden");
        } finally {
            SERVER.agree(false);
        }
    }

    @Test
    void includedResourcesComeOnceAfterTheMatchesInTheModeInclude() {
        Reply reply = SERVER.get("Observation?code=https://tributary.example/joined%7C&_include=Observation:subject"
                + "&_include:iterate=Patient:organization&_total=accurate");

        assertThat(reply.json().path("total").asInt()).isEqualTo(3);
        assertThat(modes(reply)).containsExactly("match", "match", "match", "include", "include", "include",
                "include");
        assertThat(fullUrls(reply)).doesNotHaveDuplicates()
                .contains(SERVER.base() + "/Patient/joined-2", SERVER.base() + "/Organization/joined-org");
    }

    @Test
    void eachPageIncludesWhatItsOwnMatchesReferTo() {
        Reply page = SERVER.get("Patient?name=joinedson&_sort=birthdate&_count=1&_revinclude=Observation:subject");
        List<String> observed = new ArrayList<>();
        while (true) {
            assertThat(modes(page)).containsExactly("match", "include");
            assertThat(page.ids().getFirst()).isEqualTo(page.ids().getLast());
            observed.addAll(page.ids());
            if (page.link("next").isEmpty()) {
                break;
            }
            page = SERVER.get(page.link("next"));
        }
        assertThat(observed).containsExactly("joined-1", "joined-1", "joined-2", "joined-2", "joined-3", "joined-3");
    }

    @Test
    void typesThatTheTokenDoesNotGrantAreNotIncludedAndNotLedThrough() {
        String includes = "Observation?_id=joined-1&_include=Observation:subject";
        assertThat(modes(SERVER.get(includes, "Caller", "system/Observation.s"))).containsExactly("match");
        assertThat(modes(SERVER.get(includes, "Caller", "system/Observation.s system/Patient.r")))
                .containsExactly("match", "include");
        Reply chained = SERVER.get("Observation?subject:Patient.name=joinedson", "Caller", "system/Observation.rs");
        assertThat(chained.status()).isEqualTo(403);
        assertThat(chained.diagnostics()).contains("Patient.s");
        assertThat(SERVER.get(SERVER.base() + "?_type=Patient,Observation", "Caller", "system/Observation.rs").status())
                .isEqualTo(403);
        assertThat(SERVER.get(SERVER.base() + "?_id=joined-1", "Caller", "system/Observation.rs").ids())
                .containsExactly("joined-1");
        assertThat(SERVER.get("", "Caller", "system/*.cru").status()).isEqualTo(403);
    }

    @Test
    void aCompartmentIsSearchedByTypeOrWhole() {
        assertThat(SERVER.get("Patient/joined-1/Observation").ids()).containsExactly("joined-1");
        assertThat(SERVER.get("Patient/joined-1/Observation?code=k2").ids()).isEmpty();
        Reply whole = SERVER.get("Patient/joined-2/*?_total=accurate");
        assertThat(fullUrls(whole)).containsExactlyInAnyOrder(SERVER.base() + "/Patient/joined-2",
                SERVER.base() + "/Observation/joined-2");
        assertThat(whole.link("self")).startsWith(SERVER.base() + "/Patient/joined-2/*");
        assertThat(SERVER.get(whole.link("self")).ids()).isEqualTo(whole.ids());
        assertThat(SERVER.post("Patient/joined-2/Observation/_search", "code=k2", "Content-Type", FORM).ids())
                .containsExactly("joined-2");
    }

    @Test
    void aSearchAcrossTypesPagesThroughAllOfThem() {
        List<String> found = new ArrayList<>();
        Reply page = SERVER.get(
                SERVER.base() + "?_type=Patient,Observation&_id=joined-1,joined-2,joined-3&_count=4&_total=accurate");
        assertThat(page.json().path("total").asInt()).isEqualTo(6);
        found.addAll(fullUrls(page));
        assertThat(SERVER.get(page.link("first")).ids()).isEqualTo(page.ids());
        page = SERVER.get(page.link("next"));
        found.addAll(fullUrls(page));
        assertThat(found).hasSize(6).doesNotHaveDuplicates();
        assertThat(page.link("next")).isEmpty();
        assertThat(SERVER.post("_search?_type=Patient", "_id=joined-1", "Content-Type", FORM).ids())
                .containsExactly("joined-1");
        assertThat(SERVER.get(SERVER.base() + "?_id=joined-org").ids()).containsExactly("joined-org");
    }

    @Test
    void pagesStayRightWhileOthersWrite() {
        Reply page = SERVER.get("Patient?name=joinedson&_count=1&_sort=-_id");
        assertThat(page.ids()).containsExactly("joined-3");
        SERVER.put("Patient/joined-4", """
                {"resourceType":"Patient","id":"joined-4","name":[{"family":"Joinedson"}]}""");
        try {
            page = SERVER.get(page.link("next"));
            assertThat(page.ids()).containsExactly("joined-2");
        } finally {
            SERVER.delete("Patient/joined-4");
        }
        String cursor = page.link("next").substring(page.link("next").indexOf("_cursor=") + 8);
        Reply posted = SERVER.post("Patient/_search", "name=joinedson&_count=1&_sort=-_id&_cursor=" + cursor,
                "Content-Type", FORM);
        assertThat(posted.ids()).containsExactly("joined-1");
    }

    @Test
    void lenientHandlingLeavesOutWhatIsUnknownAndSaysSoFirst() {
        Reply reply = SERVER.get("Patient?favourite-colour=red&_id=joined-1&organization.shade=x", "Prefer",
                "handling=lenient");

        assertThat(modes(reply)).containsExactly("outcome", "match");
        assertThat(reply.json().at("/entry/0/resource/issue").toString()).contains("favourite-colour")
                .contains("organization.shade");
        assertThat(reply.json().at("/entry/0/resource/issue/0/severity").asString()).isEqualTo("warning");
        assertThat(reply.link("self")).isEqualTo(SERVER.base() + "/Patient?_id=joined-1");
        assertThat(SERVER.get("Patient?favourite-colour=red", "Prefer", "handling=strict").status()).isEqualTo(400);
        assertThat(SERVER.get("Patient?birthdate=tuesday", "Prefer", "handling=lenient").status()).isEqualTo(400);
    }

    @Test
    void anOutcomeIsWholeWhateverIsLeftOutOfResources() {
        for (String selection : List.of("_elements=name", "_summary=true", "_summary=text", "_summary=data")) {
            Reply reply = SERVER.get("Patient?colour=red&_id=joined-1&" + selection, "Prefer", "handling=lenient");
            assertThat(reply.json().at("/entry/0/resource/issue/0/diagnostics").asString()).as(selection)
                    .contains("colour");
        }
    }

    @Test
    void elementsAreOfMatchesAndSummariesOfAllOnEveryPage() {
        Reply page = SERVER.get("Observation?patient.name=joinedson&_count=2&_elements=subject,name"
                + "&_include=Observation:subject");
        JsonNode included = page.json().at("/entry/3/resource");
        assertThat(page.json().at("/entry/0/resource/code").isMissingNode()).isFalse();
        assertThat(included.path("gender").isMissingNode()).isFalse();
        assertThat(page.link("next")).contains("_elements=subject,name");
        Reply summary = SERVER.get("Observation?_id=joined-1&_include=Observation:subject&_summary=data");
        assertThat(summary.json().at("/entry/1/resource/text").isMissingNode()).isTrue();
        assertThat(summary.link("self")).contains("_summary=data");
    }

    @Test
    void theSelfLinkHoldsWhatWasReallyUsed() {
        assertThat(SERVER.get("Patient?_id=joined-1&_count=100000").link("self")).contains("_count=1000")
                .doesNotContain("_count=100000");
        Reply counted = SERVER.get("Patient?name=joinedson&_summary=count&_count=7&_include=Patient:organization");
        assertThat(counted.json().path("total").asInt()).isEqualTo(3);
        assertThat(counted.json().has("entry")).isFalse();
        assertThat(counted.link("self")).contains("_summary=count").doesNotContain("_count=");
        Reply none = SERVER.get("Patient?name=joinedson&_count=0");
        assertThat(none.json().path("total").asInt()).isEqualTo(3);
        assertThat(none.json().has("entry")).isFalse();
    }

    @Test
    void theDefaultsOfContainedAreAccepted() {
        assertThat(SERVER.get("Patient?_id=joined-1&_contained=false&_containedType=container").ids())
                .containsExactly("joined-1");
    }

    private static List<String> modes(Reply reply) {
        List<String> modes = new ArrayList<>();
        reply.json().path("entry").forEach(entry -> modes.add(entry.at("/search/mode").asString()));
        return modes;
    }

    private static List<String> fullUrls(Reply reply) {
        List<String> urls = new ArrayList<>();
        reply.json().path("entry").forEach(entry -> urls.add(entry.path("fullUrl").asString()));
        return urls;
    }
}
