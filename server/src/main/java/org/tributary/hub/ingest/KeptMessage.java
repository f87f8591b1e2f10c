package org.tributary.hub.ingest;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tributary.mapping.MappingIssue;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A message as it is kept, without its bytes.
 *
 * @param feed
 *            the feed's code
 * @param mapped
 *            when its last attempt was mapped, as far as it came
 * @param linked
 *            when the persons of its records were settled
 * @param finished
 *            when it was committed or rejected
 * @param attempts
 *            how often it was worked on
 * @param mapper
 *            the mapper of the last attempt and its version; empty before the first
 * @param raw
 *            whether its bytes are still kept
 */
public record KeptMessage(UUID id, String feed, String door, MessageState state, Instant received,
        Optional<Instant> mapped, Optional<Instant> linked, Optional<Instant> finished, int attempts, int records,
        int rejected, int unchanged, String mapper, List<MappingIssue> issues, boolean raw) {

    static final String COLUMNS = """
            m.id, f.code, m.door, m.state, m.received, m.mapped, m.linked, m.finished, m.attempts, m.records,
            m.rejected, m.unchanged, m.mapper, m.issues, m.raw IS NOT NULL AS has_raw""";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<MappingIssue>> ISSUES = new TypeReference<>() {
    };

    public KeptMessage {
        issues = List.copyOf(issues);
    }

    /** A row with {@link #COLUMNS} of {@code message m JOIN feed f}. */
    static KeptMessage read(ResultSet row, int number) throws SQLException {
        return new KeptMessage(row.getObject("id", UUID.class), row.getString("code"), row.getString("door"),
                MessageState.valueOf(row.getString("state")), row.getTimestamp("received").toInstant(),
                time(row.getTimestamp("mapped")), time(row.getTimestamp("linked")), time(row.getTimestamp("finished")),
                row.getInt("attempts"), row.getInt("records"), row.getInt("rejected"), row.getInt("unchanged"),
                row.getString("mapper"), JSON.readValue(row.getString("issues"), ISSUES), row.getBoolean("has_raw"));
    }

    public int accepted() {
        return records - rejected;
    }

    IntakeOutcome outcome() {
        return new IntakeOutcome(id, state, records, rejected, unchanged, issues);
    }

    private static Optional<Instant> time(@Nullable Timestamp time) {
        return Optional.ofNullable(time).map(Timestamp::toInstant);
    }
}
