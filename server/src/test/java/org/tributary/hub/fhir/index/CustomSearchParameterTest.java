package org.tributary.hub.fhir.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tributary.hub.fhir.index.IndexedServer.FAVOURITE;

import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tributary.hub.fhir.FhirServer;
import org.tributary.hub.fhir.FhirServer.Reply;

/** SearchParameters that the operator defines: from what is sent to what searches find. */
class CustomSearchParameterTest {

    private static final FhirServer NODE = FhirServer.with();
    private static final IndexedServer SERVER = new IndexedServer(NODE);
    private static final String EXPRESSION = "Patient.extension('" + FAVOURITE + "').value.ofType(string)";

    @Test
    void it_is_refused_until_what_was_there_is_indexed_and_then_finds_that_and_what_came_after() {
        SERVER.patient("early", "crimson");

        assertThat(SERVER.define("hue", "hue", "string", "Patient", EXPRESSION).status()).isEqualTo(201);
        SERVER.patient("late", "crimson");

        Reply strict = NODE.get("Patient?hue=crimson");
        assertThat(strict.status()).isEqualTo(400);
        assertThat(strict.diagnostics()).contains("hue").contains("still being indexed");
        Reply lenient = NODE.get("Patient?hue=crimson", "Prefer", "handling=lenient");
        assertThat(lenient.text()).contains("still being indexed");
        assertThat(SERVER.state("hue")).isEqualTo("indexing");
        assertThat(listed("hue")).isFalse();

        SERVER.index();

        assertThat(SERVER.state("hue")).isEqualTo("ready");
        assertThat(NODE.get("Patient?hue=crimson").ids()).containsExactlyInAnyOrder("early", "late");
        assertThat(NODE.get("Patient?hue=crim").ids()).hasSize(2);
        assertThat(NODE.get("Patient?hue=green").ids()).isEmpty();
        assertThat(listed("hue")).isTrue();
        assertThat(NODE.get("SearchParameter/hue").status()).as("published by the operator alone").isEqualTo(404);
    }

