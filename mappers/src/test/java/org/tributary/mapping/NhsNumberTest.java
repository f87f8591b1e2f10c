package org.tributary.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NhsNumberTest {

    @ParameterizedTest
    @ValueSource(strings = {"9434765919", "943 476 5919", "943-476-5919", "9999999999", "4010232137"})
    void acceptsTenDigitsWithTheRightCheck(String text) {
        assertThat(NhsNumber.parse(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9434765918", "943476591", "94347659190", "943476591X", "", "١٢٣٤٥٦٧٨٩٠",
            "{{jsonPath request.body '$.x'}}"})
    void refusesWhatIsNotANumber(String text) {
        assertThat(NhsNumber.parse(text)).isEmpty();
    }
}
