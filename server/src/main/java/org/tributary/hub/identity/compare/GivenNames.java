package org.tributary.hub.identity.compare;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is known of given names: which are short for which, which are common, and which are no names at all. All are
 * folded. A common name is not a typing error for another common name: Jan and Jane are two people.
 */
final class GivenNames {

    private static final Map<String, Set<Integer>> GROUPS = new HashMap<>();
    private static final Map<Integer, List<String>> FORMS = new HashMap<>();
    private static final Map<String, Set<Integer>> SPELLINGS = new HashMap<>();
    private static final Map<String, String> ROOTS = new HashMap<>();
    private static final Set<String> KNOWN = new HashSet<>();
    private static final Set<String> INDEPENDENT = new HashSet<>();
    private static final Set<String> PLACEHOLDERS = new HashSet<>();
    private static final Set<String> CUSTOMARY = new HashSet<>();

    static {
        List<List<String>> groups = WordList.read("nicknames.txt");
        for (int group = 0; group < groups.size(); group++) {
            for (String name : groups.get(group)) {
                GROUPS.computeIfAbsent(name, key -> new HashSet<>()).add(group);
                ROOTS.putIfAbsent(name, groups.get(group).getFirst());
                KNOWN.add(name);
            }
            FORMS.put(group, groups.get(group));
            INDEPENDENT.add(groups.get(group).getFirst());
        }
        List<List<String>> spellings = WordList.read("spellings.txt");
        for (int line = 0; line < spellings.size(); line++) {
            for (String name : spellings.get(line)) {
                SPELLINGS.computeIfAbsent(name, key -> new HashSet<>()).add(line);
                ROOTS.putIfAbsent(name, spellings.get(line).getFirst());
                KNOWN.add(name);
            }
        }
        WordList.read("given-names.txt").forEach(INDEPENDENT::addAll);
        KNOWN.addAll(INDEPENDENT);
        WordList.read("placeholder-names.txt").forEach(PLACEHOLDERS::addAll);
        WordList.read("customary-names.txt").forEach(CUSTOMARY::addAll);
    }

    private GivenNames() {
    }

    /** Whether one is a form of the other, or both of a third. */
    static boolean sameRoot(String one, String other) {
        return !Collections.disjoint(GROUPS.getOrDefault(one, Set.of()), GROUPS.getOrDefault(other, Set.of()));
    }

    /** What a name may be short for, and what it is shortened to; empty for a word that is no name. */
    static Set<String> forms(String name) {
        return GROUPS.getOrDefault(name, Set.of())
                .stream()
                .flatMap(group -> FORMS.getOrDefault(group, List.of()).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether both are ways to write one name. */
    static boolean soundAlike(String one, String other) {
        return !Collections.disjoint(SPELLINGS.getOrDefault(one, Set.of()), SPELLINGS.getOrDefault(other, Set.of()));
    }

    /** The full name that this is usually short for, or the name itself. */
    static String root(String name) {
        return ROOTS.getOrDefault(name, name);
    }

    /** Whether parents give it as it is: of twins one may be Julia and the other Julie. */
    static boolean isIndependent(String name) {
        return INDEPENDENT.contains(name);
    }

    static boolean isCommon(String name) {
        return KNOWN.contains(name);
    }

    /** Whether it is a name of somebody's own, and not one that custom gives to half a community as a further name. */
    static boolean tellsApart(String name) {
        return isCommon(name) && !CUSTOMARY.contains(name);
    }

    /** Whether the word stands where a name is not known, such as Baby. */
    static boolean isPlaceholder(String word) {
        return PLACEHOLDERS.contains(word);
    }
}
