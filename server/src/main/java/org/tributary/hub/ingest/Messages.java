package org.tributary.hub.ingest;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.RoundTrip;
import org.tributary.hub.access.WriteTransaction;
import org.tributary.mapping.MappingIssue;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.MappingIssue.Severity;
import tools.jackson.databind.json.JsonMapper;

/**
 * The documents that came in, with their raw bytes and how they fared.
 *
 * <p>
 * Owns the table {@code message}; {@link MessageLog} reads it for callers.
 */
@Component
final class Messages {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** The columns of what is known of a message when it comes. */
    private static final String ARRIVED = "id, feed, scope, door, identity, client_key, hash, raw, raw_format, received";

    private final Clock clock;

    Messages(Clock clock) {
        this.clock = clock;
    }

    /** Another message of the same identity or Idempotency-Key. */
    record Earlier(UUID id, String hash, MessageState state, boolean sameIdentity) {
    }

    /**
     * The bytes of a message with what is needed to work on them.
     *
     * @param feed
     *            the feed's code
     */
    record Kept(UUID id, String feed, String door, Optional<String> identity, Optional<String> key, String hash,
            Instant received, MessageState state, byte[] document) {
    }

    /** A message's bytes; empty when there is no such message or its bytes are gone. */
    Optional<Kept> find(WriteTransaction transaction, UUID id) {
        return transaction.jdbc()
                .sql("""
                        SELECT m.id, f.code, m.door, m.identity, m.client_key, m.hash, m.received, m.state, m.raw, m.raw_format
                        FROM message m JOIN feed f ON f.id = m.feed
                        WHERE m.id = :id AND m.raw IS NOT NULL""")
                .param("id", id)
                .query(Messages::keptBytes)
                .optional();
    }

    /**
     * The outcome that a message has already: that of the first with the same identity and bytes, or a rejection when
     * an identity comes again with other bytes. A message that was rejected before is tried again, so it has none.
     *
     * @param earlier
     *            {@link #askEarlier}
     */
    Optional<IntakeOutcome> findOutcome(WriteTransaction transaction, MappedMessage message, List<Earlier> earlier) {
        List<Earlier> committed = earlier.stream()
                .filter(candidate -> candidate.state() == MessageState.COMMITTED)
                .toList();
        Optional<Earlier> same = committed.stream().filter(one -> one.hash().equals(message.hash())).findFirst();
        if (same.isPresent()) {
            return same.map(first -> answerAgain(transaction, message, first.id()));
        }
        return committed.stream()
                .findFirst()
                .map(other -> reject(transaction, message, earlier,
                        List.of(other.sameIdentity() ? identityReused() : keyReused())));
    }

    /** The id a message is kept under: its own, that of the unfinished one which it repeats, or a new one. */
    UUID newId(MappedMessage message, List<Earlier> earlier) {
        return message.id()
                .orElseGet(() -> earlier.stream()
                        .filter(candidate -> candidate.hash().equals(message.hash()))
                        .map(Earlier::id)
                        .findFirst()
                        .orElseGet(UUID::randomUUID));
    }

    int attempts(WriteTransaction transaction, UUID id) {
        return transaction.jdbc()
                .sql("SELECT attempts FROM message WHERE id = :id")
                .param("id", id)
                .query(Integer.class)
                .single();
    }

    /**
     * Keeps a document that is to be worked on later, or finds the one that it repeats; one that was rejected is to be
     * worked on again.
     *
     * @return its id, when there is still something to do
     */
    Receipt receive(WriteTransaction transaction, MappedMessage message) {
        Optional<Earlier> same = listEarlier(transaction, message).stream()
                .filter(candidate -> candidate.hash().equals(message.hash()))
                .findFirst();
        if (same.isPresent() && same.get().state() != MessageState.REJECTED) {
            return new Receipt(same.get().id(), false);
        }
        UUID id = same.map(Earlier::id).orElseGet(UUID::randomUUID);
        transaction.roundTrip()
                .add("INSERT INTO message (" + ARRIVED + """
                        , state, attempts, records, rejected, unchanged, issues, mapper)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'RECEIVED', 0, 0, 0, 0, '[]', '')
                        ON CONFLICT (id) DO UPDATE SET state = 'RECEIVED'""", arrived(id, message).toArray())
                .run();
        return new Receipt(id, true);
    }

