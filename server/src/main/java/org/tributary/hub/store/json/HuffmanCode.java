package org.tributary.hub.store.json;

import java.util.Arrays;

/**
 * The canonical Huffman code of some symbols by how often they occur (RFC 1951, section 3.2.2), none longer than is
 * allowed. Used again when it is cleared. Not for several threads.
 */
final class HuffmanCode {

    private final int longest;
    private final int[] counts;
    private final int[] lengths;
    /** The codes with their bits turned round, as DEFLATE writes them. */
    private final int[] codes;
    // Of the tree: leaves by ascending count, then the nodes above them.
    private final long[] leaves;
    private final long[] weights;
    private final int[] parents;

    HuffmanCode(int symbols, int longest) {
        this.longest = longest;
        counts = new int[symbols];
        lengths = new int[symbols];
        codes = new int[symbols];
        leaves = new long[symbols];
        weights = new long[2 * symbols];
        parents = new int[2 * symbols];
    }

    void count(int symbol) {
        counts[symbol]++;
    }

    int length(int symbol) {
        return lengths[symbol];
    }

    /** One more than the highest symbol that has a code. */
    int used() {
        int used = lengths.length;
        while (used > 0 && lengths[used - 1] == 0) {
            used--;
        }
        return used;
    }

    void put(DeflateBlock block, int symbol) {
        block.put(codes[symbol], lengths[symbol]);
    }

    void clear() {
        Arrays.fill(counts, 0);
        Arrays.fill(lengths, 0);
    }

    /** Makes the codes of what was counted; there are at least two, since not every reader takes a code alone. */
    void build() {
        for (int symbol = 0, alone = distinct(); alone < 2; symbol++) {
            if (counts[symbol] == 0) {
                counts[symbol] = 1;
                alone++;
            }
        }
        while (!measure()) {
            // Rarer symbols come nearer to the others, and so up in the tree.
            for (int symbol = 0; symbol < counts.length; symbol++) {
                counts[symbol] = counts[symbol] + 1 >>> 1;
            }
        }
        number();
    }

    private int distinct() {
        int distinct = 0;
        for (int count : counts) {
            distinct += count > 0 ? 1 : 0;
        }
        return distinct;
    }

    /** Joins the two rarest until one is left; false when a code becomes too long. */
    private boolean measure() {
        int size = 0;
        for (int symbol = 0; symbol < counts.length; symbol++) {
            if (counts[symbol] > 0) {
                leaves[size++] = (long) counts[symbol] << 16 | symbol;
            }
        }
        Arrays.sort(leaves, 0, size);
        for (int i = 0; i < size; i++) {
            weights[i] = leaves[i] >>> 16;
        }
        int leaf = 0;
        int node = size;
        int root = 2 * size - 2;
        for (int next = size; next <= root; next++) {
            weights[next] = 0;
            for (int child = 0; child < 2; child++) {
                int rarest = leaf < size && (node >= next || weights[leaf] <= weights[node]) ? leaf++ : node++;
                weights[next] += weights[rarest];
                parents[rarest] = next;
            }
        }
        return descend(size, root);
    }

    private boolean descend(int size, int root) {
        // From here on the weight of a node is its depth.
        weights[root] = 0;
        for (int node = root - 1; node >= 0; node--) {
            weights[node] = weights[parents[node]] + 1;
            if (weights[node] > longest) {
                return false;
            }
        }
        for (int i = 0; i < size; i++) {
            lengths[(int) (leaves[i] & 0xffff)] = (int) weights[i];
        }
        return true;
    }

    private void number() {
        int[] next = new int[longest + 2];
        for (int length : lengths) {
            next[length + 1] += length > 0 ? 1 : 0;
        }
        int code = 0;
        for (int length = 1; length <= longest; length++) {
            code = code + next[length] << 1;
            next[length] = code;
        }
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            if (lengths[symbol] > 0) {
                codes[symbol] = Integer.reverse(next[lengths[symbol]]++) >>> 32 - lengths[symbol];
            }
        }
    }
}
