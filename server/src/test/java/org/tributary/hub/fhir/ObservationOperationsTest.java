package org.tributary.hub.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.hub.fhir.FhirServer.Reply;
import tools.jackson.databind.JsonNode;

/** {@code $lastn} and {@code $stats} on Observation. */
class ObservationOperationsTest {

    private static final FhirServer SERVER = FhirServer.shared();
    private static final String PULSE = "{'system':'http://loinc.org','code':'8867-4','display':'Heart rate'}";
    private static final String WEIGHT = "{'system':'http://loinc.org','code':'29463-7'}";

    @BeforeAll
    static void onePatient() {
        SERVER.put("Patient/lastn-p", "{\"resourceType\":\"Patient\",\"id\":\"lastn-p\"}");
        pulse("lastn-1", "2024-01-01", "60");
        pulse("lastn-2", "2024-01-03", "80");
        pulse("lastn-3", "2024-01-02", "70");
        pulse("lastn-4", "2024-01-04", "90");
        put("lastn-error", "entered-in-error", PULSE, "2024-01-09", ",'valueQuantity':{'value':900,'unit':'/min'}");
        put("lastn-none", "final", PULSE, "2023-01-01", ",'dataAbsentReason':{'text':'patient left'}");
        put("lastn-kg", "final", WEIGHT, "2024-02-01", ",'valueQuantity':{'value':70.5,'unit':'kg'}");
        put("lastn-stone", "final", WEIGHT, "2023-02-01", ",'valueQuantity':{'value':11,'unit':'st'}");
        text("lastn-mood-old", "mood", "2020");
        text("lastn-mood", "mood", "2022");
        text("lastn-sleep", "sleep", "2021");
        put("lastn-pressure", "final", "{'system':'http://loinc.org','code':'85354-9'}", "2024-01-05", """
                ,'component':[{'code':{'coding':[{'system':'http://loinc.org','code':'8480-6'}]},
                'valueQuantity':{'value':121,'unit':'mmHg'}}]""");
    }

    private static void pulse(String id, String date, String value) {
        put(id, "final", PULSE, date, ",'category':[{'coding':[{'system':"
                + "'http://terminology.hl7.org/CodeSystem/observation-category','code':'vital-signs'}]}],"
                + "'valueQuantity':{'value':" + value
                + ",'unit':'beats/minute','system':'http://unitsofmeasure.org','code':'/min'}");
    }

    private static void put(String id, String status, String coding, String date, String members) {
        write(id, status, "{'coding':[" + coding + "]}", date, members);
    }

    private static void text(String id, String text, String date) {
        write(id, "final", "{'text':'" + text + "'}", date, "");
    }

    private static void write(String id, String status, String code, String date, String members) {
        Reply reply = SERVER.put("Observation/" + id, ("{'resourceType':'Observation','id':'" + id + "','status':'"
                + status + "','code':" + code + ",'subject':{'reference':'Patient/lastn-p'},'effectiveDateTime':'"
                + date + "'" + members + "}").replace('\'', '"'));
        assertThat(reply.status()).as(reply.text()).isBetween(200, 201);
    }

    @Test
    void lastnIsTheLatestOfEachCodeAndNoErrors() {
        Reply reply = SERVER.get("Observation/$lastn?patient=lastn-p");

        assertThat(reply.ids()).containsExactlyInAnyOrder("lastn-4", "lastn-kg", "lastn-mood", "lastn-sleep",
                "lastn-pressure");
        assertThat(reply.json().path("type").asString()).isEqualTo("searchset");
    }

    @Test
    void lastnOfOneCodeIsTheLatestFirst() {
        assertThat(SERVER.get("Observation/$lastn?subject=Patient/lastn-p&code=http://loinc.org%7C8867-4&max=3").ids())
                .containsExactly("lastn-4", "lastn-2", "lastn-3");
        assertThat(SERVER.get("Observation/$lastn?patient=Patient/lastn-p&category=vital-signs&max=2").ids())
                .containsExactly("lastn-4", "lastn-2");
        assertThat(SERVER.get("Observation/$lastn?patient=lastn-p&code=http://snomed.info/sct%7C8867-4").ids())
                .isEmpty();
    }

    @Test
    void lastnShowsOnlyWhatTheCallerMaySee() {
        assertThat(SERVER.get("Observation/$lastn?patient=lastn-p", "Caller", FhirServer.TRUST).ids()).isEmpty();
        assertThat(SERVER.get("Observation/$lastn?patient=lastn-p", "Caller", "system/Patient.rs").status())
                .isEqualTo(403);
    }