    /**
     * @param waits
     *            whether it has to be worked on
     */
    record Receipt(UUID id, boolean waits) {
    }

    /** How many messages wait to be worked on, counted no further than to a limit. */
    int countWaiting(WriteTransaction transaction, int limit) {
        return transaction.jdbc()
                .sql("""
                        SELECT count(*) FROM (SELECT FROM message WHERE state = 'RECEIVED' LIMIT :limit) AS waiting""")
                .param("limit", limit)
                .query(Integer.class)
                .single();
    }

    /**
     * Keeps a message with what it said.
     *
     * @param last
     *            what is still to be written with it, which is sent
     */
    IntakeOutcome commit(RoundTrip last, MappedMessage message, UUID id, Instant linked, int unchanged,
            List<MappingIssue> issues) {
        return keep(last, message, linked, new IntakeOutcome(id, MessageState.COMMITTED,
                message.result().records(), message.result().rejected(), unchanged, issues));
    }

    /**
     * Keeps a message of which nothing was accepted.
     *
     * @param more
     *            issues beside those of the mapping
     */
    IntakeOutcome reject(WriteTransaction transaction, MappedMessage message, List<MappingIssue> more) {
        return reject(transaction, message, listEarlier(transaction, message), more);
    }

    IntakeOutcome reject(WriteTransaction transaction, MappedMessage message, List<Earlier> earlier,
            List<MappingIssue> more) {
        List<MappingIssue> issues = new ArrayList<>(message.result().issues());
        issues.addAll(more);
        int records = message.result().records();
        return keep(transaction.roundTrip(), message, null,
                new IntakeOutcome(newId(message, earlier), MessageState.REJECTED, records, records, 0, issues));
    }

    /** Tells of a committed message what its mapper has against it now; it stays as it was committed. */
    IntakeOutcome noteRefusedReplay(WriteTransaction transaction, MappedMessage message, List<MappingIssue> issues) {
        UUID id = message.id().orElseThrow();
        transaction.jdbc()
                .sql("""
                        UPDATE message SET attempts = attempts + 1, issues = :issues::jsonb, mapper = :mapper,
                                           mapped = :mapped, finished = :finished
                        WHERE id = :id""")
                .param("issues", JSON.writeValueAsString(issues))
                .param("mapper", message.mapperAndVersion())
                .param("mapped", Timestamp.from(message.mapped()))
                .param("finished", Timestamp.from(clock.instant()))
                .param("id", id)
                .update();
        return get(transaction, id).outcome();
    }

    /**
     * Takes the bytes of messages that are older than what is kept.
     *
     * @return how many lost theirs, at most {@code limit}
     */
    int forgetRaw(WriteTransaction transaction, Duration keep, int limit) {
        return transaction.jdbc()
                .sql("""
                        UPDATE message SET raw = NULL WHERE id IN (
                          SELECT id FROM message
                          WHERE raw IS NOT NULL AND received < :before AND state <> 'RECEIVED'
                          ORDER BY received LIMIT :limit FOR UPDATE SKIP LOCKED)""")
                .param("before", Timestamp.from(clock.instant().minus(keep)))
                .param("limit", limit)
                .update();
    }

    private IntakeOutcome keep(RoundTrip trip, MappedMessage message, @Nullable Instant linked,
            IntakeOutcome outcome) {
        List<@Nullable Object> values = arrived(outcome.message(), message);
        values.addAll(Arrays.asList(outcome.state().name(), Timestamp.from(message.mapped()),
                linked == null ? null : Timestamp.from(linked), Timestamp.from(clock.instant()), outcome.records(),
                outcome.rejected(), outcome.unchanged(), JSON.writeValueAsString(outcome.issues()),
                message.mapperAndVersion()));
        trip.add("INSERT INTO message (" + ARRIVED + """
                , state, mapped, linked, finished, attempts, records, rejected, unchanged, issues, mapper)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?::jsonb, ?)
                ON CONFLICT (id) DO UPDATE SET
                  state = excluded.state, mapped = excluded.mapped, linked = excluded.linked,
                  finished = excluded.finished, attempts = message.attempts + 1, records = excluded.records,
                  rejected = excluded.rejected, unchanged = excluded.unchanged, issues = excluded.issues,
                  mapper = excluded.mapper""", values.toArray()).run();
        return outcome;
    }

