package org.tributary.hub.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The R4 examples that another FHIR server's makers publish with their own verdict: OK, VALIDATION (right structure,
 * wrong content) or PARSE (wrong structure).
 */
public final class PublishedExamples {

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

    private PublishedExamples() {
    }

    /**
     * @param verdict
     *            its makers'
     * @param file
     *            on the class path
     */
    public record Example(String verdict, String file) {

        /** Whether its structure is R4's: the makers' verdict, apart from where they judge otherwise than R4. */
        public boolean isValidR4() {
            return verdict.equals("PARSE") ? VALID_THOUGH_PARSE.contains(file) : !REFUSED_THOUGH_OK.contains(file);
        }

        public byte[] bytes() {
            try (InputStream in = open(file)) {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The examples of an index such as {@code spec-json.txt}. */
    public static List<Example> list(String index) {
        List<Example> examples = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(open(index), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.trim().split("\\s+");
                if (words.length == 2) {
                    examples.add(new Example(words[0], words[1]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return examples;
    }

    private static InputStream open(String file) {
        return Objects.requireNonNull(PublishedExamples.class.getResourceAsStream("/" + file), file);
    }
}
