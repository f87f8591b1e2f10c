package org.tributary.hub.identity.compare;

import java.util.HashSet;
import java.util.Set;

/** What is known of family names: which of them many bear. All are folded. */
final class FamilyNames {

    private static final Set<String> FREQUENT = new HashSet<>();

    static {
        WordList.read("frequent-family-names.txt").forEach(FREQUENT::addAll);
    }

    private FamilyNames() {
    }

    /** Whether strangers of one such name, given name and birth date come about. */
    static boolean isFrequent(String name) {
        return FREQUENT.contains(name);
    }
}
