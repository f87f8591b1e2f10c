package org.tributary.hub.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.Release;
import org.tributary.hub.store.CompartmentSql.Part;
import org.tributary.hub.store.CompartmentSql.Position;
import org.tributary.hub.store.CompartmentSql.Statement;
import org.tributary.hub.store.index.Hash;
import org.tributary.hub.store.search.Cursor;

/**
 * Reads everything about a patient, an encounter or all patients, in pages: first the focus, then its record by type,
 * then what else is in its compartment, then what these refer to by any of R4's search parameters, each once. The
 * records of other patients are not part of what is referred to. A page goes on behind the last resource of the one
 * before, so that what others write meanwhile neither repeats nor hides a resource.
 *
 * <p>
 * A page ends early when it becomes large: resources may be.
 */
@Component
public final class CompartmentReader {

    /** A few pages at once must fit into the heap. */
    private static final int LARGE_PAGE_BYTES = 8 << 20;
    private static final int FETCH_ROWS = 128;

    private final ResourceReader resources;

    CompartmentReader(ResourceReader resources) {
        this.resources = resources;
    }

    /**
     * One page of what the caller may see; empty when the focus is not there for the caller.
     *
     * @throws SearchRefused
     *             when a date is none, or the cursor does not belong to this query
     */
    public Optional<CompartmentPage> read(ReadTransaction transaction, CompartmentQuery query) {
        long fingerprint = fingerprint(query);
        CompartmentSql sql = new CompartmentSql(query);
        Optional<Position> after = query.cursor().map(text -> position(transaction, text, fingerprint));
        Page page = new Page(query.count());
        if (query.focus().isPresent()) {
            Optional<StoredResource> focus = resources.find(transaction, query.focus().get())
                    .filter(resource -> !resource.deleted());
            if (focus.isEmpty()) {
                return Optional.empty();
            }
            if (after.isEmpty() && sql.wantsFocus(transaction)) {
                page.add(new Row(focus.get(), Part.FOCUS, "", true));
            }
        }
        for (Statement statement : sql.statements(after)) {
            if (!page.more) {
                page.fill(transaction, statement);
            }
        }
        return Optional.of(page.finish(fingerprint));
    }

    /** What the pages of one reading have in common. */
    private static long fingerprint(CompartmentQuery query) {
        return Hash.value(query.focus() + "|" + query.types().stream().sorted().toList() + query.since() + query.start()
                + query.end());
    }

    private static Position position(ReadTransaction transaction, String text, long fingerprint) {
        Cursor cursor = Cursor.parse(text)
                .filter(parsed -> parsed.fingerprint() == fingerprint)
                .orElseThrow(() -> SearchRefused.invalid("_cursor", "it is not one that this request gave"));
        List<String> keys = cursor.keys().stream().map(String::valueOf).toList();
        Part part = Arrays.stream(Part.values())
                .filter(candidate -> keys.size() == 2 && candidate.name().equals(keys.getFirst()))
                .findFirst()
                .orElseThrow(() -> SearchRefused.invalid("_cursor", "it is not one that this request gave"));
        long pk = transaction.jdbc()
                .sql("SELECT pk FROM resource WHERE type = :type AND id = :id")
                .param("type", cursor.last().type())
                .param("id", cursor.last().id())
                .query(Long.class)
                .optional()
                .orElseThrow(() -> SearchRefused.invalid("_cursor", "it is out of date; start again"));
        return new Position(part, cursor.last().type(), pk, keys.get(1));
    }

    /**
     * @param patient
     *            whose record it is part of; empty for none
     */
    private record Row(StoredResource resource, Part part, String patient, boolean member) {

        String cursor(long fingerprint) {
            return new Cursor(fingerprint, resource.key(), List.of(part.name(), patient)).text();
        }
    }

    /** A page as it fills. */
    private static final class Page {

        private final int count;
        private final List<Row> rows = new ArrayList<>();
        private long bytes;
        private boolean more;

        Page(int count) {
            this.count = count;
        }

        void fill(ReadTransaction transaction, Statement statement) {
            transaction.jdbc()
                    .sql(statement.sql())
                    .withFetchSize(FETCH_ROWS)
                    .params(statement.parameters())
                    .param("limit", count - rows.size() + 1)
                    .query((ResultSet row) -> {
                        while (!more && row.next()) {
                            add(row(transaction.release(), row, statement.part()));
                        }
                        return true;
                    });
        }

        private static Row row(Release release, ResultSet row, Part part) throws SQLException {
            return new Row(ResourceReader.stored(release, row), part,
                    Objects.requireNonNullElse(row.getString("patient"), ""), row.getBoolean("member"));
        }

        void add(Row row) {
            if (rows.size() == count || bytes > LARGE_PAGE_BYTES) {
                more = true;
            } else {
                rows.add(row);
                bytes += row.resource.json().length;
            }
        }

        CompartmentPage finish(long fingerprint) {
            return new CompartmentPage(rows.stream().filter(Row::member).map(Row::resource).toList(),
                    rows.stream().filter(row -> !row.member).map(Row::resource).toList(),
                    more ? Optional.of(rows.getLast().cursor(fingerprint)) : Optional.empty());
        }
    }
}
