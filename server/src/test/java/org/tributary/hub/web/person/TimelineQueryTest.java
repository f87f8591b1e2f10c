package org.tributary.hub.web.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

class TimelineQueryTest {

    @Test
    void writesWhatItReads() {
        MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
        parameters.add("organisation", "RZ8");
        parameters.add("organisation", "A&B");
        parameters.add("kind", "referral");
        parameters.add("from", "2026-03-01");
        parameters.add("until", "");
        parameters.add("page", "2");
        parameters.add("else", "x");
        TimelineQuery query = TimelineQuery.of(parameters);
        assertThat(query.write("table"))
                .isEqualTo("?organisation=RZ8&organisation=A%26B&kind=referral&from=2026-03-01&page=2#table");
        assertThat(query.over(LocalDate.parse("2026-01-01"), LocalDate.parse("2026-02-01")).write("timeline"))
                .endsWith("&from=2026-01-01&until=2026-02-01#timeline");
        assertThat(query.findMistake()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2026-02-30,''", "'',tomorrow", "2026,''", "2026-04-01,2026-03-01"})
    void aPeriodThatIsNoneIsAMistake(String from, String until) {
        assertThat(query("from", from, "until", until).findMistake()).get().asString().contains("2026-03-27");
    }

    @Test
    void aKindThatIsNoneIsAMistakeAndAPageThatIsNoneIsTheFirst() {
        assertThat(query("kind", "party").findMistake()).get().asString().contains("kind");
        assertThat(query("page", "-3").page()).isEqualTo(1);
        assertThat(query("page", "99999999999").page()).isEqualTo(1);
    }

    private static TimelineQuery query(String... pairs) {
        MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            parameters.add(pairs[i], pairs[i + 1]);
        }
        return TimelineQuery.of(parameters);
    }
}
