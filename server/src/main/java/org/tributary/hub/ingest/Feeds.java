package org.tributary.hub.ingest;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReadStatement;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.Scopes;
import org.tributary.hub.access.Scopes.Publication;
import org.tributary.hub.access.WriteTransaction;
import org.tributary.mapping.CareSetting;
import org.tributary.mapping.MapperOptions;
import tools.jackson.databind.json.JsonMapper;

/**
 * The feeds the hub knows. Feeds are configuration, not record data: every caller may know of them.
 *
 * <p>
 * Owns the tables {@code feed} and {@code feed_sender}.
 */
@Component
public final class Feeds {

    /** The format of feeds whose documents are R4 resources already. */
    public static final String FHIR_R4 = "fhir-r4";

    static final String REST_PREFIX = "rest-";

    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * What an operator says of a feed. What is not said of validation, door, zone and options leaves them as they are;
     * a new feed is not validated, comes by any door, is of London's time and has no options.
     *
     * @param senders
     *            {@code APP^FACILITY}
     */
    public record NewFeed(String code, String organisation, CareSetting setting, String format,
            List<String> senders, Optional<Validation> validation, Optional<Door> door, Optional<ZoneId> zone,
            Optional<MapperOptions> options) {

        public NewFeed(String code, String organisation, CareSetting setting, String format, List<String> senders) {
            this(code, organisation, setting, format, senders, Optional.empty());
        }

        public NewFeed(String code, String organisation, CareSetting setting, String format, List<String> senders,
                Optional<Validation> validation) {
            this(code, organisation, setting, format, senders, validation, Optional.empty(), Optional.empty(),
                    Optional.empty());
        }

        public NewFeed {
            senders = List.copyOf(senders);
            FeedRules.checkCode(code);
            FeedRules.checkOrganisation(organisation);
            senders.forEach(FeedRules::checkSender);
            options.ifPresent(FeedRules::checkOptions);
        }
    }

    /**
     * What an operator changes of a feed; what is empty stays. Code, organisation, setting and format never change: ids
     * and scopes of its records rest on them.
     *
     * @param senders
     *            all that it shall have
     */
    public record FeedChange(Optional<List<String>> senders, Optional<Validation> validation, Optional<Door> door,
            Optional<ZoneId> zone, Optional<MapperOptions> options) {

        public FeedChange {
            senders = senders.map(List::copyOf);
            senders.ifPresent(all -> all.forEach(FeedRules::checkSender));
            options.ifPresent(FeedRules::checkOptions);
        }
    }

    /** The feed of what an organisation writes over FHIR. */
    static NewFeed overRest(String organisation) {
        return new NewFeed(REST_PREFIX + organisation.toLowerCase(Locale.ROOT), organisation, CareSetting.OTHER,
                FHIR_R4, List.of());
    }

    private static final String SELECT = """
            SELECT f.id, f.code, f.organisation, f.setting, f.format, f.validation, f.scope, f.door, f.zone, f.options,
                   f.paused IS NOT NULL AS is_paused,
                   ARRAY(SELECT s.sender FROM feed_sender s WHERE s.feed = f.id ORDER BY s.sender) AS senders
            FROM feed f""";

    private final ReaderDatabase reader;
    private final Scopes scopes;
    private final SourceMappers mappers;
    private final Set<String> formats = new TreeSet<>(Set.of(FHIR_R4));

    Feeds(ReaderDatabase reader, Scopes scopes, SourceMappers mappers) {
        this.reader = reader;
        this.scopes = scopes;
        this.mappers = mappers;
        formats.addAll(mappers.formats());
    }

    public Optional<Feed> find(String code) {
        return reader.read(Caller.hub(), transaction -> find(transaction.jdbc(), code));
    }

    /** The feed that an HL7 sender, {@code APP^FACILITY}, belongs to. */
    public Optional<Feed> findBySender(String sender) {
        return reader
                .query(Caller.hub(),
                        ReadStatement.of(SELECT + " WHERE f.id = (SELECT feed FROM feed_sender WHERE sender = ?)",
                                sender),
                        (release, row) -> feed(row, 0))
                .orElseThrow()
                .stream()
                .findFirst();
    }

    /** All feeds, by code. */
    public List<Feed> list() {
        return reader.read(Caller.hub(),
                transaction -> transaction.jdbc().sql(SELECT + " ORDER BY f.code").query(Feeds::feed).list());
    }

