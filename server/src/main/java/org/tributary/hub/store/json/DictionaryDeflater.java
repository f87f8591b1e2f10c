package org.tributary.hub.store.json;

import java.util.Arrays;

/**
 * Writes short texts as raw DEFLATE (RFC 1951) with a preset dictionary. zlib does the same, but it reads the whole
 * dictionary into its tables for every text, which costs it several times what the text does; here the dictionary's
 * table is made once and never changed. What it writes is what every inflater reads. Not for several threads.
 */
final class DictionaryDeflater {

    /** No match reaches farther back (RFC 1951, section 2). */
    private static final int FARTHEST = 1 << 15;
    private static final int LONGEST = 258;
    /** Shorter ones exist in DEFLATE, but seldom save anything. */
    private static final int SHORTEST = 4;
    private static final int HASH_BITS = 14;
    private static final int NONE = -1;
    /** So many earlier places are tried, of the text and of the dictionary each. */
    private static final int TRIES = 12;
    /** A match of this length is good enough not to look for a longer one behind it. */
    private static final int GOOD = 20;

    /** A dictionary, and where in it the beginnings of matches are. */
    static final class Dictionary {

        private final byte[] bytes;
        private final int[] latest = new int[1 << HASH_BITS];
        private final int[] before;

        Dictionary(byte[] bytes) {
            this.bytes = bytes.clone();
            before = new int[bytes.length];
            Arrays.fill(latest, NONE);
            for (int i = 0; i + SHORTEST <= bytes.length; i++) {
                int hash = hash(bytes, i);
                before[i] = latest[hash];
                latest[hash] = i;
            }
        }
    }

    private final Dictionary dictionary;
    private final int start;
    private final DeflateBlock block = new DeflateBlock();
    private final int[] latest = new int[1 << HASH_BITS];
    /** Places of earlier texts lie below this one, so that the table need not be emptied for each. */
    private int origin;
    private int[] before = new int[1 << 12];
    private byte[] window;
    private int end;

    private int matchLength;
    private int matchDistance;

    DictionaryDeflater(Dictionary dictionary) {
        this.dictionary = dictionary;
        start = dictionary.bytes.length;
        window = Arrays.copyOf(dictionary.bytes, start + (1 << 12));
    }

    /**
     * Writes one text.
     *
     * @param first
     *            a byte to put in front
     */
    byte[] deflate(byte first, byte[] text) {
        begin(text);
        int at = start;
        boolean found = false;
        while (at < end) {
            if (!found) {
                find(at);
            }
            int length = matchLength;
            int distance = matchDistance;
            remember(at);
            found = length >= SHORTEST && length < GOOD && at + 1 < end;
            if (found) {
                find(at + 1);
                // A longer match that begins one byte later is worth a literal.
                found = matchLength > length;
            }
            if (found || length < SHORTEST) {
                block.literal(window[at++] & 0xff);
            } else {
                block.match(length, distance);
                for (int next = at + 1; next < at + length; next++) {
                    remember(next);
                }
                at += length;
            }
        }
        return block.finish(first);
    }

    private void begin(byte[] text) {
        // The text before this one ended at end; from time to time the places start anew.
        origin += end;
        if (origin > Integer.MAX_VALUE / 2 || origin == 0) {
            Arrays.fill(latest, NONE);
            origin = 0;
        }
        end = start + text.length;
        if (window.length < end) {
            window = Arrays.copyOf(window, 2 * end);
        }
        if (before.length < text.length) {
            before = new int[2 * text.length];
        }
        System.arraycopy(text, 0, window, start, text.length);
    }

    /** Makes a place one where later matches may begin. */
    private void remember(int at) {
        if (at + SHORTEST <= end) {
            int hash = hash(window, at);
            before[at - start] = latest[hash];
            latest[hash] = origin + at;
        }
    }

    /** Looks for the longest earlier text that is the same from here on, the nearest of several. */
    private void find(int at) {
        matchLength = 0;
        if (at + SHORTEST > end) {
            return;
        }
        int hash = hash(window, at);
        int longest = Math.min(LONGEST, end - at);
        int place = latest[hash] - origin;
        for (int tries = TRIES; tries > 0 && place >= start && at - place <= FARTHEST
                && matchLength < longest; tries--) {
            compare(place, at, longest);
            place = before[place - start] - origin;
        }
        place = dictionary.latest[hash];
        for (int tries = TRIES; tries > 0 && place != NONE && at - place <= FARTHEST
                && matchLength < longest; tries--) {
            compare(place, at, longest);
            place = dictionary.before[place];
        }
    }

    private void compare(int place, int at, int longest) {
        if (matchLength > 0 && window[place + matchLength] != window[at + matchLength]) {
            return;
        }
        int length = Arrays.mismatch(window, place, place + longest, window, at, at + longest);
        length = length < 0 ? longest : length;
        if (length > matchLength) {
            matchLength = length;
            matchDistance = at - place;
        }
    }

    private static int hash(byte[] bytes, int at) {
        int four = bytes[at] & 0xff | (bytes[at + 1] & 0xff) << 8 | (bytes[at + 2] & 0xff) << 16 | bytes[at + 3] << 24;
        return four * 0x9e37_79b1 >>> 32 - HASH_BITS;
    }
}
