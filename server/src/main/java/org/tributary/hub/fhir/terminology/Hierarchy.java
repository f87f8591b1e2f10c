package org.tributary.hub.fhir.terminology;

import java.util.Arrays;
import java.util.BitSet;

/** Who is directly below whom among numbered concepts, in two arrays: boxed numbers would take ten times the room. */
final class Hierarchy {

    private int[] children = new int[64];
    private int[] parents = new int[64];
    private int size;

    void link(int child, int parent) {
        if (size == children.length) {
            children = Arrays.copyOf(children, 2 * size);
            parents = Arrays.copyOf(parents, 2 * size);
        }
        children[size] = child;
        parents[size] = parent;
        size++;
    }

    BitSet childrenOf(int place) {
        return next(place, parents, children);
    }

    BitSet parentsOf(int place) {
        return next(place, children, parents);
    }

    /** The place and all below it. */
    BitSet descendantsOf(int place) {
        return closure(place, parents, children);
    }

    /** The place and all above it. */
    BitSet ancestorsOf(int place) {
        return closure(place, children, parents);
    }

    private BitSet next(int place, int[] from, int[] to) {
        BitSet found = new BitSet();
        for (int i = 0; i < size; i++) {
            if (from[i] == place) {
                found.set(to[i]);
            }
        }
        return found;
    }

    /** Goes over all links until nothing is new: links mostly come in order, so that this takes few rounds. */
    private BitSet closure(int place, int[] from, int[] to) {
        BitSet reached = new BitSet();
        reached.set(place);
        boolean changed = true;
        boolean forward = true;
        while (changed) {
            changed = false;
            for (int i = 0; i < size; i++) {
                int link = forward ? i : size - 1 - i;
                if (reached.get(from[link]) && !reached.get(to[link])) {
                    reached.set(to[link]);
                    changed = true;
                }
            }
            forward = !forward;
        }
        return reached;
    }
}
