package org.tributary.hub.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R4, Search: parameters of the types number, quantity, composite and special, in real PostgreSQL. */
class NumberSearchTest {

    private static final String UCUM = "'system':'http://unitsofmeasure.org'";
    private static final String LOINC = "'system':'http://loinc.org'";

    private static SearchFixture store;

    @BeforeAll
    static void load() {
        store = new SearchFixture();
        numbers();
        quantities();
        panels();
        places();
    }

    private static void numbers() {
        for (String probability : List.of("0.9", "0.949", "1", "94.9", "95", "99.4", "99.5", "100", "100.4", "100.5",
                "104.9", "105", "-2")) {
            store.put("RiskAssessment", "r" + probability,
                    "'status':'final','subject':{'reference':'Patient/p'},'prediction':[{'probabilityDecimal':"
                            + probability + "}]");
        }
        store.put("RiskAssessment", "none", "'status':'final','subject':{'reference':'Patient/p'}");
    }

    private static void quantities() {
        quantity("mg5.4", "'value':5.4,'unit':'milligram'," + UCUM + ",'code':'mg'");
        quantity("g0.0054", "'value':0.0054,'unit':'g'," + UCUM + ",'code':'g'");
        quantity("mg100", "'value':100,'unit':'mg'," + UCUM + ",'code':'mg'");
        quantity("tablets", "'value':5.4,'unit':'tablet'");
        quantity("own", "'value':5.4,'unit':'x','system':'http://units.example','code':'mg'");
        quantity("under", "'value':5.4,'comparator':'<','unit':'mg'," + UCUM + ",'code':'mg'");
        quantity("fever", "'value':38.5,'unit':'C'," + UCUM + ",'code':'Cel'");
        observation("ecg", "'valueSampledData':{'origin':{'value':1000},'factor':2,'period':10,'dimensions':1,"
                + "'data':'10 E -5 20.5'}");
        store.put("Condition", "young",
                "'subject':{'reference':'Patient/p'},'onsetRange':{'low':{'value':12,'unit':'a'," + UCUM
                        + ",'code':'a'},'high':{'value':15,'unit':'a'," + UCUM + ",'code':'a'}}");
    }

    private static void quantity(String id, String quantity) {
        observation(id, "'valueQuantity':{" + quantity + "}");
    }

    private static void observation(String id, String rest) {
        store.put("Observation", id,
                "'status':'final','code':{'coding':[{" + LOINC + ",'code':'" + id + "-code'}]}," + rest);
    }

    private static void panels() {
        panel("high", 180, 70);
        panel("low", 70, 180);
        store.put("Group", "g", "'type':'person','actual':false,'characteristic':["
                + "{'code':{'coding':[{'code':'age'}]},'valueCodeableConcept':{'coding':[{'code':'old'}]},'exclude':false},"
                + "{'code':{'coding':[{'code':'sex'}]},'valueCodeableConcept':{'coding':[{'code':'f'}]},'exclude':false}]");
        store.put("DocumentReference", "newer", "'status':'current','relatesTo':["
                + "{'code':'replaces','target':{'reference':'DocumentReference/older'}},"
                + "{'code':'appends','target':{'reference':'DocumentReference/other'}}],"
                + "'content':[{'attachment':{'url':'http://x.example'}}]");
        store.put("MolecularSequence", "seq",
                "'coordinateSystem':0,'referenceSeq':{'chromosome':{'coding':[{'code':'7'}]}},"
                        + "'variant':[{'start':10,'end':20},{'start':100,'end':200}]");
        store.put("Bundle", "letter", "'type':'document','entry':[{'fullUrl':'http://x.example/Composition/c',"
                + "'resource':{'resourceType':'Composition','id':'c','status':'final','type':{'text':'x'},"
                + "'date':'2024-01-01','author':[{'display':'x'}],'title':'x'}},{'resource':"
                + "{'resourceType':'Composition','id':'second','status':'final','type':{'text':'x'},"
                + "'date':'2024-01-01','author':[{'display':'x'}],'title':'x'}}]");
    }

    private static void panel(String id, int systolic, int diastolic) {
        observation(id, "'component':[" + component("8480-6", systolic) + "," + component("8462-4", diastolic) + "]");
    }

    private static String component(String code, int value) {
        return "{'code':{'coding':[{" + LOINC + ",'code':'" + code + "'}]},'valueQuantity':{'value':" + value
                + ",'unit':'mmHg'," + UCUM + ",'code':'mm[Hg]'}}";
    }

