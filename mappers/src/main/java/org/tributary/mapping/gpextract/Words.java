package org.tributary.mapping.gpextract;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.tributary.mapping.MapperOptions;
import org.tributary.mapping.support.CodeMap;
import org.tributary.mapping.support.CodeMap.Target;

/**
 * The words of an extract in FHIR's codes: by the hub's ConceptMaps, after what the feed's operator says of local ones.
 * Words are compared in lower case, with one space for whatever is no letter.
 */
record Words(MapperOptions options) {

    private static final CodeMap SEX = CodeMap.load("gp-extract-sex");
    private static final CodeMap CATEGORY = CodeMap.load("gp-extract-code-category");
    private static final CodeMap SIGNIFICANCE = CodeMap.load("gp-extract-significance");
    private static final CodeMap PROBLEM_STATUS = CodeMap.load("gp-extract-problem-status");
    private static final CodeMap URGENCY = CodeMap.load("gp-extract-referral-urgency");
    /** The ConceptMaps by name. */
    static final Set<String> MAPS = Set.of(SEX.name(), CATEGORY.name(), SIGNIFICANCE.name(), PROBLEM_STATUS.name(),
            URGENCY.name());

    private static final Pattern NO_LETTERS = Pattern.compile("[^a-z]+");

    Optional<Target> sex(String code) {
        return SEX.translate(code, options);
    }

    /** What kind of entry codes of a category make. */
    Optional<Target> entryKind(String category) {
        return translate(CATEGORY, category);
    }

    Optional<Target> significance(String words) {
        return translate(SIGNIFICANCE, words);
    }

    Optional<Target> problemStatus(String words) {
        return translate(PROBLEM_STATUS, words);
    }

    Optional<Target> urgency(String words) {
        return translate(URGENCY, words);
    }

    private Optional<Target> translate(CodeMap map, String words) {
        String standard = options.standardCode(map.name(), words);
        return map.translate(NO_LETTERS.matcher(standard.toLowerCase(Locale.ROOT)).replaceAll(" ").strip());
    }
}
