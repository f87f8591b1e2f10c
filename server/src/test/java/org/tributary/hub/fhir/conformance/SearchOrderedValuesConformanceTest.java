package org.tributary.hub.fhir.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.hub.fhir.FhirServer;

/** R4, Search, sections 3.1.1.4.5 to 3.1.1.4.7 and 3.1.1.4.11: prefixes, numbers, dates, quantities. */
class SearchOrderedValuesConformanceTest {

    private static final FhirServer SERVER = FhirServer.shared();

    /** What a row names as found: ids after the prefix, separated by blanks; a dash for none. */
    private static List<String> ids(String prefix, String names) {
        return names.equals("-") ? List.of() : List.of(names.split(" ")).stream().map(name -> prefix + name).toList();
    }

    @Nested
    @DisplayName("3.1.1.4.6 number, 3.1.1.4.5 prefixes")
    class Numbers {

        @BeforeAll
        static void load() {
            for (String probability : new String[]{"99.4", "99.5", "100", "100.4", "105", "94.9"}) {
                SERVER.keep("""
                        {"resourceType":"RiskAssessment","id":"so-%s","status":"final","method":{"text":"so"},
                         "meta":{"tag":[{"code":"so-numbers"}]},
                         "subject":{"reference":"Patient/so"},"prediction":[{"probabilityDecimal":%s}]}"""
                        .formatted(probability, probability));
            }
            for (int start = 1; start <= 2; start++) {
                SERVER.keep("""
                        {"resourceType":"MolecularSequence","id":"so-start-%d","coordinateSystem":0,
                         "meta":{"tag":[{"code":"so-numbers"}]},"variant":[{"start":%d}]}""".formatted(start, start));
            }
        }

        @ParameterizedTest(name = "probability={0} finds {1}")
        @CsvSource({"100,99.5 100 100.4", "100.00,100", "1e2,99.4 99.5 100 100.4", "eq100,99.5 100 100.4",
                "lt100,94.9 99.4 99.5", "le100,94.9 99.4 99.5 100", "gt100,100.4 105", "ge100,100 100.4 105",
                "ne100,94.9 99.4 105", "sa100,100.4 105", "eb100,94.9 99.4 99.5",
                "ap100,94.9 99.4 99.5 100 100.4 105", "ap1000,-", "gt1.00e2,100.4 105"})
        void numbers(String value, String found) {
            assertThat(SERVER.find("RiskAssessment?_tag=so-numbers&_count=50&probability=" + value))
                    .containsExactlyInAnyOrderElementsOf(ids("so-", found));
        }

        @ParameterizedTest(name = "whole numbers are compared exactly: variant-start={0} finds {1}")
        @CsvSource({"2,start-2", "2.0,start-2", "1,start-1", "gt1,start-2", "le1,start-1"})
        void integers(String value, String found) {
            assertThat(SERVER.find("MolecularSequence?_tag=so-numbers&variant-start=" + value))
                    .containsExactly("so-" + found);
        }

        @ParameterizedTest(name = "{0} is no number: 400")
        @ValueSource(strings = {"many", "xx5", "1,0x", "--1"})
        void malformed(String value) {
            assertThat(SERVER.get("RiskAssessment?probability=" + value).status()).isEqualTo(400);
        }
    }

    @Nested
    @DisplayName("3.1.1.4.7 date")
    class Dates {

        @BeforeAll
        static void load() {
            procedure("day", "\"performedDateTime\":\"2013-01-14\"");
            procedure("t00", "\"performedDateTime\":\"2013-01-14T00:00:00Z\"");
            procedure("t10", "\"performedDateTime\":\"2013-01-14T10:00:00Z\"");
            procedure("next", "\"performedDateTime\":\"2013-01-15T00:00:00Z\"");
            procedure("open", "\"performedPeriod\":{\"start\":\"2013-01-21\"}");
            procedure("from15", "\"performedPeriod\":{\"start\":\"2013-03-15\"}");
            procedure("until21", "\"performedPeriod\":{\"end\":\"2013-01-21\"}");
        }

        private static void procedure(String id, String performed) {
            SERVER.keep("""
                    {"resourceType":"Procedure","id":"so-%s","status":"completed","subject":{"reference":"Patient/so"},
                     "meta":{"tag":[{"code":"so-dates"}]},%s}""".formatted(id, performed));
        }

        @ParameterizedTest(name = "date={0} finds {1} among points of time")
        @CsvSource({"eq2013-01-14,day t00 t10", "2013-01-14,day t00 t10", "ne2013-01-14,next",
                "lt2013-01-14T10:00Z,day t00", "gt2013-01-14T10:00Z,day next", "2013-01,day t00 t10 next",
                "2013,day t00 t10 next", "2012,-", "sa2013-01-14,next", "eb2013-01-15,day t00 t10",
                "2013-01-14T10:00:00Z,t10", "2013-01-14T10:00:00%2B00:00,t10", "2013-01-14T11%3A00%3A00%2B01%3A00,t10"})
        void points(String value, String found) {
            assertThat(SERVER.find("Procedure?_id=so-day,so-t00,so-t10,so-next&date=" + value))
                    .containsExactlyInAnyOrderElementsOf(ids("so-", found));
        }