    private static void places() {
        store.put("Location", "leeds", "'position':{'latitude':53.7997,'longitude':-1.5492}");
        store.put("Location", "bradford", "'position':{'latitude':53.7950,'longitude':-1.7594}");
        store.put("Location", "london", "'position':{'latitude':51.5072,'longitude':-0.1276}");
        store.put("Location", "suva", "'position':{'latitude':-18.14,'longitude':178.44}");
        store.put("Location", "somewhere", "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            // 100 to three significant figures is from 99.5 to 100.5, exclusive.
            "100; r99.5 r100 r100.4", "100.0; r100", "100.00; r100", "1e2; r95 r99.4 r99.5 r100 r100.4 r100.5 r104.9",
            "lt1; r-2 r0.9 r0.949", "le1; r-2 r0.9 r0.949 r1", "gt104.9; r105", "ge104.9; r104.9 r105", "sa104.9; r105",
            "eb0.9; r-2", "lt0; r-2", "-2; r-2", "ap100; r94.9 r95 r99.4 r99.5 r100 r100.4 r100.5 r104.9 r105",
            "ne100; r-2 r0.9 r0.949 r1 r94.9 r95 r99.4 r100.5 r104.9 r105", "0.9,1; r0.9 r0.949 r1",
            "gt1000000000000000000000000; ''"})
    void numbers_are_compared_with_the_precision_of_the_query(String value, String expected) {
        assertFound("RiskAssessment", "probability=" + value, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"Observation; value-quantity=5.4; mg5.4 tablets own",
            "Observation; value-quantity=5.4|http://unitsofmeasure.org|mg; mg5.4 g0.0054",
            "Observation; value-quantity=0.0054|http://unitsofmeasure.org|g; mg5.4 g0.0054",
            "Observation; value-quantity=gt5.4|http://unitsofmeasure.org|mg; mg100",
            "Observation; value-quantity=5.4|http://units.example|mg; own",
            "Observation; value-quantity=5.4||mg; mg5.4 own", "Observation; value-quantity=5.4||milligram; mg5.4",
            "Observation; value-quantity=5.4||tablet; tablets",
            "Observation; value-quantity=lt1|http://unitsofmeasure.org|mg; under",
            "Observation; value-quantity=gt310|http://unitsofmeasure.org|K; fever",
            "Observation; value-quantity=gt1000|http://unitsofmeasure.org|kg; ''",
            "Observation; value-quantity=gt1040; ecg", "Observation; value-quantity=lt991; "
                    + "ecg fever g0.0054 mg100 mg5.4 own tablets under",
            "Observation; combo-value-quantity=180||mmHg; high low",
            "Condition; onset-age=lt13|http://unitsofmeasure.org|a; young",
            "Condition; onset-age=gt160|http://unitsofmeasure.org|mo; young",
            "Condition; onset-age=13|http://unitsofmeasure.org|a; ''"})
    void quantities_are_compared_in_base_units_or_by_the_unit_s_name(String type, String query, String expected) {
        assertFound(type, query, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "Observation; component-code-value-quantity=http://loinc.org|8480-6$gt150; high",
            "Observation; component-code-value-quantity=8480-6$gt150,8462-4$gt150; high low",
            "Observation; combo-code-value-quantity=8480-6$lt100; low",
            "Observation; combo-code-value-quantity=mg100-code$100; mg100",
            "Observation; code-value-quantity=mg100-code$gt50|http://unitsofmeasure.org|mg; mg100",
            "Observation; code-value-quantity=mg100-code$lt50; ''",
            "Observation; code-value-quantity:missing=false; fever g0.0054 mg100 mg5.4 own tablets under",
            "Observation; component-code-value-quantity:missing=false&_sort=_id; high low",
            "Group; characteristic-value=age$old; g", "Group; characteristic-value=age$f; ''",
            "DocumentReference; relationship=replaces$DocumentReference/older; newer",
            "DocumentReference; relationship=replaces$older; newer",
            "DocumentReference; relationship=replaces$DocumentReference/other; ''",
            "MolecularSequence; chromosome-variant-coordinate=7$lt50$lt50; seq",
            "MolecularSequence; chromosome-variant-coordinate=7$lt50$gt50; ''",
            "MolecularSequence; chromosome-variant-coordinate=8$lt50$lt50; ''"})
    void the_parts_of_a_composite_must_hold_in_one_element(String type, String query, String expected) {
        assertFound(type, query, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"near=53.8|-1.55|5|km; leeds", "near=53.8|-1.55|20; bradford leeds",
            "near=53.8|-1.55|10|[mi_i]; bradford leeds", "near=53.8|-1.55; bradford leeds",
            "near=-18|-179.5|300|km; suva", "near=53.8|-1.55|1|m; ''", "near:missing=true; somewhere",
            "near=53.8|-1.55|5,51.5|-0.1|5; leeds london"})
    void near_is_a_distance_on_the_globe(String query, String expected) {
        assertFound("Location", query, expected);
    }

    @Test
    void composition_finds_the_first_resource_of_a_document() {
        assertFound("Bundle", "composition=Composition/c", "letter");
        assertFound("Bundle", "composition=c", "letter");
        assertFound("Bundle", "composition=second", "");
        assertFound("Bundle", "message:missing=true", "letter");
        assertFound("Bundle", "composition:missing=true", "");
    }

    @Test
    void missing_tells_whether_there_is_a_number() {
        assertFound("RiskAssessment", "probability:missing=true", "none");
        assertFound("Condition", "onset-age:missing=true", "");
    }

    @Test
    void a_new_version_s_numbers_take_the_place_of_the_old_one_s() {
        store.put("ChargeItem", "c", "'status':'billable','code':{'text':'x'},'subject':{'reference':'Patient/p'},"
                + "'factorOverride':2,'priceOverride':{'value':10,'currency':'GBP'}");
        assertFound("ChargeItem", "factor-override=2", "c");
        assertFound("ChargeItem", "price-override=10|urn:iso:std:iso:4217|GBP", "c");
        store.put("ChargeItem", "c", "'status':'billable','code':{'text':'x'},'subject':{'reference':'Patient/p'},"
                + "'factorOverride':3");
        assertFound("ChargeItem", "factor-override=2", "");
        assertFound("ChargeItem", "price-override:missing=true", "c");
    }

    private static void assertFound(String type, String query, String expected) {
        assertThat(store.find(type, query)).as(type + "?" + query)
                .containsExactlyInAnyOrderElementsOf(
                        expected.isEmpty() ? List.of() : Arrays.asList(expected.trim().split(" ")));
    }
}
