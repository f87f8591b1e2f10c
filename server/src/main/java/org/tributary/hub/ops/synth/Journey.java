package org.tributary.hub.ops.synth;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a person outside their practice.
 *
 * @param spells
 *            by arrival, never overlapping
 */
record Journey(List<Spell> spells, @Nullable Support support) {

    Journey {
        spells = spells.stream().sorted(Comparator.comparing(Spell::arrival)).toList();
    }

    /** The trusts they were at. */
    List<Feed> trusts() {
        return Arrays.stream(Feed.values())
                .filter(feed -> spells.stream().anyMatch(spell -> spell.trust() == feed))
                .toList();
    }

    boolean knownOutside() {
        return !spells.isEmpty() || support != null;
    }
}
