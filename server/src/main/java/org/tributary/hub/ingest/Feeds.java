package org.tributary.hub.ingest;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.Scopes;
import org.tributary.hub.access.Scopes.Publication;
import org.tributary.hub.access.WriteTransaction;
import org.tributary.mapping.CareSetting;

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

    private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final Pattern ORGANISATION = Pattern.compile("[A-Za-z0-9]{2,10}");

    /**
     * What an operator says of a feed.
     *
     * @param validation
     *            none leaves it as it is, and off for a new feed
     */
    public record NewFeed(String code, String organisation, CareSetting setting, String format,
            List<String> senders, Optional<Validation> validation) {

        public NewFeed(String code, String organisation, CareSetting setting, String format, List<String> senders) {
            this(code, organisation, setting, format, senders, Optional.empty());
        }

        public NewFeed {
            senders = List.copyOf(senders);
            if (!CODE.matcher(code).matches()) {
                throw FeedRefused.badCode(code);
            }
            if (!ORGANISATION.matcher(organisation).matches()) {
                throw FeedRefused.badOrganisation(organisation);
            }
        }
    }

    /** The feed of what an organisation writes over FHIR. */
    static NewFeed overRest(String organisation) {
        return new NewFeed("rest-" + organisation.toLowerCase(Locale.ROOT), organisation, CareSetting.OTHER, FHIR_R4,
                List.of());
    }

    private static final String SELECT = """
            SELECT f.id, f.code, f.organisation, f.setting, f.format, f.validation, f.scope,
                   ARRAY(SELECT s.sender FROM feed_sender s WHERE s.feed = f.id ORDER BY s.sender) AS senders
            FROM feed f""";

    private final ReaderDatabase reader;
    private final Scopes scopes;

    Feeds(ReaderDatabase reader, Scopes scopes) {
        this.reader = reader;
        this.scopes = scopes;
    }

    public Optional<Feed> find(String code) {
        return reader.read(Caller.hub(), transaction -> find(transaction.jdbc(), code));
    }

    /** The feed that an HL7 sender, {@code APP^FACILITY}, belongs to. */
    public Optional<Feed> findBySender(String sender) {
        return reader.read(Caller.hub(),
                transaction -> transaction.jdbc()
                        .sql(SELECT + " WHERE f.id = (SELECT feed FROM feed_sender WHERE sender = :sender)")
                        .param("sender", sender)
                        .query(Feeds::feed)
                        .optional());
    }

    /** All feeds, by code. */
    public List<Feed> list() {
        return reader.read(Caller.hub(),
                transaction -> transaction.jdbc().sql(SELECT + " ORDER BY f.code").query(Feeds::feed).list());
    }

    /**
     * Adds a feed, or gives back the one that is there already just so; senders it did not have are added to it, and
     * its validation becomes what is said.
     *
     * @throws FeedRefused
     *             when a feed of this code is another, or a sender belongs to another feed
     */
    Feed add(WriteTransaction transaction, NewFeed feed) {
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
        for (String sender : feed.senders()) {
            addSender(jdbc, stored, sender);
        }
        feed.validation().ifPresent(validation -> setValidation(jdbc, stored, validation));
        return find(jdbc, feed.code()).orElseThrow();
    }

    /** A feed as it is now. */
    Feed current(WriteTransaction transaction, Feed known) {
        return find(transaction.jdbc(), known.code()).orElseThrow();
    }

    private static void setValidation(JdbcClient jdbc, Feed feed, Validation validation) {
        jdbc.sql("UPDATE feed SET validation = :validation WHERE id = :feed")
                .param("validation", validation.code())
                .param("feed", feed.id())
                .update();
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
                Validation.findByCode(row.getString("validation")).orElseThrow(), row.getInt("scope"));
    }
}
