package org.tributary.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the review pages say of a comparison, and which details they mark. */
class ReviewWordsTest {

    @ParameterizedTest
    @CsvSource({"12.3,strongly for one person", "3,for one person", "0.4,slightly for one person", "0,neither way",
            "-0.4,slightly for two people", "-3,for two people", "-9,strongly for two people"})
    void a_weight_is_told_by_its_side_and_size(double bits, String words) {
        assertThat(ReviewWords.weight(bits)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"10;about 1,000 times as likely to see such details of one person as of two",
            "-5;about 30 times as likely to see such details of two people as of one",
            "1;about 2 times as likely to see such details of one person as of two",
            "40;more than a million times as likely to see such details of one person as of two",
            "0.5;do not tell whether this is one person or two"})
    void the_whole_is_told_as_odds_of_one_figure(double bits, String words) {
        assertThat(ReviewWords.summary(bits)).contains(words);
    }

    @ParameterizedTest
    @CsvSource({"PT10M,less than an hour", "PT1H,1 hour", "PT23H,23 hours", "P1D,1 day", "P40D,40 days"})
    void waiting_is_told_in_hours_and_days(Duration age, String words) {
        Instant now = Instant.parse("2026-11-22T10:00:00Z");
        assertThat(ReviewWords.age(now.minus(age), now)).isEqualTo(words);
    }

    @Test
    void why_a_pair_waits_is_the_name_of_what_held_it_back() {
        assertThat(ReviewWords.why("one-nhs-number-two-birth-dates-1")).isEqualTo("One NHS number two birth dates.");
        assertThat(ReviewWords.why("weights-1")).startsWith("They are alike");
    }

    private static JsonNode patient(String json) {
        return JsonMapper.shared().readTree(json.replace('\'', '"'));
    }

    @Test
    void values_differ_when_two_records_tell_different_things() {
        JsonNode one = patient("{'name':[{'family':'O\\u2019Hara','given':['Ann']}],'birthDate':'1950-03-04'}");
        JsonNode same = patient("{'name':[{'family':'OHARA','given':['ann']}]}");
        JsonNode other = patient("{'name':[{'family':'Smith','given':['Ann']}],'birthDate':'1950-03-05'}");
        assertThat(differs(ComparedDetail.NAME, one, same)).isFalse();
        assertThat(differs(ComparedDetail.NAME, one, other)).isTrue();
        assertThat(differs(ComparedDetail.BORN, one, same)).as("one does not tell").isFalse();
        assertThat(differs(ComparedDetail.BORN, one, other)).isTrue();
    }

    @Test
    void numbers_that_organisations_give_differ_by_nature() {
        JsonNode one = patient("{'identifier':[{'system':'urn:a','value':'1'}]}");
        JsonNode other = patient("{'identifier':[{'system':'urn:b','value':'2'}]}");
        assertThat(ComparedDetail.OWN_NUMBERS.read(one)).containsExactly("1");
        assertThat(differs(ComparedDetail.OWN_NUMBERS, one, other)).isFalse();
    }

    private static boolean differs(ComparedDetail detail, JsonNode one, JsonNode other) {
        return detail.differs(List.of(detail.read(one), detail.read(other)));
    }
}
