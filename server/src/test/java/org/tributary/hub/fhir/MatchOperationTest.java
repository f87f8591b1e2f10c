package org.tributary.hub.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.hub.fhir.FhirServer.Reply;

/** {@code $match} on Patient. */
class MatchOperationTest {

    private static final FhirServer SERVER = FhirServer.shared();
    private static final String NHS = "{'system':'https://fhir.nhs.uk/Id/nhs-number','value':'9990123462'}";
    private static final String LOCAL = "{'system':'http://local.example','value':'match-77'}";

    @BeforeAll
    static void people() {
        put("match-nhs", NHS + ",'birthDate':'1940-05-06','name':[{'family':'Merridew','given':['Ann']}]", true,
                FhirServer.PRACTICE);
        put("match-trust", NHS + ",'birthDate':'1940-05-06'", true, FhirServer.TRUST);
        put("match-name",
                "'birthDate':'1941-07-08','gender':'female','name':[{'family':'Okonkwo-Lee','given':['Zoë']}],"
                        + "'address':[{'postalCode':'AB1 2CD'}]",
                false, FhirServer.PRACTICE);
        put("match-local", LOCAL + ",'birthDate':'1942-01-01'", true, FhirServer.PRACTICE);
    }

    private static void put(String id, String members, boolean identified, String caller) {
        String text = identified ? members.replaceFirst("(\\{.*?\\}),", "'identifier':[$1],") : members;
        Reply reply = SERVER.put("Patient/" + id,
                ("{'resourceType':'Patient','id':'" + id + "'," + text + "}").replace('\'', '"'), "Caller", caller);
        assertThat(reply.status()).as(reply.text()).isBetween(200, 201);
    }

    private static Reply match(String members, String more) {
        return SERVER.post("Patient/$match", ("{'resourceType':'Parameters','parameter':[{'name':'resource','resource':"
                + "{'resourceType':'Patient'," + members + "}}" + more + "]}").replace('\'', '"'));
    }

    private static String grade(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().at("/entry/0/search/extension/0/url").asString())
                .isEqualTo("http://hl7.org/fhir/StructureDefinition/match-grade");
        return reply.json().at("/entry/0/search/extension/0/valueCode").asString();
    }

    @Test
    void theSameNhsNumberAndBirthDateAreCertain() {
        Reply reply = match("'identifier':[" + NHS + "],'birthDate':'1940-05-06'", "");
        assertThat(reply.ids()).containsExactly("match-nhs");
        assertThat(grade(reply)).isEqualTo("certain");
        assertThat(reply.json().at("/entry/0/search/score").asDouble()).isEqualTo(1);
        assertThat(reply.json().at("/entry/0/search/mode").asString()).isEqualTo("match");
        assertThat(reply.json().path("type").asString()).isEqualTo("searchset");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {"'birthDate':'1940-05-07';possible",
            "'gender':'female';probable"})
    void theNumberWithoutTheSameBirthDateIsNot(String members, String grade) {
        Reply reply = match("'identifier':[" + NHS + "]," + members, "");
        assertThat(grade(reply)).isEqualTo(grade);
        assertThat(match("'identifier':[" + NHS + "]," + members, ",{'name':'onlyCertainMatches','valueBoolean':true}")
                .ids()).isEmpty();
    }

    @Test
    void namesAreComparedWithoutAccentsCaseAndPunctuation() {
        String name = "'name':[{'family':'OKONKWO LEE','given':['zoe']}],'birthDate':'1941-07-08'";
        assertThat(grade(match(name + ",'gender':'female','address':[{'postalCode':'ab12cd'}]", "")))
                .isEqualTo("probable");
        assertThat(grade(match(name.replace("zoe", "tom"), ""))).isEqualTo("possible");
        assertThat(match(name.replace("1941", "1931"), "").ids()).isEmpty();
    }

    @Test
    void twoDifferentNhsNumbersAreTwoPeople() {
        assertThat(match("'identifier':[{'system':'https://fhir.nhs.uk/Id/nhs-number','value':'9990123454'}],"
                + "'birthDate':'1940-05-06','name':[{'family':'Merridew','given':['Ann']}]", "").ids())
                .doesNotContain("match-nhs");
    }

    @Test
    void anOrganisationsOwnNumberCountsWithItsSystem() {
        assertThat(grade(match("'identifier':[" + LOCAL + "],'birthDate':'1942-01-01'", ""))).isEqualTo("probable");
        assertThat(match("'identifier':[" + LOCAL.replace("local", "other") + "],'birthDate':'1942-01-01'", "").ids())
                .isEmpty();
    }

    @Test
    void onlyVisiblePatientsMatchAndTheSourcesOfOnePersonAreOneMatch() {
        String certain = ",{'name':'onlyCertainMatches','valueBoolean':true}";
        String described = "'identifier':[" + NHS + "],'birthDate':'1940-05-06'";
        assertThat(match(described, certain).ids()).containsExactly("match-nhs");
        SERVER.agree(true);
        Reply both = match(described, certain);
        Reply first = match(described, ",{'name':'count','valueInteger':1}");
        SERVER.agree(false);
        assertThat(both.ids()).containsExactlyInAnyOrder("match-nhs", "match-trust");
        assertThat(first.ids()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"resourceType\":\"Patient\"}",
            "{\"resourceType\":\"Patient\",\"birthDate\":\"1940-05-06\"}",
            "{\"resourceType\":\"Basic\",\"code\":{\"text\":\"x\"}}", "{\"resourceType\":\"Parameters\"}",
            "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"colour\",\"valueString\":\"x\"}]}"})
    void aDescriptionThatIsNoneIsRefused(String body) {
        assertThat(SERVER.post("Patient/$match", body).status()).isEqualTo(400);
    }

    @Test
    void theTokenMustGrantSearchingPatients() {
        assertThat(SERVER.post("Patient/$match", "{\"resourceType\":\"Patient\"}", "Caller", "system/Patient.r")
                .status()).isEqualTo(403);
    }
}
