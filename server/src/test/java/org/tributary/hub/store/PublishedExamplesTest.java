package org.tributary.hub.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.hub.store.PublishedExamples.Example;
import org.tributary.hub.store.index.IndexExtractor;
import org.tributary.hub.store.index.Words;

class PublishedExamplesTest {

    @ParameterizedTest
    @ValueSource(strings = {"spec-json.txt", "ibm-json.txt", "profiles-pdex-plan-net-json.txt",
            "profiles-pdex-formulary-json.txt"})
    void the_structural_check_agrees_with_the_makers_verdict(String index) {
        List<Example> examples = PublishedExamples.list(index);
        assertThat(examples).isNotEmpty();
        List<String> disagreements = new ArrayList<>();
        for (Example example : examples) {
            boolean expected = example.isValidR4();
            switch (ResourceBody.parse(example.bytes())) {
                case ResourceBody.Valid valid when !expected -> disagreements.add(example + " is taken");
                case ResourceBody.Invalid invalid when expected ->
                    disagreements.add(example + " " + invalid.problems());
                case ResourceBody.Valid valid -> {
                }
                case ResourceBody.Invalid invalid -> {
                }
            }
        }
        assertThat(disagreements).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"spec-json.txt", "ibm-json.txt", "profiles-pdex-plan-net-json.txt",
            "profiles-pdex-formulary-json.txt"})
    void every_example_that_is_taken_can_be_indexed(String index) {
        List<String> failures = new ArrayList<>();
        for (Example example : PublishedExamples.list(index)) {
            if (ResourceBody.parse(example.bytes()) instanceof ResourceBody.Valid valid) {
                try {
                    IndexExtractor.extract(valid.body().type(), valid.body().tree());
                    Words.content(valid.body().tree());
                } catch (RuntimeException e) {
                    failures.add(example + " " + e);
                }
            }
        }
        assertThat(failures).isEmpty();
    }
}
