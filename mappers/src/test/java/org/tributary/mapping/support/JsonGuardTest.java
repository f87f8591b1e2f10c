package org.tributary.mapping.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.mapping.support.JsonGuard.Problem;
import org.tributary.mapping.support.JsonGuard.Reason;

class JsonGuardTest {

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"a\":[{\"a\":1},{\"a\":2}],\"b\":{\"a\":null}}",
            "{\"value\":1.50e-400}", "{\"value\":-1E+0400}", "{\"a\":\"\\u00e9 \\ud83d\\ude00 \\\\u0000\"}",
            " {\"a\":\"\u00e9 \uD83D\uDE00\"}\n\t "})
    void lets_sound_json_pass(String json) {
        assertThat(check(json)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            // reason | path | text
            "HUGE_EXPONENT    | $.entry[1].value | {'entry':[0,{'value':1e300000000}]}",
            "HUGE_EXPONENT    | $.a              | {'a':1E-401}",
            "HUGE_EXPONENT    | $.a | {'a':1e99999999999999999999}",
            "DUPLICATE_KEY    | $.a[0].b         | {'a':[{'b':1,'c':2,'b':3}]}",
            "DUPLICATE_KEY    | $.id             | {'id':1,'\\u0069d':3}",
            "NUL              | $.a[1] | {'a':['','\\u0000']}",
            "NUL              | $.a?             | {'a\\u0000':1}", "LONE_SURROGATE   | $.a | {'a':'x\\ud83d'}",
            "LONE_SURROGATE   | $.a              | {'a':'\\ude00\\ud83d'}", "TRAILING_CONTENT | $ | {} {}",
            "TRAILING_CONTENT | $                | {}]", "NOT_JSON         | $.a | {'a':", "NOT_JSON | $.a | {'a':NaN}",
            "NOT_JSON         | $.a              | {'a':01}", "NOT_JSON         | $ | {a:1}",
            "NOT_JSON         | $.a[0]           | {'a':[1", "NOT_JSON         | $ | hello"})
    void names_the_place_and_the_reason(Reason reason, String path, String text) {
        Problem problem = problem(text.replace('\'', '"'));

        assertThat(problem.reason()).isEqualTo(reason);
        assertThat(problem.path()).isEqualTo(path);
    }

    @Test
    void nothing_is_not_json() {
        assertThat(reason("")).isEqualTo(Reason.NOT_JSON);
        assertThat(reason("  \n")).isEqualTo(Reason.NOT_JSON);
    }

    @Test
    void nests_sixty_four_deep_and_no_deeper() {
        assertThat(check("[".repeat(64) + "]".repeat(64))).isEmpty();
        assertThat(reason("[".repeat(65) + "]".repeat(65))).isEqualTo(Reason.TOO_DEEP);
        assertThat(reason("{\"a\":".repeat(1_000_000))).isEqualTo(Reason.TOO_DEEP);
    }

    @Test
    void takes_a_thousand_digits_and_no_more() {
        assertThat(check("[" + "9".repeat(1000) + "]")).isEmpty();
        assertThat(reason("[" + "9".repeat(1001) + "]")).isEqualTo(Reason.LONG_NUMBER);
        assertThat(reason("[0." + "9".repeat(1_000_000) + "]")).isEqualTo(Reason.LONG_NUMBER);
    }

    @Test
    void refuses_what_is_not_utf8() {
        assertThat(JsonGuard.check("{\"a\":\"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1)))
                .hasValue(new Problem("$", 9, Reason.NOT_UTF8));
        assertThat(JsonGuard.check(new byte[]{'"', (byte) 0xC0, (byte) 0xAF, '"'}))
                .as("an overlong form of the slash")
                .hasValue(new Problem("$", 1, Reason.NOT_UTF8));
        assertThat(JsonGuard.check("{}".getBytes(StandardCharsets.UTF_16BE)))
                .hasValue(new Problem("$", 0, Reason.NOT_UTF8));
        assertThat(reason("\uFEFF{}")).isEqualTo(Reason.BYTE_ORDER_MARK);
    }

    @Test
    void shows_a_long_or_strange_name_only_in_part() {
        Problem problem = problem("{\"Jo <b>" + "x".repeat(100_000) + "\":1e999}");

        assertThat(problem.path()).hasSizeLessThan(80).startsWith("$.Jo??b?xxx");
    }

    @Test
    void is_not_slowed_by_many_small_objects_after_a_large_one() {
        String large = IntStream.range(0, 20_000)
                .mapToObj(i -> "\"n" + i + "\":0")
                .collect(Collectors.joining(",", "{", "}"));
        String many = "{}".concat(",{}".repeat(200_000));

        assertThat(check("[" + large + "," + many + "]")).isEmpty();
    }

    private static Optional<Problem> check(String json) {
        return JsonGuard.check(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Problem problem(String json) {
        return check(json).orElseThrow();
    }

    private static Reason reason(String json) {
        return problem(json).reason();
    }
}
