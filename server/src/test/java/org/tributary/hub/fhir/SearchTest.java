package org.tributary.hub.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tributary.hub.fhir.FhirServer.Reply;

/** R4, Search and RESTful API section "search". */
class SearchTest {

    private static final FhirServer SERVER = FhirServer.shared();
    private static final String WARD = "identifier=https://tributary.example/search|ward";

    @BeforeAll
    static void fiveLocations() {
        for (int i = 1; i <= 5; i++) {
            SERVER.put("Location/search-" + i, """
                    {"resourceType":"Location","id":"search-%d","name":"Bay %d",
                     "identifier":[{"system":"https://tributary.example/search","value":"ward"}]}""".formatted(i, i));
        }
    }

    @Test
    void aSearchReturnsASearchsetOfMatchesWithTheirFullUrls() {
        Reply reply = SERVER.get("Location?_id=search-3&_total=accurate");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("resourceType").asString()).isEqualTo("Bundle");
        assertThat(reply.json().path("type").asString()).isEqualTo("searchset");
        assertThat(reply.json().path("total").asInt()).isEqualTo(1);
        assertThat(reply.json().at("/entry/0/fullUrl").asString()).isEqualTo(SERVER.base() + "/Location/search-3");
        assertThat(reply.json().at("/entry/0/search/mode").asString()).isEqualTo("match");
        assertThat(reply.json().at("/entry/0/resource/name").asString()).isEqualTo("Bay 3");
    }

    @Test
    void theSelfLinkTellsTheParametersAndWorks() {
        Reply reply = SERVER.get("Location?" + WARD.replace("|", "%7C") + "&_count=1");

        assertThat(reply.link("self")).startsWith(SERVER.base() + "/Location?").contains("_count=1");
        assertThat(SERVER.get(reply.link("self")).ids()).isEqualTo(reply.ids());
    }

    @Test
    void theNextLinksLeadThroughEveryMatchOnce() {
        List<String> found = new ArrayList<>();
        Reply page = SERVER.get("Location?" + WARD.replace("|", "%7C") + "&_count=2");
        found.addAll(page.ids());
        while (!page.link("next").isEmpty()) {
            page = SERVER.get(page.link("next"));
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.ids().size()).isBetween(1, 2);
            found.addAll(page.ids());
        }
        assertThat(found).containsExactlyInAnyOrder("search-1", "search-2", "search-3", "search-4", "search-5");
    }

    @Test
    void matchesComeInTheOrderOfTheSortParameters() {
        Reply reply = SERVER.get("Location?" + WARD.replace("|", "%7C") + "&_sort=-name");

        assertThat(reply.ids()).containsExactly("search-5", "search-4", "search-3", "search-2", "search-1");
    }

    @Test
    void theModifierContainsFindsPartsOfAString() {
        assertThat(SERVER.get("Location?" + WARD.replace("|", "%7C") + "&name:contains=AY%204").ids())
                .containsExactly("search-4");
    }

    @Test
    void aQuantityIsComparedInOtherUnitsOfItsKind() {
        SERVER.put("Observation/search-weight", """
                {"resourceType":"Observation","id":"search-weight","status":"final","code":{"text":"Weight"},
                 "valueQuantity":{"value":70.5,"unit":"kg","system":"http://unitsofmeasure.org","code":"kg"}}""");

        assertThat(SERVER.get("Observation?_id=search-weight&value-quantity=gt70000%7Chttp://unitsofmeasure.org%7Cg")
                .ids()).containsExactly("search-weight");
        assertThat(SERVER.get("Observation?_id=search-weight&value-quantity=lt70000%7Chttp://unitsofmeasure.org%7Cg")
                .ids()).isEmpty();
    }

    @Test
    void theCapabilityStatementTellsOfNumberCompositeAndSpecialParameters() {
        String metadata = SERVER.get("metadata").json().toString();

        assertThat(metadata).contains("\"name\":\"near\"", "\"name\":\"code-value-quantity\"",
                "\"name\":\"_text\"");
    }

    @Test
    void aSearchWithoutMatchesIsABundleWithoutEntries() {
        Reply reply = SERVER.get("Location?_id=search-none");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().has("entry")).isFalse();
        assertThat(reply.link("self")).isNotEmpty();
    }

    @Test
    void postSearchTakesItsParametersFromTheFormAndTheUrl() {
        Reply reply = SERVER.post("Location/_search?_total=accurate",
                WARD.replace("|", "%7C") + "&_id=search-1,search-2",
                "Content-Type", "application/x-www-form-urlencoded");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.ids()).containsExactlyInAnyOrder("search-1", "search-2");
        assertThat(reply.json().path("total").asInt()).isEqualTo(2);
    }

    @Test
    void aSummaryOfCountReturnsTheTotalAlone() {
        Reply reply = SERVER.get("Location?" + WARD.replace("|", "%7C") + "&_summary=count");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("total").asInt()).isEqualTo(5);
        assertThat(reply.json().has("entry")).isFalse();
    }

    @Test
    void anUnknownParameterIsRefusedByItsName() {
        Reply reply = SERVER.get("Location?favourite-colour=blue");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.diagnostics()).contains("favourite-colour");
    }

    @Test
    void aChainedParameterUnknownAtItsEndIsRefusedByItsWholeName() {
        Reply reply = SERVER.get("Location?organization.colour=x");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.diagnostics()).contains("organization.colour");
    }

    @Test
    void aCursorWhoseKeysWereChangedIsRefused() {
        SERVER.put("Patient/forged-1", """
                {"resourceType":"Patient","id":"forged-1","birthDate":"1950-01-01","name":[{"family":"Forgedson"}]}""");
        SERVER.put("Patient/forged-2", """
                {"resourceType":"Patient","id":"forged-2","birthDate":"1960-01-01","name":[{"family":"Forgedson"}]}""");
        String query = "Patient?family=forgedson&_sort=birthdate&_count=1";
        String next = SERVER.get(query).link("next");
        String cursor = next.substring(next.indexOf("_cursor=") + "_cursor=".length());
        String plain = new String(java.util.Base64.getUrlDecoder().decode(cursor),
                java.nio.charset.StandardCharsets.UTF_8);
        String forged = java.util.Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(plain.substring(0, plain.indexOf('=') + 1)
                        .concat("never")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));

        Reply reply = SERVER.get(query + "&_cursor=" + forged);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.diagnostics()).contains("_cursor");
    }
}