        @ParameterizedTest(name = "date={0} finds {1} among periods, of which one side may be open")
        @CsvSource({"ge2013-03-14,open from15", "le2013-03-14,open until21", "sa2013-03-14,from15",
                "eb2013-03-14,until21"})
        void periods(String value, String found) {
            assertThat(SERVER.find("Procedure?_id=so-open,so-from15,so-until21&date=" + value))
                    .containsExactlyInAnyOrderElementsOf(ids("so-", found));
        }

        @Test
        @DisplayName("ap finds what is near: within a tenth of the time from the value to now")
        void approximately() {
            assertThat(SERVER.find("Procedure?_id=so-day,so-next&date=ap2013-01-14")).contains("so-day");
            assertThat(SERVER.find("Procedure?_id=so-day,so-next&date=ap1970-01-14")).isEmpty();
        }

        @Test
        @DisplayName("two criteria make a stretch of time")
        void stretch() {
            assertThat(SERVER.find("Procedure?_tag=so-dates&date=ge2013-01-14&date=le2013-01-14"))
                    .contains("so-day", "so-t00", "so-t10")
                    .doesNotContain("so-next");
        }

        @Test
        @DisplayName("of a Timing only the outer limits count")
        void timing() {
            SERVER.keep("""
                    {"resourceType":"ServiceRequest","id":"so-timing","status":"active","intent":"order",
                     "subject":{"reference":"Patient/so"},"occurrenceTiming":{"repeat":{"boundsPeriod":
                     {"start":"2013-01-31","end":"2013-03-24"},"frequency":1,"period":2,"periodUnit":"d"}}}""");

            assertThat(SERVER.find("ServiceRequest?_id=so-timing&occurrence=ge2013-02-01&occurrence=le2013-02-01"))
                    .containsExactly("so-timing");
        }

        @ParameterizedTest(name = "{0} is no date: 400")
        @ValueSource(strings = {"2013-01-14T10", "01-14", "2013-13-01", "2013-02-30", "yesterday", "xx2013"})
        void malformed(String value) {
            assertThat(SERVER.get("Procedure?date=" + value).status()).isEqualTo(400);
        }
    }

    @Nested
    @DisplayName("3.1.1.4.11 quantity")
    class Quantities {

        @BeforeAll
        static void load() {
            observation("mg",
                    "{\"value\":5.42,\"unit\":\"mg\",\"system\":\"http://unitsofmeasure.org\",\"code\":\"mg\"}");
            observation("g",
                    "{\"value\":0.0054,\"unit\":\"g\",\"system\":\"http://unitsofmeasure.org\",\"code\":\"g\"}");
            observation("said", "{\"value\":5.4,\"unit\":\"mg\"}");
            observation("other", "{\"value\":5.4,\"unit\":\"drops\",\"system\":\"urn:units\",\"code\":\"drop\"}");
            observation("ten",
                    "{\"value\":10,\"unit\":\"mg\",\"system\":\"http://unitsofmeasure.org\",\"code\":\"mg\"}");
        }

        private static void observation(String id, String quantity) {
            SERVER.keep("""
                    {"resourceType":"Observation","id":"so-q-%s","status":"final","code":{"text":"x"},
                     "meta":{"tag":[{"code":"so-quantities"}]},"valueQuantity":%s}""".formatted(id, quantity));
        }

        @ParameterizedTest(name = "value-quantity={0} finds {1}")
        @CsvSource({"5.4|http://unitsofmeasure.org|mg,mg g", "5.40e-3|http://unitsofmeasure.org|g,g",
                "5.4||mg,mg said", "5.4,mg said other", "le5.4|http://unitsofmeasure.org|mg,g",
                "gt5.4|http://unitsofmeasure.org|mg,mg ten", "ap5.4|http://unitsofmeasure.org|mg,mg g",
                "5.4|urn:units|drop,other", "5.4|urn:units|mg,-", "gt9||mg,ten"})
        void quantities(String value, String found) {
            assertThat(SERVER.find("Observation?_tag=so-quantities&value-quantity=" + value))
                    .containsExactlyInAnyOrderElementsOf(ids("so-q-", found));
        }

        @ParameterizedTest(name = "{0} is no quantity: 400")
        @ValueSource(strings = {"5.4|mg", "heavy||mg", "5.4|a|b|c"})
        void malformed(String value) {
            assertThat(SERVER.get(FhirServer.encoded("Observation?value-quantity=" + value)).status()).isEqualTo(400);
        }
    }
}
