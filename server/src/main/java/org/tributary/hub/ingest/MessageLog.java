package org.tributary.hub.ingest;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceReader;
import org.tributary.hub.store.StoredResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The messages that came in, as their publishers and the hub's operator see them: to receive a publisher's records does
 * not mean to see its messages.
 */
@Component
public final class MessageLog {

    private static final int MOST_REPLAYS_TOLD = 50;

    private final ReaderDatabase reader;
    private final ResourceReader resources;

    MessageLog(ReaderDatabase reader, ResourceReader resources) {
        this.reader = reader;
        this.resources = resources;
    }

    /**
     * Which messages of the caller's to list, newest first.
     *
     * @param feed
     *            the feed's code
     * @param since
     *            those that arrived then or later
     * @param before
     *            those that stand behind this one in the list: where the page before ended
     */
    public record Filter(Optional<String> feed, Optional<MessageState> state, Optional<Instant> since,
            Optional<Place> before, int limit) {
    }

    /** Where a message stands in a list. */
    public record Place(Instant received, UUID id) {
    }

    /** The message, when it is the caller's. */
    public Optional<KeptMessage> find(Caller caller, UUID id) {
        return reader.read(caller, transaction -> find(transaction, id));
    }

    /** References to what a message created, changed or deleted: the targets of its Provenance and of its replays'. */
    public List<String> listTargets(Caller caller, KeptMessage message) {
        List<ResourceKey> provenances = Stream
                .concat(Stream.of(message.id()),
                        IntStream.rangeClosed(2, Math.min(message.attempts(), MOST_REPLAYS_TOLD))
                                .mapToObj(attempt -> Provenances.idOfReplay(message.id(), attempt)))
                .map(id -> new ResourceKey("Provenance", id.toString()))
                .toList();
        return reader.read(caller, transaction -> resources.findAll(transaction, provenances))
                .stream()
                .flatMap(MessageLog::targets)
                .distinct()
                .toList();
    }

    public List<KeptMessage> list(Caller caller, Filter filter) {
        return reader.read(caller, transaction -> list(transaction, filter));
    }

    /** A message's bytes as they came, which tells of a person and is audited so; empty when they are gone. */
    public Optional<byte[]> findRaw(Caller caller, UUID id) {
        List<String> patients = find(caller, id)
                .map(message -> listTargets(caller, message).stream()
                        .filter(target -> target.startsWith("Patient/"))
                        .map(target -> target.substring("Patient/".length()))
                        .toList())
                .orElse(List.of());
        return reader.read(caller, transaction -> own(transaction, transaction.jdbc()
                .sql("""
                        SELECT m.raw, m.raw_format FROM message m JOIN feed f ON f.id = m.feed
                        WHERE m.id = :id AND m.raw IS NOT NULL AND (:all OR f.organisation = :own)""")
                .param("id", id))
                .query((row, number) -> new RawBytes(row.getInt("raw_format"), row.getBytes("raw")).document())
                .optional()
                .map(document -> {
                    transaction.release().person(patients);
                    return document;
                }));
    }

    private static Optional<KeptMessage> find(ReadTransaction transaction, UUID id) {
        return own(transaction, transaction.jdbc()
                .sql("SELECT " + KeptMessage.COLUMNS + """
                         FROM message m JOIN feed f ON f.id = m.feed
                        WHERE m.id = :id AND (:all OR f.organisation = :own)""")
                .param("id", id)).query(KeptMessage::read).optional();
    }

    private static List<KeptMessage> list(ReadTransaction transaction, Filter filter) {
        Optional<Timestamp> since = filter.since().map(Timestamp::from);
        Optional<Place> before = filter.before();
        // Feed by feed, so that each page is read from the end of an index.
        return own(transaction, transaction.jdbc()
                .sql("SELECT " + KeptMessage.COLUMNS + """
                         FROM feed f CROSS JOIN LATERAL (
                          SELECT * FROM message m
                          WHERE m.feed = f.id
                            AND m.received >= coalesce(:since::timestamptz, '-infinity')
                            AND (m.received, m.id) < (coalesce(:beforeTime::timestamptz, 'infinity'), :beforeId::uuid)
                        """ + filter.state().map(state -> " AND m.state = '" + state + "'").orElse("") + """
                          ORDER BY m.received DESC, m.id DESC LIMIT :limit) m
                        WHERE (:all OR f.organisation = :own) AND f.code = coalesce(:feed, f.code)
                        ORDER BY m.received DESC, m.id DESC LIMIT :limit""")
                .param("feed", filter.feed().orElse(null))
                .param("since", since.orElse(null))
                .param("beforeTime", before.map(Place::received).map(Timestamp::from).orElse(null))
                .param("beforeId", before.map(Place::id).orElseGet(() -> new UUID(-1, -1)))
                .param("limit", filter.limit())).query(KeptMessage::read).list();
    }

    private static StatementSpec own(ReadTransaction transaction, StatementSpec statement) {
        Caller caller = transaction.caller();
        return statement.param("all", caller.everything()).param("own", caller.organisation().orElse(""));
    }

    private static Stream<String> targets(StoredResource provenance) {
        JsonNode tree = JsonMapper.shared().readTree(provenance.json());
        return tree.path("target").valueStream().map(target -> target.path("reference").asString(""));
    }
}
