package org.tributary.hub.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads a stream line by line without ever holding more than one line of bounded length. Lines end with LF; a CR before
 * it is part of the line.
 */
final class BoundedLines {

    /**
     * A line without its end.
     *
     * @param tooLong
     *            whether the line was longer than the bound: then {@code bytes} is empty and the rest was passed over
     */
    record Line(long number, byte[] bytes, boolean tooLong) {
    }

    private final InputStream in;
    private final int longest;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int limit;
    private long number;

    BoundedLines(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** The next line, empty at the end of the stream. */
    Optional<Line> next() throws IOException {
        if (!fill()) {
            return Optional.empty();
        }
        number++;
        int start = position;
        int whole = end();
        if (whole < limit && whole - start <= longest) {
            position = whole + 1;
            return Optional.of(new Line(number, Arrays.copyOfRange(buffer, start, whole), false));
        }
        return Optional.of(inParts());
    }

    /** A line that does not lie in the buffer whole, or is too long. */
    private Line inParts() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean tooLong = false;
        while (fill()) {
            int end = end();
            tooLong |= line.size() + (end - position) > longest;
            if (!tooLong) {
                line.write(buffer, position, end - position);
            }
            boolean ended = end < limit;
            position = ended ? end + 1 : end;
            if (ended) {
                break;
            }
        }
        return new Line(number, tooLong ? new byte[0] : line.toByteArray(), tooLong);
    }

    /** Where in the buffer the line ends, or what was read of it does. */
    private int end() {
        int end = position;
        while (end < limit && buffer[end] != '\n') {
            end++;
        }
        return end;
    }

    /** Whether there is at least one unread byte in the buffer, after reading more when there was none. */
    private boolean fill() throws IOException {
        if (position == limit) {
            position = 0;
            limit = Math.max(0, in.read(buffer));
        }
        return position < limit;
    }
}
