package org.tributary.hub.pathway;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tributary.hub.access.WriteTransaction;
import org.tributary.hub.store.RecordOwner;
import org.tributary.hub.store.ResourceKey;
import org.tributary.mapping.CareSetting;

/** Care events as rows of the table {@code care_event}: out by COPY, however few or many they are, and in. */
final class CareEventRows {

    private CareEventRows() {
    }

    static void insert(WriteTransaction transaction, RecordOwner owner, List<CareEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        StringBuilder rows = new StringBuilder();
        for (CareEvent event : events) {
            append(rows, owner, event);
        }
        try {
            transaction.copy().copyIn("""
                    COPY care_event (resource_type, resource_id, ordinal, patient, feed, scope, kind, setting,
                      organisation, code_system, code, display, named_by, status, starts, start_precision, ends,
                      end_precision)
                    FROM STDIN""", new StringReader(rows.toString()));
        } catch (SQLException e) {
            throw new IllegalStateException("Care events could not be copied", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void append(StringBuilder rows, RecordOwner owner, CareEvent event) {
        field(rows, event.source().type());
        field(rows, event.source().id());
        rows.append(event.ordinal()).append('\t');
        field(rows, event.patient());
        rows.append(owner.feed()).append('\t').append(owner.scope()).append('\t');
        field(rows, event.kind().code());
        field(rows, event.setting().code());
        field(rows, event.organisation());
        field(rows, event.code().flatMap(EventCode::system));
        field(rows, event.code().flatMap(EventCode::code));
        field(rows, event.code().flatMap(EventCode::display));
        field(rows, event.namedBy().map(ResourceKey::reference));
        field(rows, event.status());
        time(rows, event.start());
        time(rows, event.end());
        rows.setCharAt(rows.length() - 1, '\n');
    }

    private static void time(StringBuilder rows, Optional<EventTime> time) {
        field(rows, time.map(value -> value.instant().toString()));
        field(rows, time.map(value -> value.precision().letter()));
    }

    private static void field(StringBuilder rows, Optional<String> text) {
        if (text.isPresent()) {
            field(rows, text.get());
        } else {
            rows.append("\\N\t");
        }
    }

    /** A value in PostgreSQL's text format of COPY, with the tab after it. */
    private static void field(StringBuilder rows, String text) {
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
    }

    static CareEvent read(ResultSet row) throws SQLException {
        return new CareEvent(
                new ResourceKey(row.getString("resource_type"), row.getString("resource_id")),
                row.getInt("ordinal"),
                row.getString("patient"),
                CareEventKind.findByCode(row.getString("kind")).orElseThrow(),
                CareSetting.findByCode(row.getString("setting")).orElseThrow(),
                row.getString("organisation"),
                code(row),
                Optional.ofNullable(row.getString("named_by")).map(CareEventRows::key),
                Optional.ofNullable(row.getString("status")),
                time(row.getObject("starts", OffsetDateTime.class), row.getString("start_precision")),
                time(row.getObject("ends", OffsetDateTime.class), row.getString("end_precision")));
    }

    private static Optional<EventCode> code(ResultSet row) throws SQLException {
        EventCode code = new EventCode(
                Optional.ofNullable(row.getString("code_system")),
                Optional.ofNullable(row.getString("code")),
                Optional.ofNullable(row.getString("display")));
        return code.code().isEmpty() && code.display().isEmpty() ? Optional.empty() : Optional.of(code);
    }

    private static ResourceKey key(String reference) {
        int slash = reference.indexOf('/');
        return new ResourceKey(reference.substring(0, slash), reference.substring(slash + 1));
    }

    private static Optional<EventTime> time(@Nullable OffsetDateTime at, @Nullable String precision) {
        return at == null || precision == null
                ? Optional.empty()
                : Optional.of(new EventTime(at.toInstant(), EventTime.Precision.ofLetter(precision)));
    }
}
