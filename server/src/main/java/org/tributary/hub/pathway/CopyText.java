package org.tributary.hub.pathway;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tributary.hub.access.WriteTransaction;

/** Rows in PostgreSQL's text format of COPY. Fields are written one after another; a row ends with {@link #endRow}. */
public final class CopyText {

    private final StringBuilder rows = new StringBuilder();

    public CopyText number(long number) {
        rows.append(number).append('\t');
        return this;
    }

    public CopyText number(Optional<Double> number) {
        return text(number.map(value -> Double.toString(value)));
    }

    public CopyText text(Optional<String> text) {
        if (text.isPresent()) {
            return text(text.get());
        }
        rows.append("\\N\t");
        return this;
    }

    public CopyText text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> rows.append("\\\\");
                case '\t' -> rows.append("\\t");
                case '\n' -> rows.append("\\n");
                case '\r' -> rows.append("\\r");
                default -> rows.append(c);
            }
        }
        rows.append('\t');
        return this;
    }

    /** A time and how exact it is: two fields. */
    public CopyText time(Optional<EventTime> time) {
        text(time.map(value -> value.instant().toString()));
        return text(time.map(value -> value.precision().letter()));
    }

    /** An array of resource ids, which need no escapes in it beyond their quotes. */
    public CopyText ids(List<String> ids) {
        return text(ids.stream().map(id -> '"' + id + '"').collect(Collectors.joining(",", "{", "}")));
    }

    public void endRow() {
        rows.setCharAt(rows.length() - 1, '\n');
    }

    /**
     * @param table
     *            the table's name and its columns in parentheses
     */
    public void copyInto(WriteTransaction transaction, String table) {
        if (rows.isEmpty()) {
            return;
        }
        try {
            transaction.copy().copyIn("COPY " + table + " FROM STDIN", new StringReader(rows.toString()));
        } catch (SQLException e) {
            throw new IllegalStateException("Rows could not be copied", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
