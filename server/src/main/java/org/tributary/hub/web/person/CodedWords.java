package org.tributary.hub.web.person;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tributary.hub.pathway.Detail;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the codes of an entry's facts mean, in the words of the code systems and translations that the hub brings. A
 * code that they do not hold has no words.
 */
final class CodedWords {

    private static final Map<Detail, Map<String, String>> WORDS = new EnumMap<>(Detail.class);

    static {
        WORDS.put(Detail.ADMISSION_METHOD, of("conceptmaps/nhs-admission-method"));
        WORDS.put(Detail.ADMISSION_SOURCE, of("conceptmaps/nhs-source-of-admission"));
        WORDS.put(Detail.DISCHARGE_DESTINATION, of("conceptmaps/nhs-discharge-destination"));
        WORDS.put(Detail.DISCHARGE_METHOD, of("conceptmaps/nhs-discharge-method"));
        WORDS.put(Detail.OUTCOME, of("conceptmaps/nhs-outcome-of-attendance", "codesystems/cld-event-outcome",
                "codesystems/cld-review-outcome"));
        WORDS.put(Detail.DISCHARGE_PATHWAY, of("codesystems/discharge-pathway"));
        WORDS.put(Detail.ROUTE_OF_ACCESS, of("codesystems/cld-route-of-access"));
        WORDS.put(Detail.SERVICE_CATEGORY, of("codesystems/cld-service-component", "codesystems/cld-service-type"));
        WORDS.put(Detail.COST_FREQUENCY, of("codesystems/cld-cost-frequency"));
        WORDS.put(Detail.RTT_STATUS, of("conceptmaps/rtt-clock-of-period-status"));
    }

    private CodedWords() {
    }

    /** The words with the code behind them, as {@code Home with support (1)}; the text as it is when it has none. */
    static String of(Detail detail, String text) {
        return Optional.ofNullable(WORDS.getOrDefault(detail, Map.of()).get(text))
                .map(words -> words + " (" + text + ")")
                .orElse(text);
    }

    private static Map<String, String> of(String... definitions) {
        Map<String, String> words = new HashMap<>();
        for (String definition : definitions) {
            JsonNode read = read("/" + definition + ".json");
            read.path("concept").forEach(concept -> put(words, concept.path("code"), concept.path("display")));
            // In the words of the target that stands for the code.
            read.path("group")
                    .forEach(group -> group.path("element")
                            .forEach(element -> put(words, element.path("code"), element.at("/target/0/display"))));
        }
        return words;
    }

    private static void put(Map<String, String> words, JsonNode code, JsonNode display) {
        if (display.isString()) {
            words.putIfAbsent(code.asString(), firstSentence(display.asString()));
        }
    }

    /** Some displays of the NHS Data Dictionary are whole paragraphs. */
    private static String firstSentence(String display) {
        for (String end : List.of(" unless ", ". ", ", for example", " (includes", " (e.g.")) {
            int at = display.indexOf(end);
            if (at > 0) {
                return display.substring(0, at);
            }
        }
        return display;
    }

    private static JsonNode read(String path) {
        try (InputStream in = CodedWords.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("There is no " + path);
            }
            return JsonMapper.shared().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
