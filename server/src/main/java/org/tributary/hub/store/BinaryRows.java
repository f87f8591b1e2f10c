package org.tributary.hub.store;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;
import org.tributary.hub.store.index.DateRange;

/** A buffer of rows in PostgreSQL's binary COPY format (PostgreSQL manual, COPY, "Binary Format"). */
final class BinaryRows {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0,
            0, 0, 0, 0};
    /** Microseconds from 1970 to 2000, where PostgreSQL's times start. */
    private static final long POSTGRES_EPOCH = 946_684_800_000_000L;

    private byte[] buffer = new byte[1 << 17];
    private int size;

    /** Begins a COPY; what was not flushed of one before it is forgotten. */
    void begin() {
        size = 0;
        append(SIGNATURE);
    }

    int size() {
        return size;
    }

    void start(int columns) {
        shortNumber(columns);
    }

    void end() {
        shortNumber(-1);
    }

    void flush(CopyIn in) throws SQLException {
        in.writeToCopy(buffer, 0, size);
        size = 0;
    }

    void nothing() {
        intNumber(-1);
    }

    void shortValue(int value) {
        intNumber(2);
        shortNumber(value);
    }

    void intValue(int value) {
        intNumber(4);
        intNumber(value);
    }

    void longValue(long value) {
        intNumber(8);
        longNumber(value);
    }

    void doubleValue(double value) {
        longValue(Double.doubleToLongBits(value));
    }

    /** Microseconds since 1970; the limits of {@link DateRange} are PostgreSQL's infinities. */
    void time(long micros) {
        boolean infinite = micros == DateRange.MIN || micros == DateRange.MAX;
        longValue(infinite ? micros : micros - POSTGRES_EPOCH);
    }

    void text(@Nullable String value) {
        if (value == null) {
            nothing();
        } else {
            bytes(value.getBytes(StandardCharsets.UTF_8));
        }
    }

    void bytes(byte[] value) {
        intNumber(value.length);
        append(value);
    }

    private void shortNumber(int value) {
        reserve(2);
        buffer[size++] = (byte) (value >>> 8);
        buffer[size++] = (byte) value;
    }

    private void intNumber(int value) {
        reserve(4);
        for (int shift = 24; shift >= 0; shift -= 8) {
            buffer[size++] = (byte) (value >>> shift);
        }
    }

    private void longNumber(long value) {
        reserve(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            buffer[size++] = (byte) (value >>> shift);
        }
    }

    private void append(byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, buffer, size, bytes.length);
        size += bytes.length;
    }

    private void reserve(int bytes) {
        if (size + bytes > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, size + bytes));
        }
    }
}
