package org.tributary.hub.pathway;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tributary.hub.access.RoundTrip;
import org.tributary.hub.access.WriteTransaction;
import org.tributary.hub.store.RecordOwner;
import org.tributary.hub.store.ResourceKey;
import org.tributary.mapping.CareSetting;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Care events as rows of the table {@code care_event}, out and in. */
public final class CareEventRows {

    private static final TableRows.Shape SHAPE = TableRows.Shape.of("care_event", """
            resource_type text, resource_id text, ordinal smallint, patient text, feed integer, scope integer,
            kind text, setting text, organisation text, code_system text, code text, display text, named_by text,
            status text, starts timestamptz, start_precision text, ends timestamptz, end_precision text, value text,
            value_number float8, value_unit text, details text, part_of text""");

    private CareEventRows() {
    }

    /** Adds rows to a round trip, or where they are many, sends it and then them. */
    static void insert(WriteTransaction transaction, RoundTrip trip, RecordOwner owner, List<CareEvent> events) {
        TableRows rows = new TableRows(SHAPE);
        events.forEach(event -> append(rows, owner, event));
        rows.insert(transaction, trip);
    }

    private static void append(TableRows rows, RecordOwner owner, CareEvent event) {
        rows.text(event.source().type())
                .text(event.source().id())
                .number(event.ordinal())
                .text(event.patient())
                .number(owner.feed())
                .number(owner.scope())
                .text(event.kind().code())
                .text(event.setting().code())
                .text(event.organisation())
                .text(event.code().flatMap(EventCode::system))
                .text(event.code().flatMap(EventCode::code))
                .text(event.code().flatMap(EventCode::display))
                .text(event.namedBy().map(ResourceKey::reference))
                .text(event.status())
                .time(event.start())
                .time(event.end())
                .text(event.value().map(EventValue::text))
                .number(event.value().flatMap(EventValue::number))
                .text(event.value().flatMap(EventValue::unit))
                .text(details(event.details()))
                .text(event.find(Detail.PART_OF))
                .endRow();
    }

    private static Optional<String> details(Map<Detail, String> details) {
        if (details.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode json = JsonMapper.shared().createObjectNode();
        details.forEach((detail, text) -> json.put(detail.code(), text));
        return Optional.of(json.toString());
    }

    /** The event of a row with all columns of the table. */
    public static CareEvent read(ResultSet row) throws SQLException {
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
                time(row, "starts", "start_precision"),
                time(row, "ends", "end_precision"),
                value(row),
                details(row.getString("details")));
    }

    private static Optional<EventCode> code(ResultSet row) throws SQLException {
        EventCode code = new EventCode(
                Optional.ofNullable(row.getString("code_system")),
                Optional.ofNullable(row.getString("code")),
                Optional.ofNullable(row.getString("display")));
        return code.code().isEmpty() && code.display().isEmpty() ? Optional.empty() : Optional.of(code);
    }

    private static Optional<EventValue> value(ResultSet row) throws SQLException {
        String text = row.getString("value");
        return text == null
                ? Optional.empty()
                : Optional.of(new EventValue(text, Optional.ofNullable(row.getObject("value_number", Double.class)),
                        Optional.ofNullable(row.getString("value_unit"))));
    }

    private static Map<Detail, String> details(@Nullable String json) {
        if (json == null) {
            return Map.of();
        }
        Map<Detail, String> details = new EnumMap<>(Detail.class);
        for (Map.Entry<String, JsonNode> member : JsonMapper.shared().readTree(json).properties()) {
            details.put(Detail.findByCode(member.getKey()).orElseThrow(), member.getValue().asString());
        }
        return details;
    }

    private static ResourceKey key(String reference) {
        int slash = reference.indexOf('/');
        return new ResourceKey(reference.substring(0, slash), reference.substring(slash + 1));
    }

    /** The time in two columns; empty when they hold none. */
    public static Optional<EventTime> time(ResultSet row, String at, String precision) throws SQLException {
        OffsetDateTime moment = row.getObject(at, OffsetDateTime.class);
        return moment == null
                ? Optional.empty()
                : Optional.of(new EventTime(moment.toInstant(),
                        EventTime.Precision.ofLetter(row.getString(precision))));
    }
}
