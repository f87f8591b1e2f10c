package org.tributary.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tributary.hub.identity.PersonQuery;
import org.tributary.mapping.NhsNumber;

class FindTest {

    @Test
    void anNhsNumberIsReadWithOrWithoutSpacesAndGoesBeforeTheRest() {
        assertThat(Find.of(" 999 000 0018 ", "Smith", null, null, null, "12").read())
                .isEqualTo(new Find.Question(new PersonQuery.ByNhsNumber(new NhsNumber("9990000018"))));
    }

    @ParameterizedTest
    @CsvSource({"999 000 0017", "999000001", "ABC"})
    void aWrongNhsNumberIsAMistakeOfItsField(String number) {
        assertThat(mistaken(Find.of(number, null, null, null, null, null))).isEqualTo("nhs-number");
    }

    @Test
    void aNameGoesWithADateOfBirth() {
        assertThat(Find.of(null, "O'Neil", "3", "03", "1948", null).read())
                .isEqualTo(new Find.Question(new PersonQuery.ByNameAndBirthDate("O'Neil", "1948-03-03")));
        assertThat(mistaken(Find.of(null, "O'Neil", null, null, null, null))).isEqualTo("birth-day");
        assertThat(mistaken(Find.of(null, null, "3", "3", "1948", null))).isEqualTo("family");
    }

    @ParameterizedTest
    @CsvSource({"31,2,1948", "3,13,1948", "3,3,48", "3,,1948", "x,3,1948", "0,3,1948"})
    void aDateThatNeverWasIsAMistake(String day, String month, String year) {
        assertThat(mistaken(Find.of(null, "Smith", day, month, year, null))).isEqualTo("birth-day");
    }

    @Test
    void aLocalNumberIsTakenAsItIs() {
        assertThat(Find.of("", " ", "", "", "", " X00-17 ").read())
                .isEqualTo(new Find.Question(new PersonQuery.ByLocalNumber("X00-17")));
    }

    @Test
    void nothingAtAllIsAMistake() {
        assertThat(mistaken(Find.NOTHING)).isEqualTo("nhs-number");
    }

    private static String mistaken(Find find) {
        return switch (find.read()) {
            case Find.Mistake mistake -> mistake.field();
            case Find.Question question -> "none, but " + question;
        };
    }
}
