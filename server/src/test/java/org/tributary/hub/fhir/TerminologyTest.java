package org.tributary.hub.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.hub.fhir.FhirServer.Reply;
import tools.jackson.databind.JsonNode;

/** The operations on code systems, value sets and concept maps. */
class TerminologyTest {

    private static final FhirServer SERVER = FhirServer.shared();
    private static final String BIRDS = "http://birds.example/CodeSystem/birds";
    private static final String GENDER = "http://hl7.org/fhir/ValueSet/administrative-gender";

    @BeforeAll
    static void birds() {
        put("CodeSystem/tx-birds", """
                ,'url':'http://birds.example/CodeSystem/birds','version':'2','name':'Birds','status':'active',
                'content':'complete','hierarchyMeaning':'is-a','concept':[
                 {'code':'bird','display':'Bird','property':[{'code':'notSelectable','valueBoolean':true}],'concept':[
                  {'code':'owl','display':'Owl','definition':'Sees at night',
                   'designation':[{'language':'de','value':'Eule'}],'concept':[
                    {'code':'barn-owl','display':'Barn owl'}]},
                  {'code':'duck','display':'Duck','property':[{'code':'swims','valueBoolean':true}]},
                  {'code':'dodo','display':'Dodo','property':[{'code':'inactive','valueBoolean':true}]}]},
                 {'code':'mule-duck','display':'Mule duck','property':[{'code':'parent','valueCode':'duck'}]}]""");
        valueSet("tx-all", "'include':[{'system':'http://birds.example/CodeSystem/birds'}]");
        valueSet("tx-owls",
                "'include':[{'system':'http://birds.example/CodeSystem/birds','filter':[{'property':'concept',"
                        + "'op':'is-a','value':'owl'}]}]");
        valueSet("tx-no-owls", "'include':[{'valueSet':['http://birds.example/ValueSet/tx-all']}],"
                + "'exclude':[{'valueSet':['http://birds.example/ValueSet/tx-owls']}]");
        valueSet("tx-listed", "'include':[{'system':'http://unheard.example','concept':[{'code':'a','display':'A'}]},"
                + "{'system':'http://birds.example/CodeSystem/birds','concept':[{'code':'duck','display':'Quack'}]}]");
        valueSet("tx-unheard", "'include':[{'system':'http://unheard.example'}]");
        valueSet("tx-regex",
                "'include':[{'system':'http://birds.example/CodeSystem/birds','filter':[{'property':'code',"
                        + "'op':'regex','value':'(a+)+'}]}]");
        valueSet("tx-itself", "'include':[{'valueSet':['http://birds.example/ValueSet/tx-itself']}]");
        put("ConceptMap/tx-map", """
                ,'url':'http://birds.example/ConceptMap/sounds','status':'active','group':[{
                'source':'http://birds.example/CodeSystem/birds','target':'http://sounds.example','element':[
                 {'code':'duck','target':[{'code':'quack','display':'Quack','equivalence':'wider'}]},
                 {'code':'dodo','target':[{'equivalence':'unmatched'}]}],
                'unmapped':{'mode':'fixed','code':'silence'}}]""");
    }

    private static void valueSet(String id, String compose) {
        put("ValueSet/" + id,
                ",'url':'http://birds.example/ValueSet/" + id + "','status':'active','compose':{" + compose
                        + "}");
    }

    private static void put(String reference, String members) {
        String[] parts = reference.split("/");
        Reply reply = SERVER.put(reference,
                ("{'resourceType':'" + parts[0] + "','id':'" + parts[1] + "'" + members + "}").replace('\'', '"'));
        assertThat(reply.status()).as(reply.text()).isBetween(200, 201);
    }

    private static List<String> codes(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        List<String> codes = new ArrayList<>();
        reply.json().at("/expansion/contains").forEach(item -> codes.add(item.path("code").asString()));
        return codes;
    }

    private static Reply expand(String id, String more) {
        return SERVER.get("ValueSet/$expand?url=http://birds.example/ValueSet/" + id + more);
    }