    @Test
    void statsAreThoseAskedForWithTheirUnit() {
        Map<String, JsonNode> values = statistics(SERVER.get("Observation/$stats?subject=Patient/lastn-p"
                + "&system=http://loinc.org&code=8867-4&statistic=average,maximum,minimum,count,total-count,median,"
                + "std-dev,sum,20-percent,80-percent"));

        assertThat(number(values, "average")).isEqualTo(75);
        assertThat(number(values, "maximum")).isEqualTo(90);
        assertThat(number(values, "minimum")).isEqualTo(60);
        assertThat(number(values, "count")).isEqualTo(4);
        assertThat(number(values, "total-count")).isEqualTo(5);
        assertThat(number(values, "median")).isEqualTo(75);
        assertThat(number(values, "sum")).isEqualTo(300);
        // The squares of -15, -5, 5 and 15 make 500; a third of it is the variance.
        assertThat(number(values, "std-dev")).isCloseTo(Math.sqrt(500.0 / 3),
                within(1e-9));
        assertThat(number(values, "20-percent")).isEqualTo(66);
        assertThat(number(values, "80-percent")).isEqualTo(84);
        assertThat(quantity(values, "average").path("code").asString()).isEqualTo("/min");
        assertThat(quantity(values, "count").has("unit")).isFalse();
    }

    private static Map<String, JsonNode> statistics(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().at("/parameter/0/name").asString()).isEqualTo("statistics");
        Map<String, JsonNode> values = new HashMap<>();
        reply.json()
                .at("/parameter/0/resource/component")
                .forEach(component -> values.put(component.at("/code/coding/0/code").asString(),
                        component.path("valueQuantity")));
        return values;
    }

    private static JsonNode quantity(Map<String, JsonNode> values, String statistic) {
        JsonNode quantity = values.get(statistic);
        if (quantity == null) {
            throw new AssertionError("No " + statistic + " among " + values.keySet());
        }
        return quantity;
    }

    private static double number(Map<String, JsonNode> values, String statistic) {
        return quantity(values, statistic).path("value").asDouble();
    }

    @Test
    void statsOfAPeriodRestOnItsObservations() {
        Reply reply = SERVER.post("Observation/$stats", """
                {"resourceType":"Parameters","parameter":[{"name":"subject","valueUri":"Patient/lastn-p"},
                 {"name":"coding","valueCoding":{"system":"http://loinc.org","code":"8867-4"}},
                 {"name":"period","valuePeriod":{"start":"2024-01-02","end":"2024-01-03"}},
                 {"name":"statistic","valueCode":"average"},{"name":"include","valueBoolean":true}]}""");

        assertThat(number(statistics(reply), "average")).isEqualTo(75);
        assertThat(reply.json().path("parameter").size()).isEqualTo(3);
        assertThat(reply.json().at("/parameter/1/name").asString()).isEqualTo("source");
        assertThat(reply.json().at("/parameter/1/resource/id").asString()).isEqualTo("lastn-2");
    }

    @Test
    void valuesInDifferentUnitsAreNotReckonedTogether() {
        Reply reply = SERVER.get("Observation/$stats?subject=Patient/lastn-p&code=29463-7&statistic=average,std-dev");

        assertThat(reply.json().path("parameter").size()).isEqualTo(2);
        assertThat(reply.json().findValuesAsString("unit")).containsExactlyInAnyOrder("kg", "st");
        assertThat(reply.text()).contains("not-a-number");
    }

    @Test
    void componentsCountUnderTheirOwnCode() {
        assertThat(number(
                statistics(SERVER.get("Observation/$stats?subject=Patient/lastn-p&code=8480-6&statistic=maximum")),
                "maximum")).isEqualTo(121);
    }

    @Test
    void statsOfTheLastHoursLeaveOutWhatIsOlder() {
        Reply reply = SERVER
                .get("Observation/$stats?subject=Patient/lastn-p&code=8867-4&statistic=count&duration=1");
        assertThat(reply.json().has("parameter")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"$lastn", "$lastn?patient=a,b", "$lastn?patient=a&subject=Patient/b",
            "$lastn?patient=a&max=0",
            "$lastn?patient=a&max=1000", "$lastn?patient=a&code=x%7Cy%7Cz", "$lastn?patient=a&colour=red",
            "$stats?code=x&statistic=count", "$stats?subject=Patient/a&statistic=count",
            "$stats?subject=Patient/a&code=x", "$stats?subject=Patient/a&code=x&statistic=beauty",
            "$stats?subject=Patient/a&code=x&statistic=count&duration=soon",
            "$stats?subject=Patient/a&code=x&statistic=count&include=perhaps"})
    void whatIsWrongIsRefused(String request) {
        Reply reply = SERVER.get("Observation/" + request);
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    }
}
