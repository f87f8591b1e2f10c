package org.tributary.hub.ingest;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.WriteTransaction;
import org.tributary.mapping.MappingIssue;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.MappingIssue.Severity;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The documents that came in, with their raw bytes and how they fared.
 *
 * <p>
 * Owns the table {@code message}.
 */
@Component
final class Messages {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<MappingIssue>> ISSUES = new TypeReference<>() {
    };

    private final Clock clock;

    Messages(Clock clock) {
        this.clock = clock;
    }

    /**
     * A message as it is kept.
     *
     * @param feed
     *            the feed's code
     */
    record KeptMessage(UUID id, String feed, String door, MessageState state, Instant received, Instant finished,
            int attempts, int records, int rejected, int unchanged, String mapper, List<MappingIssue> issues) {

        IntakeOutcome outcome() {
            return new IntakeOutcome(id, state, records, rejected, unchanged, issues);
        }
    }

    private record Earlier(UUID id, String hash, MessageState state) {
    }

    Optional<KeptMessage> find(ReadTransaction transaction, UUID id) {
        return transaction.jdbc()
                .sql("""
                        SELECT m.*, f.code FROM message m JOIN feed f ON f.id = m.feed WHERE m.id = :id""")
                .param("id", id)
                .query(Messages::kept)
                .optional();
    }

    /**
     * The outcome that a message of a known identity has already: that of the first with the same bytes, or a rejection
     * when an identity comes again with other bytes. A message that was rejected before is tried again, so it has none.
     */
    Optional<IntakeOutcome> findOutcome(WriteTransaction transaction, MappedMessage message) {
        List<Earlier> earlier = earlier(transaction, message);
        if (earlier.isEmpty()) {
            return Optional.empty();
        }
        String hash = message.document().sha256();
        Optional<Earlier> same = earlier.stream().filter(candidate -> candidate.hash().equals(hash)).findFirst();
        if (same.isEmpty() && earlier.stream().anyMatch(candidate -> candidate.state() == MessageState.COMMITTED)) {
            return Optional.of(reject(transaction, message, List.of(identityReused())));
        }
        return same.filter(candidate -> candidate.state() == MessageState.COMMITTED)
                .map(candidate -> answerAgain(transaction, candidate.id()));
    }

    /** The id a message is kept under: a new one, or that of the rejected one which it repeats. */
    UUID newId(WriteTransaction transaction, MappedMessage message) {
        String hash = message.document().sha256();
        return earlier(transaction, message).stream()
                .filter(candidate -> candidate.hash().equals(hash))
                .map(Earlier::id)
                .findFirst()
                .orElseGet(UUID::randomUUID);
    }

    IntakeOutcome commit(WriteTransaction transaction, MappedMessage message, UUID id, int unchanged,
            List<MappingIssue> issues) {
        return keep(transaction, message, new IntakeOutcome(id, MessageState.COMMITTED, message.result().records(),
                message.result().rejected(), unchanged, issues));
    }

    /**
     * Keeps a message of which nothing was accepted.
     *
     * @param more
     *            issues beside those of the mapping
     */
    IntakeOutcome reject(WriteTransaction transaction, MappedMessage message, List<MappingIssue> more) {
        List<MappingIssue> issues = new ArrayList<>(message.result().issues());
        issues.addAll(more);
        int records = message.result().records();
        return keep(transaction, message, new IntakeOutcome(newId(transaction, message), MessageState.REJECTED, records,
                records, 0, issues));
    }

    private IntakeOutcome keep(WriteTransaction transaction, MappedMessage message, IntakeOutcome outcome) {
        transaction.jdbc()
                .sql("""
                        INSERT INTO message (id, feed, scope, door, identity, hash, raw, state, received, finished, attempts,
                                             records, rejected, unchanged, issues, mapper)
                        VALUES (:id, :feed, :scope, :door, :identity, :hash, :raw, :state, :received, :finished, 1,
                                :records, :rejected, :unchanged, :issues::jsonb, :mapper)
                        ON CONFLICT (id) DO UPDATE SET
                          state = excluded.state, finished = excluded.finished, attempts = message.attempts + 1,
                          records = excluded.records, rejected = excluded.rejected, unchanged = excluded.unchanged,
                          issues = excluded.issues, mapper = excluded.mapper""")
                .param("id", outcome.message())
                .param("feed", message.feed().id())
                .param("scope", message.feed().scope())
                .param("door", message.door())
                .param("identity", message.identity().orElse(null))
                .param("hash", message.document().sha256())
                .param("raw", message.document().bytes())
                .param("state", outcome.state().name())
                .param("received", Timestamp.from(message.document().received()))
                .param("finished", Timestamp.from(clock.instant()))
                .param("records", outcome.records())
                .param("rejected", outcome.rejected())
                .param("unchanged", outcome.unchanged())
                .param("issues", JSON.writeValueAsString(outcome.issues()))
                .param("mapper", message.mapperAndVersion())
                .update();
        return outcome;
    }

    private static List<Earlier> earlier(WriteTransaction transaction, MappedMessage message) {
        if (message.identity().isEmpty()) {
            return List.of();
        }
        return transaction.jdbc()
                .sql("""
                        SELECT id, hash, state FROM message WHERE feed = :feed AND identity = :identity ORDER BY received, id""")
                .param("feed", message.feed().id())
                .param("identity", message.identity().get())
                .query((row, number) -> new Earlier(row.getObject("id", UUID.class), row.getString("hash"),
                        MessageState.valueOf(row.getString("state"))))
                .list();
    }

    private static IntakeOutcome answerAgain(WriteTransaction transaction, UUID id) {
        IntakeOutcome first = transaction.jdbc()
                .sql("""
                        SELECT m.*, f.code FROM message m JOIN feed f ON f.id = m.feed WHERE m.id = :id""")
                .param("id", id)
                .query(Messages::kept)
                .single()
                .outcome();
        return new IntakeOutcome(first.message(), first.state(), first.records(), first.rejected(), first.accepted(),
                first.issues());
    }

    private static MappingIssue identityReused() {
        return new MappingIssue("message-identity-reused", Severity.ERROR, Kind.DUPLICATE, 1, "MSH-10",
                "Another message with the same MSH-3, MSH-4, MSH-7, MSH-9 and MSH-10 was accepted before;"
                        + " this one was not.",
                "Give every message a control id of its own, or send the first message unchanged.");
    }

    private static KeptMessage kept(ResultSet row, int number) throws SQLException {
        return new KeptMessage(row.getObject("id", UUID.class), row.getString("code"), row.getString("door"),
                MessageState.valueOf(row.getString("state")), row.getTimestamp("received").toInstant(),
                row.getTimestamp("finished").toInstant(), row.getInt("attempts"), row.getInt("records"),
                row.getInt("rejected"), row.getInt("unchanged"), row.getString("mapper"),
                JSON.readValue(row.getString("issues"), ISSUES));
    }
}
