package org.tributary.hub.fhir.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.hub.fhir.FhirServer;
import org.tributary.hub.fhir.FhirServer.Reply;
import org.tributary.hub.ingest.Reindex;

/** IHE PDQm: Mobile Patient Demographics Query (ITI-78) and Patient Demographics Match (ITI-119). */
class PdqmTest {

    private static final FhirServer SERVER = PersonWorld.SERVER;
    private static final String NUMBER = "9991230572";

    @BeforeAll
    static void people() {
        PersonWorld.keep(FhirServer.PRACTICE, "{'resourceType':'Patient','id':'pdqm-1','active':true,'identifier':["
                + "{'system':'" + PersonWorld.NHS + "','value':'" + NUMBER + "'},{'system':'urn:pdqm','value':'P1'}],"
                + "'name':[{'family':'Brontë','given':['Emily','Jane']}],'telecom':[{'system':'phone','value':"
                + "'0113 496 0101'},{'system':'email','value':'emily@pdqm.example'}],'gender':'female','birthDate':"
                + "'1938-07-30','address':[{'line':['8 Church Street'],'city':'Haworth','state':'West Yorkshire',"
                + "'postalCode':'BD22 8DR','country':'GBR'}]}");
        PersonWorld.keep(FhirServer.PRACTICE, "{'resourceType':'Patient','id':'pdqm-2','active':false,'identifier':["
                + "{'system':'urn:pdqm','value':'P2'}],'name':[{'family':'Bront','given':['Anne']}],'gender':"
                + "'unknown','birthDate':'1940-01-17','address':[{'city':'Thornton','postalCode':'BD13 3JX'}]}");
    }

    private static List<String> find(String query) {
        return SERVER.find("Patient?identifier=urn:pdqm|&_sort=_id&" + query);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {"_id=pdqm-1", "active=true", "identifier=urn:pdqm|P1", "identifier=P1",
            "identifier=https://fhir.nhs.uk/Id/nhs-number|9991230572", "family=bronte", "family=BRONTË",
            "family:exact=Brontë", "family:contains=ontë", "given=emi", "given=Emily&given=Jane", "given:exact=Emily",
            "given:contains=mil", "birthdate=1938-07-30", "birthdate=ge1938&birthdate=le1939", "address=haworth",
            "address:contains=church", "address-city=haw", "address-city:exact=Haworth", "address-country=gbr",
            "address-postalcode=BD22", "address-postalcode:exact=BD22~8DR", "address-state=west",
            "address-state:contains=yorkshire", "gender=female", "telecom=emily@pdqm.example",
            "email=emily@pdqm.example",
            "phone=0113~496~0101", "family=bron&given=emily&birthdate=1938-07-30&gender=female"})
    void a_patient_is_found_by_each_parameter_of_the_transaction(String query) {
        assertThat(find(query.replace('~', ' ').replace(" ", "%20"))).containsExactly("pdqm-1");
    }

    @Test
    void a_string_finds_what_begins_so_and_exactly_finds_the_whole() {
        assertThat(find("family=bront")).containsExactly("pdqm-1", "pdqm-2");
        assertThat(find("family:exact=Bront")).containsExactly("pdqm-2");
        assertThat(find("family:exact=bront")).isEmpty();
        assertThat(find("family:contains=ron")).containsExactly("pdqm-1", "pdqm-2");
    }

    @Test
    void a_form_keeps_what_is_looked_for_out_of_the_url() {
        assertThat(SERVER.send("POST", "Patient/_search", "family=bronte&identifier=urn:pdqm%7C", "Content-Type",
                "application/x-www-form-urlencoded").ids()).containsExactly("pdqm-1");
    }

    @Test
    void the_mothers_maiden_name_is_searched_by_a_parameter_that_the_operator_sends() {
        Reply sent = SERVER.put("SearchParameter/mothers-maiden-name", """
                {"resourceType":"SearchParameter","id":"mothers-maiden-name","url":"urn:test:mothers-maiden-name",
                 "name":"MothersMaidenName","status":"active","description":"The maiden name of the patient's mother",
                 "code":"mothersMaidenName","type":"string","base":["Patient"],"expression":"Patient.extension(\
                'http://hl7.org/fhir/StructureDefinition/patient-mothersMaidenName').value.ofType(string)"}""",
                "Caller", FhirServer.OPERATOR);
        assertThat(sent.status()).as(sent.text()).isEqualTo(201);
        SERVER.bean(Reindex.class).run(() -> true);
        PersonWorld.keep(FhirServer.PRACTICE, "{'resourceType':'Patient','id':'pdqm-3','extension':[{'url':"
                + "'http://hl7.org/fhir/StructureDefinition/patient-mothersMaidenName','valueString':'Branwell'}]}");
        assertThat(SERVER.find("Patient?mothersMaidenName=branwell")).containsExactly("pdqm-3");
        assertThat(SERVER.find("Patient?mothersMaidenName:exact=Bran")).isEmpty();
    }

    @Test
    void nobody_is_a_searchset_with_a_total_of_none() {
        Reply reply = SERVER.get("Patient?family=nobody-at-all");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("type").asString()).isEqualTo("searchset");
        assertThat(reply.json().path("total").asInt(-1)).isZero();
    }

    @Test
    void what_is_wrong_is_an_operation_outcome() {
        Reply reply = SERVER.get("Patient?birthdate=tuesday");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("resourceType").asString()).isEqualTo("OperationOutcome");
        assertThat(SERVER.get("Patient/pdqm-1").status()).isEqualTo(200);
        assertThat(SERVER.get("Patient/pdqm-none").status()).isEqualTo(404);
    }

    private static Reply match(String patient, String more) {
        return SERVER.post("Patient/$match", ("{'resourceType':'Parameters','parameter':[{'name':'resource','resource':"
                + "{'resourceType':'Patient'," + patient + "}}" + more + "]}").replace('\'', '"'));
    }

    private static final String EMILY = "'identifier':[{'system':'" + PersonWorld.NHS + "','value':'" + NUMBER
            + "'}],'birthDate':'1938-07-30','name':[{'family':'Brontë','given':['Emily']}]";

    @Test
    void a_match_tells_grade_and_score_the_likeliest_first() {
        Reply reply = match(EMILY, ",{'name':'count','valueInteger':1}");
        assertThat(reply.ids()).containsExactly("pdqm-1");
        assertThat(reply.json().at("/entry/0/search/score").asDouble()).isEqualTo(1);
        assertThat(reply.json().at("/entry/0/search/extension/0/valueCode").asString()).isEqualTo("certain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'name':[{'family':'Brontë','given':['Emily']}],'birthDate':'1938-07-30'",
            "'identifier':[{'system':'https://fhir.nhs.uk/Id/nhs-number','value':'9991230572'}]"})
    void of_only_certain_matches_there_are_none_where_the_evidence_is_not_certain(String described) {
        String certain = ",{'name':'onlyCertainMatches','valueBoolean':true}";
        assertThat(match(described, "").ids()).containsExactly("pdqm-1");
        assertThat(match(described, certain).ids()).isEmpty();
        assertThat(match(EMILY, certain).ids()).containsExactly("pdqm-1");
    }
}
