package org.tributary.hub.ops.synth.pairs;

import java.util.List;
import org.tributary.hub.ops.synth.Draws;

/**
 * Names in the order of their frequency. As among real names a few are borne by very many: the frequency falls with the
 * rank.
 */
final class Names {
    /** Flattens the top: without it the first name would be twice as frequent as the second. */
    private static final int FLAT = 6;

    private final List<String> all;
    private final int[] upTo;

    private Names(List<String> all) {
        this.all = all;
        this.upTo = new int[all.size()];
        int sum = 0;
        for (int rank = 0; rank < upTo.length; rank++) {
            sum += 1_000_000 / (rank + FLAT);
            upTo[rank] = sum;
        }
    }

    /** Words apart by blanks and line ends, the most frequent first. A name of two words has an underscore. */
    static Names of(String words) {
        return new Names(List.of(words.strip().replace("\n", " ").split(" +"))
                .stream()
                .map(name -> name.replace('_', ' '))
                .toList());
    }

    boolean contain(String name) {
        return all.contains(name);
    }

    String draw(Draws draws) {
        int at = draws.below(upTo[upTo.length - 1]);
        int low = 0;
        int high = upTo.length - 1;
        while (low < high) {
            int middle = (low + high) / 2;
            if (upTo[middle] > at) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return all.get(low);
    }
}
