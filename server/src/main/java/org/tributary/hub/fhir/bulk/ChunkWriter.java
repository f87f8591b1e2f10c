package org.tributary.hub.fhir.bulk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** Collects the lines of a file and hands them on in compressed parts of about a megabyte of text. */
final class ChunkWriter {

    private static final int PART_BYTES = 1 << 20;

    /** Takes a part. */
    interface Sink {
        void accept(long number, byte[] compressed, long lines);
    }

    private final Sink sink;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream(PART_BYTES + (1 << 16));
    private long number;
    private long lines;

    ChunkWriter(Sink sink) {
        this.sink = sink;
    }

    /** Adds a line, which holds no line break. */
    void line(byte[] line) {
        text.writeBytes(line);
        text.write('\n');
        lines++;
        flushIfFull();
    }

    /** Adds text that is cut into lines already. */
    void bytes(byte[] bytes, int length) {
        text.write(bytes, 0, length);
        flushIfFull();
    }

    private void flushIfFull() {
        if (text.size() >= PART_BYTES) {
            flush();
        }
    }

    /** Hands on what is left. */
    void flush() {
        if (text.size() > 0) {
            number++;
            sink.accept(number, compress(text.toByteArray()), lines);
            text.reset();
            lines = 0;
        }
    }

    static byte[] compress(byte[] bytes) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(bytes.length / 4 + 64);
        try (OutputStream out = new GZIPOutputStream(compressed, 8192)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }
}
