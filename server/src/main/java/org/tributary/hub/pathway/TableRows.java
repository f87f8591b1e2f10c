package org.tributary.hub.pathway;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tributary.hub.access.RoundTrip;
import org.tributary.hub.access.SqlTime;
import org.tributary.hub.access.WriteTransaction;

/**
 * New rows of a table. Few travel as one statement of a round trip, with an array for each column; many by COPY. Fields
 * are written one after another, in the order of the columns; a row ends with {@link #endRow}.
 */
public final class TableRows {

    /** From here on COPY is quicker. */
    private static final int MANY = 50;

    /**
     * A table and those of its columns that rows have.
     *
     * @param insert
     *            the statement for few rows
     */
    public record Shape(String table, List<String> columns, String insert) {

        public Shape {
            columns = List.copyOf(columns);
        }

        /**
         * A shape whose statement takes every column as texts.
         *
         * @param columns
         *            name and type of each, e.g. {@code feed integer, starts timestamptz}
         */
        public static Shape of(String table, String columns) {
            List<String[]> all = Arrays.stream(columns.split(",")).map(column -> column.strip().split(" ")).toList();
            List<String> names = all.stream().map(column -> column[0]).toList();
            String named = String.join(", ", names);
            return new Shape(table, names, "INSERT INTO %s (%s)\nSELECT %s\nFROM unnest(%s) AS n (%s)".formatted(table,
                    named,
                    all.stream()
                            .map(column -> "n." + column[0] + "::" + column[1])
                            .collect(Collectors.joining(", ")),
                    names.stream().map(name -> "?::text[]").collect(Collectors.joining(", ")), named));
        }
    }

    private final Shape shape;
    private final List<List<@Nullable String>> rows = new ArrayList<>();
    private List<@Nullable String> row = new ArrayList<>();

    public TableRows(Shape shape) {
        this.shape = shape;
    }

    public TableRows number(long number) {
        return text(Long.toString(number));
    }

    public TableRows number(Optional<Double> number) {
        return text(number.map(value -> Double.toString(value)));
    }

    public TableRows text(Optional<String> text) {
        row.add(text.orElse(null));
        return this;
    }

    public TableRows text(String text) {
        row.add(text);
        return this;
    }

    /** A time and how exact it is: two fields. */
    public TableRows time(Optional<EventTime> time) {
        text(time.map(value -> SqlTime.text(value.instant())));
        return text(time.map(value -> value.precision().letter()));
    }

    /** An array of resource ids, which need no escapes in it beyond their quotes. */
    public TableRows ids(List<String> ids) {
        return text(ids.stream().map(id -> '"' + id + '"').collect(Collectors.joining(",", "{", "}")));
    }

    public void endRow() {
        if (row.size() != shape.columns.size()) {
            throw new IllegalStateException("A row of " + shape.table + " has " + row.size() + " fields");
        }
        rows.add(row);
        row = new ArrayList<>(shape.columns.size());
    }

    /** Adds the rows to a round trip, or where they are many, sends it and then the rows. */
    public void insert(WriteTransaction transaction, RoundTrip trip) {
        if (rows.size() >= MANY) {
            trip.run();
            copy(transaction);
        } else if (!rows.isEmpty()) {
            trip.add(shape.insert, IntStream.range(0, shape.columns.size()).mapToObj(this::column).toArray());
        }
    }

    private @Nullable String[] column(int column) {
        return rows.stream().map(fields -> fields.get(column)).toArray(String[]::new);
    }

    private void copy(WriteTransaction transaction) {
        StringBuilder text = new StringBuilder();
        for (List<@Nullable String> fields : rows) {
            fields.forEach(field -> append(text, field));
            text.setCharAt(text.length() - 1, '\n');
        }
        transaction.copyIn("COPY %s (%s) FROM STDIN".formatted(shape.table, String.join(", ", shape.columns)),
                text.toString());
    }

    /** A field in PostgreSQL's text format of COPY. */
    private static void append(StringBuilder to, @Nullable String field) {
        if (field == null) {
            to.append("\\N\t");
            return;
        }
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            switch (c) {
                case '\\' -> to.append("\\\\");
                case '\t' -> to.append("\\t");
                case '\n' -> to.append("\\n");
                case '\r' -> to.append("\\r");
                default -> to.append(c);
            }
        }
        to.append('\t');
    }
}
