package org.tributary.hub.web.person;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tributary.hub.pathway.Detail;

/** The displays are those of the NHS Data Dictionary, Client Level Data and the hub's own code systems. */
class CodedWordsTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "ADMISSION_METHOD; 11; Elective Admission: Waiting list (11)",
            "ADMISSION_SOURCE; 19; Usual place of residence (19)",
            "DISCHARGE_DESTINATION; 29; Temporary place of residence when usually resident elsewhere (29)",
            "DISCHARGE_METHOD; 1; Patient discharged on clinical advice or with clinical consent (1)",
            "OUTCOME; 2; Another appointment given (2)",
            "OUTCOME; fully-met; Fully met (fully-met)",
            "DISCHARGE_PATHWAY; 1; Home with support (1)",
            "ROUTE_OF_ACCESS; hospital-discharge; Discharge from hospital (hospital-discharge)",
            "RTT_STATUS; 10; Starts a clock (10)",
            "ADMISSION_METHOD; local; local",
            "PLACE; 11; 11"})
    void aCodeIsToldInWords(Detail detail, String code, String words) {
        assertThat(CodedWords.of(detail, code)).isEqualTo(words);
    }
}
