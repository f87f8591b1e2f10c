package org.tributary.hub.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tributary.hub.fhir.FhirServer.Reply;

/** R4, Search, the modifiers in, not-in, above and below of tokens, over the terminology that is loaded. */
class CodeSetSearchTest {

    private static final FhirServer SERVER = FhirServer.shared();
    private static final String SYSTEM = "https://example.org/code-set-search";

    @BeforeAll
    static void load() {
        SERVER.put("CodeSystem/code-set-search", """
                {"resourceType":"CodeSystem","id":"code-set-search","url":"%s","status":"active","content":"complete",
                 "hierarchyMeaning":"is-a","concept":[{"code":"animal","concept":[
                   {"code":"dog","concept":[{"code":"spaniel"}]},{"code":"cat"}]},{"code":"stone"}]}"""
                .formatted(SYSTEM));
        SERVER.put("ValueSet/code-set-search",
                """
                        {"resourceType":"ValueSet","id":"code-set-search","url":"%s/pets","status":"active","compose":{"include":[
                          {"system":"%s","filter":[{"property":"concept","op":"is-a","value":"dog"}]}]}}"""
                        .formatted(SYSTEM,
                                SYSTEM));
        for (String code : new String[]{"animal", "dog", "spaniel", "cat", "stone"}) {
            SERVER.put("Observation/code-set-" + code, """
                    {"resourceType":"Observation","id":"code-set-%s","status":"final","code":{"coding":[
                     {"system":"%s","code":"%s"}]},"method":{"text":"code-set-search"}}""".formatted(code, SYSTEM,
                    code));
        }
    }

    @Test
    void belowFindsACodeAndItsKinds() {
        assertThat(search("code:below=" + SYSTEM + "|dog").ids())
                .containsExactlyInAnyOrder("code-set-dog", "code-set-spaniel");
    }

    @Test
    void aboveFindsACodeAndWhatItIsAKindOf() {
        assertThat(search("code:above=" + SYSTEM + "|dog").ids())
                .containsExactlyInAnyOrder("code-set-dog", "code-set-animal");
    }

    @Test
    void inFindsTheCodesOfAValueSetAndNotInTheOthers() {
        assertThat(search("code:in=" + SYSTEM + "/pets").ids())
                .containsExactlyInAnyOrder("code-set-dog", "code-set-spaniel");
        assertThat(search("code:not-in=" + SYSTEM + "/pets&code=" + SYSTEM + "|").ids())
                .containsExactlyInAnyOrder("code-set-animal", "code-set-cat", "code-set-stone");
    }

    @Test
    void aValueSetThatTheCallerDoesNotSeeIsNotKnown() {
        Reply reply = SERVER.get("Observation?code:in=" + SYSTEM + "/pets", "Caller", FhirServer.TRUST);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.diagnostics()).contains("code:in").contains("does not know");
    }

    private static Reply search(String query) {
        return SERVER.get("Observation?" + query.replace("|", "%7C"));
    }
}
