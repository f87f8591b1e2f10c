package org.tributary.hub.ingest;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** Minimal Lower Layer Protocol, release 1: VT, the message, FS, CR (HL7 v2, Transport Specification MLLP). */
final class MllpFrames {

    private static final int VT = 0x0B;
    private static final int FS = 0x1C;
    private static final int CR = 0x0D;

    private final InputStream in;
    private final OutputStream out;
    private final int longest;

    /** The other side does not speak MLLP, or sends more than it may. */
    static final class BadFrame extends IOException {

        private static final long serialVersionUID = 1L;

        BadFrame(String message) {
            super(message);
        }
    }

    MllpFrames(InputStream in, OutputStream out, int longest) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.out = out;
        this.longest = longest;
    }

    /** The next message; empty when the other side has closed the connection between messages. */
    Optional<byte[]> read() throws IOException {
        int first = in.read();
        while (first == CR || first == '\n' || first == ' ') {
            first = in.read();
        }
        if (first < 0) {
            return Optional.empty();
        }
        if (first != VT) {
            throw new BadFrame("A frame must begin with VT (0x0B)");
        }
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        for (int value = in.read(); value != FS; value = in.read()) {
            if (value < 0) {
                throw new EOFException("The connection ended within a frame");
            }
            if (message.size() == longest) {
                throw new BadFrame("A message may have at most " + longest + " bytes");
            }
            message.write(value);
        }
        if (in.read() != CR) {
            throw new BadFrame("A frame must end with FS and CR (0x1C 0x0D)");
        }
        return Optional.of(message.toByteArray());
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