    /**
     * Adds a feed, or gives back the one that is there already just so; senders it did not have are added to it, and
     * what else is said of it is changed.
     *
     * @throws FeedRefused
     *             when a feed of this code is another, a sender belongs to another feed, or no mapper has the format
     */
    public Feed add(WriteTransaction transaction, NewFeed feed) {
        if (!formats.contains(feed.format())) {
            throw FeedRefused.unknownFormat(feed.format(), formats);
        }
        int scope = scopes.scopeOf(transaction, Publication.of(feed.organisation(), feed.setting().code()));
        JdbcClient jdbc = transaction.jdbc();
        jdbc.sql("""
                INSERT INTO feed (code, organisation, setting, format, scope)
                VALUES (:code, :organisation, :setting, :format, :scope)
                ON CONFLICT (code) DO NOTHING""")
                .param("code", feed.code())
                .param("organisation", feed.organisation())
                .param("setting", feed.setting().code())
                .param("format", feed.format())
                .param("scope", scope)
                .update();
        Feed stored = find(jdbc, feed.code()).orElseThrow();
        if (!stored.organisation().equals(feed.organisation()) || stored.setting() != feed.setting()
                || !stored.format().equals(feed.format())) {
            throw FeedRefused.isAnother(stored);
        }
        feed.senders().forEach(sender -> addSender(jdbc, stored, sender));
        return change(jdbc, stored, new FeedChange(Optional.empty(), feed.validation(), feed.door(), feed.zone(),
                feed.options()));
    }

    /**
     * Changes a feed.
     *
     * @throws FeedRefused
     *             when there is none of this code, or a sender belongs to another
     */
    public Feed change(WriteTransaction transaction, String code, FeedChange change) {
        JdbcClient jdbc = transaction.jdbc();
        Feed stored = find(jdbc, code).orElseThrow(() -> FeedRefused.unknown(code));
        change.senders().ifPresent(senders -> {
            jdbc.sql("DELETE FROM feed_sender WHERE feed = :feed AND sender <> ALL (:senders)")
                    .param("feed", stored.id())
                    .param("senders", senders.toArray(String[]::new))
                    .update();
            senders.forEach(sender -> addSender(jdbc, stored, sender));
        });
        return change(jdbc, stored, change);
    }

    /** Turns a feed's documents away, or takes them again. */
    public Feed pause(WriteTransaction transaction, String code, boolean paused) {
        Feed stored = find(transaction.jdbc(), code).orElseThrow(() -> FeedRefused.unknown(code));
        if (stored.isOverRest()) {
            throw FeedRefused.cannotPause(code);
        }
        transaction.jdbc()
                .sql("UPDATE feed SET paused = CASE WHEN :paused THEN coalesce(paused, now()) END WHERE id = :feed")
                .param("paused", paused)
                .param("feed", stored.id())
                .update();
        return find(transaction.jdbc(), code).orElseThrow();
    }

    /** A feed as it is now. */
    Feed current(WriteTransaction transaction, Feed known) {
        return find(transaction.jdbc(), known.code()).orElseThrow();
    }

    private Feed change(JdbcClient jdbc, Feed feed, FeedChange change) {
        change.options()
                .ifPresent(options -> FeedRules.checkRead(feed.format(), options, mappers.optionsRead(feed.format())));
        if (change.validation().isEmpty() && change.door().isEmpty() && change.zone().isEmpty()
                && change.options().isEmpty()) {
            return find(jdbc, feed.code()).orElseThrow();
        }
        jdbc.sql("""
                UPDATE feed SET validation = :validation, door = :door, zone = :zone, options = :options::jsonb
                WHERE id = :feed""")
                .param("validation", change.validation().orElse(feed.validation()).code())
                .param("door", change.door().orElse(feed.door()).code())
                .param("zone", change.zone().orElse(feed.zone()).getId())
                .param("options", JSON.writeValueAsString(change.options().orElse(feed.options())))
                .param("feed", feed.id())
                .update();
        return find(jdbc, feed.code()).orElseThrow();
    }

    private static void addSender(JdbcClient jdbc, Feed feed, String sender) {
        jdbc.sql("INSERT INTO feed_sender (sender, feed) VALUES (:sender, :feed) ON CONFLICT DO NOTHING")
                .param("sender", sender)
                .param("feed", feed.id())
                .update();
        int owner = jdbc.sql("SELECT feed FROM feed_sender WHERE sender = :sender")
                .param("sender", sender)
                .query(Integer.class)
                .single();
        if (owner != feed.id()) {
            throw FeedRefused.senderTaken(sender);
        }
    }

    private static Optional<Feed> find(JdbcClient jdbc, String code) {
        return jdbc.sql(SELECT + " WHERE f.code = :code").param("code", code).query(Feeds::feed).optional();
    }

    private static Feed feed(ResultSet row, int number) throws SQLException {
        Array senders = row.getArray("senders");
        return new Feed(row.getInt("id"), row.getString("code"), row.getString("organisation"),
                CareSetting.findByCode(row.getString("setting")).orElseThrow(), row.getString("format"),
                List.of((String[]) senders.getArray()),
                Validation.findByCode(row.getString("validation")).orElseThrow(), row.getInt("scope"),
                Door.findByCode(row.getString("door")).orElseThrow(), ZoneId.of(row.getString("zone")),
                options(row.getString("options")), row.getBoolean("is_paused"));
    }

    private static MapperOptions options(String json) {
        return json.equals("{}") ? MapperOptions.NONE : JSON.readValue(json, MapperOptions.class);
    }
}
