package org.tributary.hub.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.hub.store.index.IndexExtractor;
import org.tributary.hub.store.index.Words;

/**
 * The R4 examples that another FHIR server's makers publish with their own verdict: OK, VALIDATION (right structure,
 * wrong content) or PARSE (wrong structure).
 */
class PublishedExamplesTest {

    /** They have a code that R4 marks as not selectable (question), which their parser takes. */
    private static final Set<String> REFUSED_THOUGH_OK = Set.of("json/ibm/complete-mock/Questionnaire-7.json",
            "json/ibm/complete-mock/Questionnaire-8.json");

    /**
     * Their parser refuses a reference to a type that the element does not list, which R4 leaves to profiles, and a
     * primitive array that has nothing but extensions, which R4's JSON format allows.
     */
    private static final Set<String> VALID_THOUGH_PARSE = Set.of(
            "json/spec/activitydefinition-administer-zika-virus-exposure-assessment.json",
            "json/spec/activitydefinition-example.json",
            "json/spec/activitydefinition-order-serum-dengue-virus-igm.json",
            "json/spec/activitydefinition-order-serum-zika-dengue-virus-igm.json",
            "json/spec/activitydefinition-predecessor-example.json",
            "json/spec/activitydefinition-provide-mosquito-prevention-advice.json",
            "json/spec/activitydefinition-servicerequest-example.json", "json/spec/devicemetric-example.json",
            "json/spec/deviceusestatement-example.json", "json/spec/medicationrequest0301.json",
            "json/spec/observation-example-clinical-gender.json", "json/spec/plandefinition-example.json",
            "json/spec/plandefinition-example-cardiology-os.json");

    private record Example(String verdict, String file) {
    }

    @ParameterizedTest
    @ValueSource(strings = {"spec-json.txt", "ibm-json.txt", "profiles-pdex-plan-net-json.txt",
            "profiles-pdex-formulary-json.txt"})
    void the_structural_check_agrees_with_the_makers_verdict(String index) throws IOException {
        List<Example> examples = list(index);
        assertThat(examples).isNotEmpty();
        List<String> disagreements = new ArrayList<>();
        for (Example example : examples) {
            boolean expected = example.verdict.equals("PARSE")
                    ? VALID_THOUGH_PARSE.contains(example.file)
                    : !REFUSED_THOUGH_OK.contains(example.file);
            switch (ResourceBody.parse(bytes(example.file))) {
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
    void every_example_that_is_taken_can_be_indexed(String index) throws IOException {
        List<String> failures = new ArrayList<>();
        for (Example example : list(index)) {
            if (ResourceBody.parse(bytes(example.file)) instanceof ResourceBody.Valid valid) {
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

    private static List<Example> list(String index) throws IOException {
        List<Example> examples = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(open(index), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.trim().split("\\s+");
                if (words.length == 2) {
                    examples.add(new Example(words[0], words[1]));
                }
            }
        }
        return examples;
    }

    private static byte[] bytes(String file) throws IOException {
        try (InputStream in = open(file)) {
            return in.readAllBytes();
        }
    }

    private static InputStream open(String file) {
        return Objects.requireNonNull(PublishedExamplesTest.class.getResourceAsStream("/" + file), file);
    }
}
