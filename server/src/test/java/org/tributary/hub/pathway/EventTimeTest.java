package org.tributary.hub.pathway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimeTest {

    @ParameterizedTest
    @CsvSource({"2026,2026-01-01T00:00:00Z,YEAR", "2026-07,2026-06-30T23:00:00Z,MONTH",
            "2026-07-02,2026-07-01T23:00:00Z,DAY", "2026-01-02,2026-01-02T00:00:00Z,DAY",
            "2026-07-02T10:00:00+01:00,2026-07-02T09:00:00Z,TIME",
            "2026-07-02T10:00:00.1234567Z,2026-07-02T10:00:00.123456Z,TIME",
            "2016-12-31T23:59:60Z,2017-01-01T00:00:00Z,TIME"})
    void readsEveryPrecisionAsLondonsFirstMoment(String fhir, Instant instant, EventTime.Precision precision) {
        assertThat(EventTime.parse(fhir)).contains(new EventTime(instant, precision));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026", "2026-07", "2026-07-02", "2026-07-02T09:00:00Z"})
    void writesWhatItRead(String fhir) {
        assertThat(EventTime.parse(fhir).orElseThrow().toFhir()).isEqualTo(fhir);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "2026-13", "2026-02-30", "2026-07-02T10:00", "02/07/2026", "2026-7-2"})
    void whatIsNoFhirTimeIsAbsent(String text) {
        assertThat(EventTime.parse(text)).isEmpty();
    }

    @Test
    void ordersByMoment() {
        assertThat(EventTime.parse("2026-07-02").orElseThrow())
                .isLessThan(EventTime.parse("2026-07-02T00:00:01+01:00").orElseThrow());
    }
}
