package org.tributary.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tributary.hub.pathway.EventTime;
import org.tributary.hub.pathway.EventTime.Precision;

class HumanTimeTest {

    @ParameterizedTest
    @CsvSource({"2026-03-03T14:05:00Z,TIME,'03 Mar 2026, 14:05'", "2026-09-30T23:30:00Z,TIME,'01 Oct 2026, 00:30'",
            "2026-08-31T23:00:00Z,DAY,01 Sep 2026", "2026-08-31T23:00:00Z,MONTH,Sep 2026",
            "1998-01-01T00:00:00Z,YEAR,1998"})
    void showsAsMuchAsTheSourceSaidInLondon(Instant instant, Precision precision, String shown) {
        assertThat(HumanTime.dateAndTime(new EventTime(instant, precision))).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"1948-03-03,03 Mar 1948", "1948-09,Sep 1948", "1948,1948"})
    void showsBirthDatesOfAnyPrecision(String fhir, String shown) {
        assertThat(HumanTime.fhirDate(fhir)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"1948-03-03,2026-03-02,77", "1948-03-03,2026-03-03,78", "2000-02-29,2026-02-28,25",
            "2000-02-29,2026-03-01,26", "2026-03-03,2026-03-03,0"})
    void agesOnTheBirthday(String born, LocalDate today, int age) {
        assertThat(HumanTime.age(born, today)).contains(age);
    }

    @Test
    void knowsNoAgeWithoutAWholeBirthDateOfThePast() {
        LocalDate today = LocalDate.parse("2026-03-03");
        assertThat(HumanTime.age("1948", today)).isEqualTo(Optional.empty());
        assertThat(HumanTime.age("2027-01-01", today)).isEqualTo(Optional.empty());
    }
}
