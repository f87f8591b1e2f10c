package org.tributary.hub.store.index;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StringKeyTest {

    @ParameterizedTest
    @CsvSource({"Smith, smith", "O'Brien, o'brien", "José, jose", "MÜLLER, muller", "Straße, strasse",
            "'  van   der Berg ', van der berg", "Łódź, łodz", "ΣΊΣΥΦΟΣ, σισυφος"})
    void case_accents_and_surplus_spaces_do_not_count(String text, String key) {
        assertThat(StringKey.of(text)).isEqualTo(key);
    }

    @Test
    void a_long_text_keeps_its_beginning_and_no_half_of_a_pair() {
        assertThat(StringKey.of("x".repeat(199) + "\uD83D\uDE00")).isEqualTo("x".repeat(199));
    }
}
