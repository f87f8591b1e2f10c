package org.tributary.mapping;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an operator tells mappers of a feed whose sender has ways of its own. All of it is optional; a feed without
 * options is read by the format's own rules.
 *
 * @param assigningAuthorities
 *            the identifier systems (URIs) that the sender's names of assigning authorities stand for, e.g.
 *            {@code PAS1} for {@code https://trust.example/Id/patient}
 * @param codeMaps
 *            by the name of one of the hub's ConceptMaps (without {@code .json}): the sender's local codes, each with
 *            the standard code that the ConceptMap is then asked for
 */
public record MapperOptions(Map<String, String> assigningAuthorities, Map<String, Map<String, String>> codeMaps) {

    /** No options: everything is as the format has it. */
    public static final MapperOptions NONE = new MapperOptions(Map.of(), Map.of());

    public MapperOptions {
        assigningAuthorities = Map.copyOf(assigningAuthorities);
        Map<String, Map<String, String>> maps = new TreeMap<>();
        codeMaps.forEach((name, codes) -> maps.put(name, Map.copyOf(codes)));
        codeMaps = Map.copyOf(maps);
    }

    /** The identifier system of an assigning authority, where the operator names one. */
    public Optional<String> findSystem(String authority) {
        return Optional.ofNullable(assigningAuthorities.get(authority));
    }

    /** The standard code that a code of the sender stands for: itself, unless the operator says otherwise. */
    public String standardCode(String conceptMap, String code) {
        return codeMaps.getOrDefault(conceptMap, Map.of()).getOrDefault(code, code);
    }
}