    /** What is known of a message when it comes, in the order of the columns {@link #ARRIVED}. */
    private static List<@Nullable Object> arrived(UUID id, MappedMessage message) {
        RawBytes raw = RawBytes.of(message.document().bytes());
        return new ArrayList<>(Arrays.asList(id, message.feed().id(), message.feed().scope(), message.door(),
                message.identity().orElse(null), message.key().orElse(null), message.hash(), raw.stored(),
                raw.format(), Timestamp.from(message.document().received())));
    }

    /** Other messages of the same identity, then of the same Idempotency-Key, oldest first. */
    private static List<Earlier> listEarlier(WriteTransaction transaction, MappedMessage message) {
        RoundTrip trip = transaction.roundTrip();
        List<Earlier> earlier = askEarlier(trip, message);
        trip.run();
        return earlier;
    }

    /**
     * Asks for other messages of the same identity, then of the same Idempotency-Key, oldest first.
     *
     * @return where they are when the round trip has been made
     */
    static List<Earlier> askEarlier(RoundTrip trip, MappedMessage message) {
        List<Earlier> earlier = new ArrayList<>();
        if (message.identity().isEmpty() && message.key().isEmpty()) {
            return earlier;
        }
        int feed = message.feed().id();
        UUID own = message.id().orElse(null);
        trip.ask(row -> earlier.add(new Earlier(row.getObject("id", UUID.class), row.getString("hash"),
                MessageState.valueOf(row.getString("state")), row.getBoolean("same_identity"))), """
                        SELECT id, hash, state, received, true AS same_identity
                        FROM message WHERE feed = ? AND identity = ?::text AND id IS DISTINCT FROM ?::uuid
                        UNION ALL
                        SELECT id, hash, state, received, false AS same_identity
                        FROM message WHERE feed = ? AND client_key = ?::text AND id IS DISTINCT FROM ?::uuid
                        ORDER BY same_identity DESC, received, id""",
                feed, message.identity().orElse(null), own, feed, message.key().orElse(null), own);
        return earlier;
    }

    /** One that waited here while the same was committed is finished with it. */
    private IntakeOutcome answerAgain(WriteTransaction transaction, MappedMessage message, UUID first) {
        IntakeOutcome known = get(transaction, first).outcome();
        IntakeOutcome again = new IntakeOutcome(message.id().orElse(first), known.state(), known.records(),
                known.rejected(), known.accepted(), known.issues());
        return message.id().isPresent() ? keep(transaction.roundTrip(), message, null, again) : again;
    }

    private static KeptMessage get(WriteTransaction transaction, UUID id) {
        return transaction.jdbc()
                .sql("SELECT " + KeptMessage.COLUMNS
                        + " FROM message m JOIN feed f ON f.id = m.feed WHERE m.id = :id")
                .param("id", id)
                .query(KeptMessage::read)
                .single();
    }

    private static MappingIssue identityReused() {
        return new MappingIssue("message-identity-reused", Severity.ERROR, Kind.DUPLICATE, 1, "MSH-10",
                "Another message with the same MSH-3, MSH-4, MSH-7, MSH-9 and MSH-10 was accepted before;"
                        + " this one was not.",
                "Give every message a control id of its own, or send the first message unchanged.");
    }

    private static MappingIssue keyReused() {
        return new MappingIssue("idempotency-key-reused", Severity.ERROR, Kind.DUPLICATE, 1, "Idempotency-Key",
                "Another document with the same Idempotency-Key was accepted before; this one was not.",
                "Give every document a key of its own, or send the first document unchanged.");
    }

    private static Kept keptBytes(ResultSet row, int number) throws SQLException {
        return new Kept(row.getObject("id", UUID.class), row.getString("code"), row.getString("door"),
                Optional.ofNullable(row.getString("identity")), Optional.ofNullable(row.getString("client_key")),
                row.getString("hash"), row.getTimestamp("received").toInstant(),
                MessageState.valueOf(row.getString("state")),
                new RawBytes(row.getInt("raw_format"), row.getBytes("raw")).document());
    }
}
