package org.tributary.mapping.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.tributary.mapping.MapperOptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A code translation, read once from a FHIR R4 ConceptMap on the classpath ({@code conceptmaps/NAME.json}). Only
 * targets of equivalence {@code equal}, {@code equivalent}, {@code wider} and {@code narrower} translate; a code that
 * the map does not hold has no translation.
 */
public final class CodeMap {

    /** A code in its system, with the display the map gives it (empty when it gives none). */
    public record Target(String system, String code, String display) {

        public Coding toCoding() {
            Coding coding = new Coding().setSystem(system).setCode(code);
            return display.isEmpty() ? coding : coding.setDisplay(display);
        }

        public CodeableConcept toConcept() {
            return new CodeableConcept(toCoding());
        }
    }

    private final String name;
    private final Map<String, Target> targets;

    private CodeMap(String name, Map<String, Target> targets) {
        this.name = name;
        this.targets = targets;
    }

    /**
     * @param name
     *            the file's name without {@code .json}
     * @throws IllegalArgumentException
     *             when there is no such map
     */
    public static CodeMap load(String name) {
        String path = "/conceptmaps/" + name + ".json";
        try (InputStream in = CodeMap.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalArgumentException("No ConceptMap at " + path);
            }
            return new CodeMap(name, targetsOf(JsonMapper.shared().readTree(in)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file's name without {@code .json}. */
    public String name() {
        return name;
    }

    /** The translation of a source code, compared exactly. */
    public Optional<Target> translate(String code) {
        return Optional.ofNullable(targets.get(code));
    }

    /** The translation of a code, or of the standard code that the feed's operator says it stands for. */
    public Optional<Target> translate(String code, MapperOptions options) {
        return translate(options.standardCode(name, code));
    }

    /** All source codes that have a translation. */
    public Set<String> codes() {
        return targets.keySet();
    }

    private static Map<String, Target> targetsOf(JsonNode conceptMap) {
        Map<String, Target> targets = new HashMap<>();
        for (JsonNode group : conceptMap.path("group")) {
            String system = group.path("target").asString("");
            for (JsonNode element : group.path("element")) {
                JsonNode target = element.path("target").path(0);
                if (translates(target)) {
                    targets.put(element.path("code").asString(),
                            new Target(system, target.path("code").asString(), target.path("display").asString("")));
                }
            }
        }
        return Map.copyOf(targets);
    }

    private static boolean translates(JsonNode target) {
        return switch (target.path("equivalence").asString("")) {
            case "equal", "equivalent", "wider", "narrower" -> true;
            default -> false;
        };
    }
}
