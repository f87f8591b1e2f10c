package org.tributary.hub.ingest;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A document's bytes as they are kept: compressed where that makes them fewer.
 *
 * @param format
 *            0 as they came, 1 DEFLATE
 */
record RawBytes(int format, byte[] stored) {

    private static final int PLAIN = 0;
    private static final int DEFLATE = 1;
    private static final int LEVEL = 6;
    private static final int CHUNK = 1 << 13;

    static RawBytes of(byte[] document) {
        Deflater deflater = new Deflater(LEVEL, true);
        try {
            deflater.setInput(document);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(document.length / 2 + 16);
            byte[] buffer = new byte[CHUNK];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.size() < document.length
                    ? new RawBytes(DEFLATE, out.toByteArray())
                    : new RawBytes(PLAIN, document);
        } finally {
            deflater.end();
        }
    }

    /** The document as it came. */
    byte[] document() {
        return switch (format) {
            case PLAIN -> stored;
            case DEFLATE -> inflated();
            default -> throw new IllegalStateException("A message's bytes have the unknown format " + format);
        };
    }

    private byte[] inflated() {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(stored);
            ByteArrayOutputStream out = new ByteArrayOutputStream(stored.length * 4);
            byte[] buffer = new byte[CHUNK];
            while (!inflater.finished()) {
                int length = inflater.inflate(buffer);
                if (length == 0 && inflater.needsInput()) {
                    throw new IllegalStateException("A message's bytes end too early");
                }
                out.write(buffer, 0, length);
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw new IllegalStateException("A message's bytes are damaged", e);
        } finally {
            inflater.end();
        }
    }
}
