package org.tributary.hub.ingest.mllp;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.util.Optional;
import org.tributary.hub.ingest.IntakeRoom.Seat;

/** Minimal Lower Layer Protocol, release 1: VT, the message, FS, CR (HL7 v2, Transport Specification MLLP). */
final class MllpFrames {

    private static final int VT = 0x0B;
    private static final int FS = 0x1C;
    private static final int CR = 0x0D;

    private final InputStream in;
    private final OutputStream out;
    private final int longest;
    private final long slowestNanos;
    private final byte[] buffer = new byte[1 << 14];
    private int position;
    private int limit;
    private boolean begun;

    /** The other side does not speak MLLP, or sends more than it may; the connection cannot go on. */
    static final class BadFrame extends IOException {

        private static final long serialVersionUID = 1L;

        BadFrame(String message) {
            super(message);
        }
    }

    /** A frame without an end, behind which another one has begun; the connection can go on. */
    static final class Unterminated extends IOException {

        private static final long serialVersionUID = 1L;

        Unterminated() {
            super("A new frame began within this one: it has no end");
        }
    }

    /**
     * @param in
     *            times out when the other side is silent for too long
     * @param longest
     *            the most bytes of a message
     * @param slowestNanos
     *            a message that takes longer from its first byte to its last is given up
     */
    MllpFrames(InputStream in, OutputStream out, int longest, long slowestNanos) {
        this.in = in;
        this.out = out;
        this.longest = longest;
        this.slowestNanos = slowestNanos;
    }

    /**
     * The next message; empty when the other side has closed the connection between messages.
     *
     * @param seat
     *            takes the message's bytes
     */
    Optional<byte[]> read(Seat seat) throws IOException {
        if (!begun) {
            int first = next();
            while (first == CR || first == '\n' || first == ' ') {
                first = next();
            }
            if (first < 0) {
                return Optional.empty();
            }
            if (first != VT) {
                throw new BadFrame("A frame must begin with VT (0x0B)");
            }
        }
        begun = false;
        byte[] message = content(seat);
        if (next() != CR) {
            throw new BadFrame("A frame must end with FS and CR (0x1C 0x0D)");
        }
        return Optional.of(message);
    }

    private byte[] content(Seat seat) throws IOException {
        long start = System.nanoTime();
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        while (fill(start)) {
            int end = position;
            while (end < limit && buffer[end] != FS && buffer[end] != VT) {
                end++;
            }
            if (message.size() + (end - position) > longest) {
                throw new BadFrame("A message may have at most " + longest + " bytes");
            }
            seat.take(end - position);
            message.write(buffer, position, end - position);
            position = end;
            if (end < limit) {
                position++;
                if (buffer[end] == FS) {
                    return message.toByteArray();
                }
                begun = true;
                throw new Unterminated();
            }
        }
        throw new EOFException("The connection ended within a frame");
    }

    private boolean fill(long start) throws IOException {
        if (position < limit) {
            return true;
        }
        try {
            position = 0;
            limit = Math.max(0, in.read(buffer));
        } catch (SocketTimeoutException e) {
            throw new BadFrame("The rest of the frame did not come");
        }
        if (System.nanoTime() - start > slowestNanos) {
            throw new BadFrame("The frame took too long to come");
        }
        return position < limit;
    }

    private int next() throws IOException {
        if (position == limit) {
            position = 0;
            limit = Math.max(0, in.read(buffer));
            if (limit == 0) {
                return -1;
            }
        }
        return buffer[position++] & 0xff;
    }

    void write(byte[] message) throws IOException {
        byte[] frame = new byte[message.length + 3];
        frame[0] = VT;
        System.arraycopy(message, 0, frame, 1, message.length);
        frame[message.length + 1] = FS;
        frame[message.length + 2] = CR;
        out.write(frame);
        out.flush();
    }
}
