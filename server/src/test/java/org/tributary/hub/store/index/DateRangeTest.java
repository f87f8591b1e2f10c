package org.tributary.hub.store.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateRangeTest {

    @ParameterizedTest
    @CsvSource({"2024, 2024-01-01T00:00:00Z, 2025-01-01T00:00:00Z",
            // London is an hour ahead in summer.
            "2024-06, 2024-05-31T23:00:00Z, 2024-06-30T23:00:00Z",
            "2024-07-01, 2024-06-30T23:00:00Z, 2024-07-01T23:00:00Z",
            // The day the clocks go forward has 23 hours.
            "2024-03-31, 2024-03-31T00:00:00Z, 2024-03-31T23:00:00Z",
            "2024-01-01T10:00:00Z, 2024-01-01T10:00:00Z, 2024-01-01T10:00:01Z",
            "2024-01-01T10:00:00.5Z, 2024-01-01T10:00:00.500Z, 2024-01-01T10:00:00.600Z",
            "2024-01-01T10:00:00.123+02:00, 2024-01-01T08:00:00.123Z, 2024-01-01T08:00:00.124Z",
            "2024-01-01T10:00:00.1234567Z, 2024-01-01T10:00:00.123456Z, 2024-01-01T10:00:00.123457Z",
            "2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z, 2017-01-01T00:00:01Z",
            "2024-02-29T23:59:59-11:30, 2024-03-01T11:29:59Z, 2024-03-01T11:30:00Z",
            "0001-01-01T00:00:00+01:00, 0000-12-31T23:00:00Z, 0000-12-31T23:00:01Z",
            "2024-01-01T10:00:00+18:00, 2023-12-31T16:00:00Z, 2023-12-31T16:00:01Z",
            "2024-01-01T10:00Z, 2024-01-01T10:00:00Z, 2024-01-01T10:01:00Z",
            "2024-07-01T10:00:00, 2024-07-01T09:00:00Z, 2024-07-01T09:00:01Z"})
    void a_date_covers_what_its_precision_leaves_open(String text, Instant low, Instant high) {
        assertThat(DateRange.parse(text)).hasValue(new DateRange(DateRange.micros(low), DateRange.micros(high)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "24", "2024-13", "2024-02-30", "2024-1-1", "yesterday", "2024-01-01T25:00:00Z",
            "2024-01-01T", "2023-02-29T10:00:00Z", "2024-00-10T10:00:00Z", "2024-01-01T10:60:00Z",
            "2024-01-01T10:00:00+19:00", "2024-01-01T10:00:00+1:00", "2024-01-01T10:00:00ZZ",
            "2024-01-01 10:00:00Z"})
    void what_is_no_date_covers_nothing(String text) {
        assertThat(DateRange.parse(text)).isEmpty();
    }
}
