package org.tributary.hub.store.json;

import java.util.Arrays;

/**
 * One block of DEFLATE with codes of its own (RFC 1951, section 3.2.7): literals and matches are gathered, then written
 * by the shortest codes for just these. Used again for the next block when it is finished. Not for several threads.
 */
final class DeflateBlock {

    private static final int END_OF_BLOCK = 256;
    private static final int LITERALS_AND_LENGTHS = 286;
    private static final int DISTANCES = 30;
    private static final int FIRST_LENGTH = 257;
    private static final int LONGEST_MATCH = 258;
    private static final int MATCH = 1 << 31;
    /** The order in which the lengths of the codes of code lengths are written (section 3.2.7). */
    private static final int[] ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    /** Section 3.2.5: the first length and distance of each code, and how many bits say which one it is. */
    private static final int[] LENGTH_BASE = new int[29];
    private static final int[] LENGTH_BITS = new int[29];
    private static final int[] DISTANCE_BASE = new int[DISTANCES];
    private static final int[] DISTANCE_BITS = new int[DISTANCES];
    private static final byte[] LENGTH_CODE = new byte[LONGEST_MATCH + 1];

    static {
        for (int code = 0, next = 3; code < LENGTH_BASE.length; code++) {
            LENGTH_BITS[code] = code < 8 ? 0 : (code - 4) / 4;
            LENGTH_BASE[code] = next;
            next += 1 << LENGTH_BITS[code];
        }
        // The longest match has a code without bits.
        LENGTH_BASE[28] = LONGEST_MATCH;
        LENGTH_BITS[28] = 0;
        for (int code = 0; code < LENGTH_BASE.length; code++) {
            int last = code == 28 ? LONGEST_MATCH : LENGTH_BASE[code] + (1 << LENGTH_BITS[code]) - 1;
            Arrays.fill(LENGTH_CODE, LENGTH_BASE[code], Math.min(last, LONGEST_MATCH) + 1, (byte) code);
        }
        for (int code = 0, next = 1; code < DISTANCES; code++) {
            DISTANCE_BITS[code] = code < 4 ? 0 : (code - 2) / 2;
            DISTANCE_BASE[code] = next;
            next += 1 << DISTANCE_BITS[code];
        }
    }

    private int[] symbols = new int[1 << 12];
    private int size;
    private final HuffmanCode literals = new HuffmanCode(LITERALS_AND_LENGTHS, 15);
    private final HuffmanCode distances = new HuffmanCode(DISTANCES, 15);
    private final HuffmanCode lengths = new HuffmanCode(ORDER.length, 7);
    private final int[] runs = new int[LITERALS_AND_LENGTHS + DISTANCES];

    private byte[] out = new byte[1 << 12];
    private int written;
    private long bits;
    private int bitCount;

    void literal(int value) {
        add(value);
        literals.count(value);
    }

    void match(int length, int distance) {
        add(MATCH | length << 16 | distance - 1);
        literals.count(FIRST_LENGTH + LENGTH_CODE[length]);
        distances.count(distanceCode(distance));
    }

    private void add(int symbol) {
        if (size == symbols.length) {
            symbols = Arrays.copyOf(symbols, 2 * size);
        }
        symbols[size++] = symbol;
    }

    private static int distanceCode(int distance) {
        if (distance <= 4) {
            return distance - 1;
        }
        int highest = 31 - Integer.numberOfLeadingZeros(distance - 1);
        return 2 * highest + (distance - 1 >>> highest - 1 & 1);
    }

    /** The block, which is the last, behind a byte. */
    byte[] finish(byte first) {
        out[0] = first;
        written = 1;
        literals.count(END_OF_BLOCK);
        literals.build();
        distances.build();
        // The last block, with codes of its own.
        put(1 | 2 << 1, 3);
        putCodes();
        for (int i = 0; i < size; i++) {
            put(symbols[i]);
        }
        literals.put(this, END_OF_BLOCK);
        put(0, 7);
        byte[] done = Arrays.copyOf(out, written);
        clear();
        return done;
    }

    private void clear() {
        size = 0;
        bits = 0;
        bitCount = 0;
        literals.clear();
        distances.clear();
        lengths.clear();
    }

    private void put(int symbol) {
        if (symbol >= 0) {
            literals.put(this, symbol);
            return;
        }
        int length = symbol >>> 16 & 0x1ff;
        int code = LENGTH_CODE[length];
        literals.put(this, FIRST_LENGTH + code);
        put(length - LENGTH_BASE[code], LENGTH_BITS[code]);
        int distance = (symbol & 0xffff) + 1;
        int far = distanceCode(distance);
        distances.put(this, far);
        put(distance - DISTANCE_BASE[far], DISTANCE_BITS[far]);
    }

    /** How long each code is, from which the reader knows the codes: the lengths are written by codes too. */
    private void putCodes() {
        int literalCodes = Math.max(FIRST_LENGTH, literals.used());
        int distanceCodes = Math.max(1, distances.used());
        int count = runs(literalCodes, distanceCodes);
        lengths.build();
        int kinds = ORDER.length;
        while (kinds > 4 && lengths.length(ORDER[kinds - 1]) == 0) {
            kinds--;
        }
        put(literalCodes - FIRST_LENGTH, 5);
        put(distanceCodes - 1, 5);
        put(kinds - 4, 4);
        for (int i = 0; i < kinds; i++) {
            put(lengths.length(ORDER[i]), 3);
        }
        for (int i = 0; i < count; i++) {
            int kind = runs[i] & 0x1f;
            lengths.put(this, kind);
            if (kind >= 16) {
                put(runs[i] >>> 5, kind == 16 ? 2 : kind == 17 ? 3 : 7);
            }
        }
    }

    /** The lengths of all codes one after the other, several of the same as one: 16 repeats, 17 and 18 are zeros. */
    private int runs(int literalCodes, int distanceCodes) {
        int count = 0;
        int all = literalCodes + distanceCodes;
        for (int i = 0; i < all;) {
            int length = length(i, literalCodes);
            int same = 1;
            while (i + same < all && length(i + same, literalCodes) == length) {
                same++;
            }
            i += same;
            if (length > 0) {
                runs[count++] = length;
                same--;
            }
            while (same > 0) {
                int taken = length == 0 ? Math.min(same, 138) : Math.min(same, 6);
                if (taken < 3) {
                    runs[count++] = length;
                    taken = 1;
                } else if (length > 0) {
                    runs[count++] = 16 | taken - 3 << 5;
                } else {
                    runs[count++] = taken < 11 ? 17 | taken - 3 << 5 : 18 | taken - 11 << 5;
                }
                same -= taken;
            }
        }
        for (int i = 0; i < count; i++) {
            lengths.count(runs[i] & 0x1f);
        }
        return count;
    }

    private int length(int place, int literalCodes) {
        return place < literalCodes ? literals.length(place) : distances.length(place - literalCodes);
    }

    /** Writes bits, the lowest first. */
    void put(int value, int count) {
        bits |= (long) value << bitCount;
        bitCount += count;
        while (bitCount >= 8) {
            if (written == out.length) {
                out = Arrays.copyOf(out, 2 * written);
            }
            out[written++] = (byte) bits;
            bits >>>= 8;
            bitCount -= 8;
        }
    }
}
