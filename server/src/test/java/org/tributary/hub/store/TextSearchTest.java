package org.tributary.hub.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R4, Search: modifiers that go by words, spelling and hierarchies, and the order of results, in real PostgreSQL. */
class TextSearchTest {

    private static final String SNOMED = "'system':'http://snomed.info/sct'";

    private static SearchFixture store;

    @BeforeAll
    static void load() {
        store = new SearchFixture(true, new Foods());
        patient("bee", "Beethoven", "Ludwig", "'birthDate':'1970-12-17','gender':'male'");
        patient("hove", "von Hoven", "Anna", "'birthDate':'1980','gender':'female'");
        patient("muller", "Müller-Lüdenscheidt", "Bo", "'gender':'other'");
        store.put("Condition", "diabetes",
                condition("'coding':[{" + SNOMED + ",'code':'73211009','display':'Diabetes mellitus'}]"));
        store.put("Condition", "typed", condition("'text':'Diabetes, as she says'"));
        store.put("Condition", "asthma", condition("'text':'Asthma','coding':[{" + SNOMED
                + ",'code':'195967001','display':'Asthma (disorder)'}]"));
        store.put("Patient", "numbered", "'identifier':[{'type':{'coding':[{'system':'http://t.example','code':'MR'}],"
                + "'text':'Hospital number'},'system':'http://h.example','value':'A1'}]");
        store.put("ValueSet", "vs1", "'status':'active','url':'http://acme.org/fhir/ValueSet/123'");
        store.put("ValueSet", "vs2", "'status':'active','url':'http://acme.org/fhir/ValueSet/123/a'");
        store.put("ValueSet", "vs3", "'status':'active','url':'http://acme.org/fhir/ValueSet/1234'");
        store.put("List", "mine", "'status':'current','mode':'working','entry':[{'item':{'reference':'Patient/bee'}},"
                + "{'item':{'reference':'Condition/typed'}},{'item':{'reference':'Patient/gone'}}]");
        store.put("Observation", "apple", observation("apple", 3, "bee"));
        store.put("Observation", "fruit", observation("fruit", 1, "muller"));
        store.put("Observation", "stone", observation("stone", 2, "hove"));
    }

    private static void patient(String id, String family, String given, String rest) {
        store.put("Patient", id, "'name':[{'family':'" + family + "','given':['" + given + "']}]," + rest
                + ",'text':{'status':'generated','div':'<div xmlns=\\'http://www.w3.org/1999/xhtml\\'><p>" + given
                + "&#160;<b>" + family + "</b></p></div>'}");
    }

    private static String condition(String code) {
        return "'subject':{'reference':'Patient/bee'},'code':{" + code + "}";
    }

    private static String observation(String code, int value, String patient) {
        return "'status':'final','code':{'coding':[{'system':'http://food.example','code':'" + code
                + "'}]},'subject':{'reference':'Patient/" + patient + "'},'effectiveDateTime':'2024-01-0" + value
                + "','valueQuantity':{'value':" + value + "}";
    }

    /** Fruit is food, an apple is fruit. */
    private static final class Foods implements CodeSets {

        private static final List<Code> ALL = List.of(new Code("http://food.example", "fruit"),
                new Code("http://food.example", "apple"));

        @Override
        public Optional<List<Code>> findValueSet(String url) {
            return url.equals("http://food.example/vs") ? Optional.of(ALL) : Optional.empty();
        }

        @Override
        public Optional<List<Code>> findAbove(Code code) {
            return Optional.of(code.code().equals("apple") ? ALL : List.of(code));
        }