    /** The value of a parameter of the answer. */
    private static String value(Reply reply, String name) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        for (JsonNode parameter : reply.json().path("parameter")) {
            if (parameter.path("name").asString().equals(name)) {
                return parameter.properties()
                        .stream()
                        .filter(member -> member.getKey().startsWith("value"))
                        .map(member -> member.getValue().asString())
                        .findFirst()
                        .orElse("");
            }
        }
        return "";
    }

    @Test
    void anExpansionHoldsTheCodesOfIncludesWithoutThoseOfExcludes() {
        assertThat(codes(expand("tx-all", ""))).containsExactly("bird", "owl", "barn-owl", "duck", "dodo", "mule-duck");
        assertThat(codes(expand("tx-owls", ""))).containsExactly("owl", "barn-owl");
        assertThat(codes(expand("tx-no-owls", ""))).containsExactly("bird", "duck", "dodo", "mule-duck");
        assertThat(codes(SERVER.get("ValueSet/tx-owls/$expand"))).containsExactly("owl", "barn-owl");
    }

    @Test
    void anExpansionComesInPagesWithItsTotal() {
        Reply page = expand("tx-all", "&count=2&offset=3");
        assertThat(codes(page)).containsExactly("duck", "dodo");
        assertThat(page.json().at("/expansion/total").asInt()).isEqualTo(6);
        assertThat(page.json().at("/expansion/offset").asInt()).isEqualTo(3);
        assertThat(page.json().at("/expansion/timestamp").isMissingNode()).isFalse();
        assertThat(codes(expand("tx-all", "&count=0"))).isEmpty();
    }

    @Test
    void anExpansionCanBeFilteredAndTellMore() {
        assertThat(codes(expand("tx-all", "&filter=DUCK"))).containsExactly("duck", "mule-duck");
        assertThat(codes(expand("tx-all", "&activeOnly=true"))).doesNotContain("dodo").contains("duck");
        assertThat(expand("tx-owls", "").text()).doesNotContain("Eule");
        assertThat(expand("tx-owls", "&includeDesignations=true").text()).contains("Eule");
    }

    @Test
    void listedCodesNeedNoCodeSystemAndHaveTheirOwnDisplay() {
        Reply reply = expand("tx-listed", "");
        assertThat(codes(reply)).containsExactly("a", "duck");
        assertThat(reply.text()).contains("Quack");
    }

    @Test
    void aValueSetCanBeSent() {
        assertThat(codes(SERVER.post("ValueSet/$expand", """
                {"resourceType":"Parameters","parameter":[{"name":"valueSet","resource":{"resourceType":"ValueSet",
                 "status":"active","compose":{"include":[{"system":"%s","filter":[{"property":"swims","op":"=",
                 "value":"true"}]}]}}}]}""".formatted(BIRDS)))).containsExactly("duck");
    }

    @Test
    void r4sOwnValueSetsAndTheHubsAreThere() {
        assertThat(codes(SERVER.get("ValueSet/$expand?url=" + GENDER))).containsExactly("male", "female", "other",
                "unknown");
        assertThat(value(SERVER.get("CodeSystem/$lookup?code=request"
                + "&system=https://tributary.example/fhir/CodeSystem/cld-event-type"), "display")).isEqualTo("Request");
        assertThat(value(SERVER.get("ConceptMap/$translate?code=M"
                + "&url=https://tributary.example/fhir/ConceptMap/hl7v2-administrative-sex"), "result"))
                .isEqualTo("true");
    }

    @ParameterizedTest
    @CsvSource({"tx-unheard,404", "tx-none,404", "tx-regex,422", "tx-itself,422"})
    void whatCannotBeExpandedIsRefused(String id, int status) {
        Reply reply = expand(id, "");
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"tx-owls,barn-owl,true", "tx-owls,duck,false", "tx-owls,phoenix,false", "tx-no-owls,owl,false",
            "tx-no-owls,duck,true"})
    void aCodeIsInAValueSetOrNot(String id, String code, String result) {
        assertThat(value(SERVER.get("ValueSet/$validate-code?url=http://birds.example/ValueSet/" + id + "&system="
                + BIRDS + "&code=" + code), "result")).isEqualTo(result);
        assertThat(value(SERVER.get("ValueSet/" + id + "/$validate-code?code=" + code), "result")).isEqualTo(result);
    }

    @Test
    void aDisplayIsCheckedWithTheCode() {
        String request = "CodeSystem/$validate-code?url=" + BIRDS + "&code=owl&display=";
        assertThat(value(SERVER.get(request + "owl"), "result")).isEqualTo("true");
        assertThat(value(SERVER.get(request + "Eule"), "result")).isEqualTo("true");
        Reply wrong = SERVER.get(request + "Duck");
        assertThat(value(wrong, "result")).isEqualTo("false");
        assertThat(value(wrong, "message")).contains("Duck");
        assertThat(value(wrong, "display")).isEqualTo("Owl");
    }

    @Test
    void ofACodeableConceptOneCodingIsEnough() {
        assertThat(value(SERVER.post("CodeSystem/tx-birds/$validate-code", """
                {"resourceType":"Parameters","parameter":[{"name":"codeableConcept","valueCodeableConcept":{"coding":[
                 {"system":"http://other.example","code":"owl"},{"system":"%s","code":"owl"}]}}]}""".formatted(BIRDS)),
                "result")).isEqualTo("true");
    }

    @Test
    void lookupTellsWhatIsKnownOfACode() {
        Reply reply = SERVER.get("CodeSystem/$lookup?system=" + BIRDS + "&code=owl");
        assertThat(value(reply, "name")).isEqualTo("Birds");
        assertThat(value(reply, "version")).isEqualTo("2");
        assertThat(value(reply, "display")).isEqualTo("Owl");
        assertThat(value(reply, "definition")).isEqualTo("Sees at night");
        assertThat(reply.text()).contains("Eule");
        assertThat(SERVER.get("CodeSystem/$lookup?system=" + BIRDS + "&code=owl&property=child").text())
                .contains("barn-owl")
                .doesNotContain("Eule");
        assertThat(SERVER.get("CodeSystem/$lookup?system=" + BIRDS + "%7C9&code=owl").status()).isEqualTo(404);
        assertThat(SERVER.get("CodeSystem/$lookup?system=" + BIRDS + "&code=phoenix").status()).isEqualTo(404);
        assertThat(SERVER.get("CodeSystem/$lookup?system=" + BIRDS + "&code=owl", "Caller", FhirServer.TRUST).status())
                .isEqualTo(404);
        assertThat(SERVER.get("CodeSystem/$lookup?system=" + BIRDS + "&code=owl", "Caller", "system/Patient.r")
                .status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"bird,barn-owl,subsumes", "barn-owl,bird,subsumed-by", "owl,owl,equivalent", "owl,duck,not-subsumed",
            "bird,mule-duck,subsumes"})
    void subsumesTellsHowCodesLieToEachOther(String a, String b, String outcome) {
        assertThat(value(SERVER.get("CodeSystem/$subsumes?system=" + BIRDS + "&codeA=" + a + "&codeB=" + b), "outcome"))
                .isEqualTo(outcome);
    }

    @Test
    void translateGoesForwardAndBack() {
        Reply forward = SERVER.get("ConceptMap/$translate?system=" + BIRDS + "&code=duck");
        assertThat(value(forward, "result")).isEqualTo("true");
        assertThat(forward.text()).contains("quack")
                .contains("wider")
                .contains("http://birds.example/ConceptMap/sounds");
        Reply back = SERVER.get("ConceptMap/tx-map/$translate?system=http://sounds.example&code=quack&reverse=true");
        assertThat(value(back, "result")).isEqualTo("true");
        assertThat(back.text()).contains("duck").contains("narrower");
        assertThat(value(SERVER.get("ConceptMap/tx-map/$translate?system=" + BIRDS + "&code=dodo"), "result"))
                .isEqualTo("false");
        assertThat(SERVER.get("ConceptMap/tx-map/$translate?system=" + BIRDS + "&code=owl").text())
                .contains("silence");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ValueSet/$expand", "ValueSet/$expand?url=x&count=some",
            "ValueSet/$expand?url=x&colour=red",
            "ValueSet/$validate-code?url=http://hl7.org/fhir/ValueSet/administrative-gender", "CodeSystem/$lookup",
            "CodeSystem/$lookup?code=x", "CodeSystem/$subsumes?codeA=x", "ConceptMap/$translate?code=x",
            "CodeSystem/$validate-code?code=x&coding=y%7Cz&url=u"})
    void whatIsWrongIsRefused(String request) {
        Reply reply = SERVER.get(request);
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    }

    @Test
    void aHundredThousandConceptsLoadAndExpandByPage() {
        StringBuilder concepts = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            concepts.append(i == 0 ? "" : ",").append("{'code':'c").append(i).append("'}");
        }
        SERVER.store(("{'resourceType':'CodeSystem','id':'tx-large','url':'http://large.example','status':'active',"
                + "'content':'complete','concept':[" + concepts + "]}").replace('\'', '"'));
        String body = """
                {"resourceType":"Parameters","parameter":[{"name":"count","valueInteger":100},
                 {"name":"offset","valueInteger":%d},{"name":"valueSet","resource":{"resourceType":"ValueSet",
                 "status":"active","compose":{"include":[{"system":"http://large.example"}]}}}]}""";
        assertThat(codes(SERVER.post("ValueSet/$expand", body.formatted(0)))).startsWith("c0").hasSize(100);

        Reply page = SERVER.post("ValueSet/$expand", body.formatted(99_950));

        assertThat(codes(page)).startsWith("c99950").hasSize(50);
        assertThat(page.json().at("/expansion/total").asInt()).isEqualTo(100_000);
        String unpaged = body.replace("{\"name\":\"count\",\"valueInteger\":100},", "");
        assertThat(SERVER.post("ValueSet/$expand", unpaged.formatted(0)).status()).isEqualTo(422);
    }
}