    private static boolean listed(String code) {
        return StreamSupport.stream(NODE.get("metadata").json().at("/rest/0/resource").spliterator(), false)
                .filter(resource -> resource.path("type").asString().equals("Patient"))
                .flatMap(resource -> resource.path("searchParam").valueStream())
                .anyMatch(parameter -> parameter.path("name").asString().equals(code)
                        && parameter.path("definition")
                                .asString()
                                .equals("https://tributary.example/SearchParameter/" + code));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            number;   RiskAssessment.prediction.relativeRisk;              RiskAssessment; "subject":{"display":"x"},"prediction":[{"relativeRisk":1.5}]; gt1; gt2
            date;     Patient.communication.extension.value.as(dateTime);  Patient; "communication":[{"language":{"text":"x"},"extension":[{"url":"u:d","valueDateTime":"2024-05-01"}]}]; ge2024-05; lt2024
            string;   Observation.note.text;                               Observation; "code":{"text":"x"},"note":[{"text":"Felt dizzy"}]; felt; well
            token;    (Observation.extension.value as Coding);             Observation; "code":{"text":"x"},"extension":[{"url":"u:c","valueCoding":{"system":"u:s","code":"k"}}]; u:s|k; u:s|l
            token;    Patient.multipleBirth.as(boolean);                   Patient; "multipleBirthBoolean":true; true; false
            quantity; Observation.referenceRange.low;                      Observation; "code":{"text":"x"},"referenceRange":[{"low":{"value":4,"unit":"g","system":"http://unitsofmeasure.org","code":"g"}}]; 4000|http://unitsofmeasure.org|mg; 5||g
            uri;      Encounter.extension.where(url='u:u').value.as(uri);  Encounter; "status":"planned","class":{"code":"AMB"},"extension":[{"url":"u:u","valueUri":"urn:x:1"}]; urn:x:1; urn:x:2
            reference;Encounter.extension.where(url='u:r').value.as(Reference);Encounter; "status":"planned","class":{"code":"AMB"},"extension":[{"url":"u:r","valueReference":{"reference":"Device/typed"}}]; Device/typed; Device/other
            """)
    void each_type_finds_by_its_values(String type, String expression, String base, String members, String hit,
            String miss) {
        String code = "typed-" + type + '-' + Integer.toHexString(expression.hashCode());
        String status = members.contains("\"status\"") || base.equals("Patient") ? "" : "\"status\":\"final\",";
        assertThat(NODE.put(base + '/' + code, """
                {"resourceType":"%s","id":"%s",%s%s}""".formatted(base, code, status, members)).status())
                .isEqualTo(201);
        Reply defined = SERVER.define(code, code, type, base, expression);
        assertThat(defined.status()).as(defined.text()).isEqualTo(201);
        SERVER.index();

        assertThat(NODE.get(base + '?' + code + '=' + encoded(hit)).ids()).containsExactly(code);
        assertThat(NODE.get(base + '?' + code + '=' + encoded(miss)).ids()).isEmpty();
        assertThat(NODE.get(base + '?' + code + ":missing=false").ids()).contains(code);
    }

    private static String encoded(String value) {
        return value.replace("|", "%7C");
    }

    @Test
    void a_composite_asks_both_of_one_element() {
        String component = """
                {"resourceType":"Patient","id":"%s","contact":[
                 {"gender":"%s","organization":{"reference":"Organization/kin"}},
                 {"gender":"%s","organization":{"reference":"Organization/other"}}]}""";
        NODE.put("Patient/kin-male", component.formatted("kin-male", "male", "female"));
        NODE.put("Patient/kin-female", component.formatted("kin-female", "female", "male"));
        assertThat(SERVER.define("kin", "kin", "composite", "Patient", "Patient.contact",
                """
                        "component":[{"definition":"http://hl7.org/fhir/SearchParameter/individual-gender","expression":"gender"},
                         {"definition":"http://hl7.org/fhir/SearchParameter/Patient-organization","expression":"organization"}]""")
                .status()).isEqualTo(201);
        SERVER.index();

        assertThat(NODE.get("Patient?kin=male$Organization/kin").ids()).containsExactly("kin-male");
        assertThat(NODE.get("Patient?kin=female$Organization/kin").ids()).containsExactly("kin-female");
    }

    @Test
    void chains_has_includes_sorting_and_modifiers_take_it_as_they_take_R4s() {
        SERVER.patient("joined-a", "azure sky");
        SERVER.patient("joined-b", "beige sand");
        for (String id : List.of("joined-a", "joined-b")) {
            NODE.put("Observation/" + id, """
                    {"resourceType":"Observation","id":"%s","status":"final","code":{"text":"joined"},
                     "extension":[{"url":"u:witness","valueReference":{"reference":"Patient/%s"}}]}""".formatted(id,
                    id));
        }
        SERVER.define("shade", "shade", "string", "Patient", EXPRESSION);
        SERVER.define("witness", "witness", "reference", "Observation",
                "Observation.extension('u:witness').value.as(Reference)", "\"target\":[\"Patient\"]");
        SERVER.index();

        assertThat(NODE.get("Observation?witness.shade=azure").ids()).containsExactly("joined-a");
        assertThat(NODE.get("Observation?witness=joined-b").ids()).containsExactly("joined-b");
        assertThat(NODE.get("Patient?_has:Observation:witness:_id=joined-b").ids()).containsExactly("joined-b");
        assertThat(NODE.get("Observation?witness=Patient/joined-a&_include=Observation:witness").json().path("entry"))
                .hasSize(2);
        assertThat(NODE.get("Patient?_id=joined-a&_revinclude=Observation:witness").json().path("entry")).hasSize(2);
        assertThat(NODE.get("Patient?_id=joined-a,joined-b&_sort=-shade").ids()).containsExactly("joined-b",
                "joined-a");
        assertThat(NODE.get("Patient?shade:contains=sand").ids()).containsExactly("joined-b");
        assertThat(NODE.get("Patient?shade:exact=beige").ids()).isEmpty();
        assertThat(NODE.get("Observation?_id=joined-a&witness:missing=true").ids()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            code;       birthdate;   date;      Patient; Patient.birthDate;                      R4 has
            code;       _own;        date;      Patient; Patient.birthDate;                      A code is
            code;       a:b;         date;      Patient; Patient.birthDate;                      A code is
            type;       refused;     special;   Patient; Patient.birthDate;                      type 'special'
            expression; refused;     string;    Patient; Patient.name.family.matches('a+');      matches()
            expression; refused;     string;    Patient; Patient.name.replaceMatches('a','b');   replaceMatches()
            expression; refused;     string;    Patient; Patient.name.where(family.matches('a')).given; where()
            expression; refused;     string;    Patient; iif(true, Patient.name, Patient.name);  iif()
            expression; refused;     string;    Patient; Patient.name.given.first();             first()
            expression; refused;     string;    Patient; Patient.name.given[0];                  an index
            expression; refused;     string;    Patient; Patient.name.family & 'x';              & 'x'
            expression; refused;     string;    Patient; Patient.name.(family;                   beyond navigation
            expression; refused;     string;    Patient; Patient.name.where(use='official;       a text ends
            expression; refused;     string;    Patient; Patient.colour;                         reaches nothing
            expression; refused;     string;    Patient; Observation.note.text;                  reaches nothing
            expression; refused;     date;      Patient; Patient.name.family;                    reaches nothing
            component;  refused;     composite; Patient; Patient.contact;                        from 2
            """)
    void what_cannot_be_done_is_refused_at_its_place(String place, String code, String type, String base,
            String expression, String reason) {
        Reply refused = SERVER.define("refused", code, type, base, expression);

        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.json().at("/issue/0/expression/0").asString()).isEqualTo("SearchParameter." + place);
        assertThat(refused.diagnostics()).contains(reason);
        assertThat(NODE.get("SearchParameter/refused", "Caller", FhirServer.OPERATOR).status()).isEqualTo(404);
    }

    @Test
    void a_code_that_another_one_defines_is_refused_and_R4s_own_definitions_may_be_kept() {
        SERVER.define("first", "doubled", "string", "Patient", EXPRESSION);
        Reply second = SERVER.define("second", "doubled", "string", "Patient", "Patient.address.city");
        assertThat(second.status()).isEqualTo(422);
        assertThat(second.diagnostics()).contains("SearchParameter/first");
        assertThat(SERVER.define("third", "doubled", "string", "Organization", "Organization.alias").status())
                .isEqualTo(201);

        Reply own = NODE.put("SearchParameter/own", """
                {"resourceType":"SearchParameter","id":"own","status":"active","description":"As R4 has it",
                 "url":"http://hl7.org/fhir/SearchParameter/Patient-active","name":"active","code":"active",
                 "base":["Patient"],"type":"token","expression":"Patient.active"}""");
        assertThat(own.status()).as(own.text()).isEqualTo(201);
    }

    @Test
    void only_the_operator_puts_one_in_force_and_takes_it_away() {
        String active = IndexedServer.definition("mine", "mine", "string", "Patient", EXPRESSION);
        Reply refused = NODE.put("SearchParameter/mine", active);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(NODE.put("SearchParameter/mine", active.replace("active", "draft")).status()).isEqualTo(201);
        assertThat(NODE.get("SearchParameter/mine/$status").text()).contains("not-in-force");
        assertThat(NODE.get("Patient?mine=x").status()).isEqualTo(400);
        assertThat(NODE.post("$reindex", "").status()).isEqualTo(403);
    }

    @Test
    void deleted_or_retired_it_is_refused_at_once_and_its_rows_go() {
        SERVER.patient("gone", "puce");
        long before = rows();
        SERVER.define("gone", "gone", "string", "Patient", EXPRESSION);
        SERVER.index();
        assertThat(NODE.get("Patient?gone=puce").ids()).containsExactly("gone");
        assertThat(rows()).isEqualTo(before + 1);

        NODE.put("SearchParameter/gone",
                IndexedServer.definition("gone", "gone", "string", "Patient", EXPRESSION).replace("active", "retired"),
                "Caller", FhirServer.OPERATOR);
        assertThat(NODE.get("Patient?gone=puce").status()).isEqualTo(400);
        SERVER.index();
        assertThat(rows()).isEqualTo(before);

        SERVER.define("gone", "gone", "string", "Patient", EXPRESSION);
        SERVER.index();
        assertThat(NODE.get("Patient?gone=puce").ids()).containsExactly("gone");
        NODE.delete("SearchParameter/gone", "Caller", FhirServer.OPERATOR);
        assertThat(NODE.get("Patient?gone=puce").status()).isEqualTo(400);
        SERVER.index();
        assertThat(rows()).isEqualTo(before);
    }

    private static long rows() {
        return SERVER.count("""
                SELECT count(*) FROM index_text i JOIN resource r ON r.pk = i.resource
                WHERE r.type = 'Patient' AND r.id = 'gone'""");
    }

    @Test
    void changed_it_is_refused_until_it_is_indexed_as_it_says_now() {
        NODE.put("Patient/moved", """
                {"resourceType":"Patient","id":"moved","address":[{"district":"Old","state":"New"}]}""");
        SERVER.define("moved", "moved", "string", "Patient", "Patient.address.district");
        SERVER.index();
        assertThat(NODE.get("Patient?moved=old").ids()).containsExactly("moved");

        assertThat(SERVER.define("moved", "moved", "string", "Patient", "Patient.address.state").status())
                .isEqualTo(200);
        assertThat(NODE.get("Patient?moved=new").status()).isEqualTo(400);
        SERVER.index();
        assertThat(NODE.get("Patient?moved=new").ids()).containsExactly("moved");
        assertThat(NODE.get("Patient?moved=old").ids()).isEmpty();
    }

    @Test
    void it_finds_nothing_and_counts_nothing_that_the_caller_may_not_see() {
        SERVER.patient("seen", "teal");
        SERVER.patient("unseen", "teal", "Caller", FhirServer.TRUST);
        NODE.put("Observation/about-unseen", """
                {"resourceType":"Observation","id":"about-unseen","status":"final","code":{"text":"x"},
                 "subject":{"reference":"Patient/unseen"}}""");
        SERVER.define("tint", "tint", "string", "Patient", EXPRESSION);
        SERVER.index();

        Reply found = NODE.get("Patient?tint=teal&_total=accurate&_sort=tint");
        assertThat(found.ids()).containsExactly("seen");
        assertThat(found.json().path("total").asInt()).isEqualTo(1);
        assertThat(NODE.get("Observation?subject:Patient.tint=teal").ids()).isEmpty();
        assertThat(NODE.get("Patient?tint=teal", "Caller", FhirServer.TRUST).ids()).containsExactly("unseen");
    }
}