        @Override
        public Optional<List<Code>> findBelow(Code code) {
            return Optional.of(code.code().equals("fruit") ? ALL : List.of(code));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"Patient; family:contains=hoven; bee hove",
            "Patient; family:contains=HOVE; bee hove", "Patient; family:contains=denscheid; muller",
            "Patient; family:contains=ud; muller", "Patient; family:contains=von h; hove",
            "Patient; family:contains=hovenbeet; ''", "Patient; name:contains=oven,udwi; bee hove",
            "Patient; family:exact=Beethoven; bee", "Patient; family:exact=beethoven; ''",
            "Condition; code:text=diab; diabetes typed", "Condition; code:text=ASTHMA; asthma",
            "Condition; code:text=mellitus; ''", "Patient; identifier:text=hospital; numbered",
            "Patient; identifier:of-type=http://t.example|MR|A1; numbered",
            "Patient; identifier:of-type=http://t.example|MR|A2; ''",
            "Patient; _text=ludwig; bee", "Patient; _text=BEETHOVEN Ludwig; bee",
            "Patient; _text=muller,ludwig; bee muller",
            "Patient; _text=ludwig anna; ''", "Patient; _text=beet; ''", "Condition; _content=mellitus; diabetes",
            "Condition; _content=she diabetes; typed", "Patient; _content=hospital; numbered",
            "ValueSet; url:below=http://acme.org/fhir/ValueSet/123; vs1 vs2",
            "ValueSet; url:below=http://acme.org/fhir/; vs1 vs2 vs3",
            "ValueSet; url:above=http://acme.org/fhir/ValueSet/123/a/b; vs1 vs2",
            "ValueSet; url:above=http://acme.org/fhir/ValueSet/1234; vs3",
            "Patient; _list=mine; bee", "Condition; _list=List/mine; typed", "Observation; _list=mine; ''",
            "Patient; _list=other; ''", "Patient; _list=mine&gender=female; ''",
            "Observation; code:in=http://food.example/vs; apple fruit",
            "Observation; code:not-in=http://food.example/vs; stone",
            "Observation; code:below=http://food.example|fruit; apple fruit",
            "Observation; code:above=http://food.example|apple; apple fruit",
            "Observation; code:below=http://food.example|apple; apple",
            "Observation; patient.family:contains=hoven; apple stone"})
    void a_modifier_finds_what_R4_says(String type, String query, String expected) {
        assertThat(store.find(type, query)).as(type + "?" + query).containsExactlyInAnyOrderElementsOf(ids(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"Patient; family; bee muller hove numbered",
            "Patient; -family; hove muller bee numbered", "Patient; gender,_id; hove bee muller numbered",
            "Patient; birthdate,family; bee hove muller numbered",
            "Patient; -birthdate,family; hove bee muller numbered",
            "Patient; identifier,family; numbered bee muller hove", "Observation; value-quantity; fruit stone apple",
            "Observation; -value-quantity; apple stone fruit", "Observation; code; apple fruit stone",
            "Observation; subject; apple stone fruit", "Observation; -patient; fruit stone apple",
            "Observation; status,-date; apple stone fruit", "Observation; date; fruit stone apple",
            "Observation; -date; apple stone fruit",
            "ValueSet; url; vs1 vs2 vs3", "ValueSet; -url; vs3 vs2 vs1"})
    void results_are_in_order_over_all_pages(String type, String sort, String expected) {
        for (int count = 1; count <= 3; count++) {
            assertThat(store.find(type, "_sort=" + sort + "&_count=" + count)).as("%s?_sort=%s", type, sort)
                    .containsExactlyElementsOf(ids(expected));
        }
    }

    @Test
    void an_estimate_of_few_is_exact() {
        assertThat(store.run("Patient", SearchFixture.parameters("_total=estimate&_count=1")).total()).hasValue(4);
        assertThat(store.run("Patient", SearchFixture.parameters("_total=none")).total()).isEmpty();
    }

    @Test
    void what_nobody_implements_is_refused_by_name() {
        ResourceSearch plain = new ResourceSearch();
        for (String query : List.of("code:in=http://x", "code:below=http://x|y", "_content=x")) {
            assertThatThrownBy(() -> plain.compile("Observation", SearchFixture.parameters(query)))
                    .isInstanceOf(SearchRefused.class)
                    .hasMessageContaining(query.substring(0, query.indexOf('=')));
        }
    }

    private static List<String> ids(String expected) {
        return expected.isEmpty() ? List.of() : Arrays.asList(expected.split(" "));
    }
}
