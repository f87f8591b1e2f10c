package org.tributary.hub.web.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tributary.hub.web.person.TimeScale.Tick;

class TimeScaleTest {

    private static final TimeScale WHOLE = scale("2025-04-01", "2026-04-01");

    @Test
    void showsThePeriodAskedForAndElseTheWhole() {
        assertThat(between("2026-01-05", "2026-02-05")).isEqualTo(scale("2026-01-05", "2026-02-05"));
        assertThat(between("2026-01-05", "")).isEqualTo(scale("2026-01-05", "2026-04-01"));
        assertThat(between("", "2026-02-05")).isEqualTo(scale("2025-04-01", "2026-02-05"));
    }

    @Test
    void aPeriodBeforeEverythingIsStillAPeriod() {
        assertThat(between("", "2020-02-05")).isEqualTo(scale("2019-11-05", "2020-02-05"));
        assertThat(between("2030-01-01", "")).isEqualTo(scale("2030-01-01", "2030-01-08"));
    }

    @Test
    void aDayIsAsWideAsAWeek() {
        assertThat(between("2026-01-05", "2026-01-06").days()).isEqualTo(7);
    }

    @Test
    void aShortSpanHasDatesAndALongOneMonths() {
        assertThat(scale("2026-01-05", "2026-01-12").ticks()).extracting(Tick::label)
                .startsWith("05 Jan 2026", "06 Jan 2026")
                .hasSize(7);
        assertThat(scale("2026-01-05", "2026-04-20").ticks()).extracting(Tick::label)
                .containsExactly("Feb 2026", "Mar 2026", "Apr 2026");
    }

    @Test
    void countsWeeksFromADayWithinOrWithoutTheSpan() {
        assertThat(scale("2026-01-01", "2026-02-12").ticksFrom(LocalDate.parse("2026-01-15"))).extracting(Tick::label)
                .containsExactly("−2 weeks", "−1 week", "Day 0", "+1 week", "+2 weeks", "+3 weeks");
        assertThat(scale("2026-01-01", "2026-01-08").ticksFrom(LocalDate.parse("2025-12-31"))).extracting(Tick::label)
                .startsWith("+1 day", "+2 days");
    }

    @ParameterizedTest
    @CsvSource({"0,Day 0", "1,+1 day", "-1,−1 day", "7,+1 week", "-28,−4 weeks", "10,+10 days"})
    void tellsDistancesInWords(long days, String words) {
        assertThat(TimeScale.distance(days)).isEqualTo(words);
    }

    private static TimeScale between(String from, String until) {
        return TimeScale.between(day(from), day(until), WHOLE);
    }

    private static Optional<LocalDate> day(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
    }

    private static TimeScale scale(String from, String to) {
        return new TimeScale(LocalDate.parse(from), LocalDate.parse(to), 0, 1_000);
    }
}
