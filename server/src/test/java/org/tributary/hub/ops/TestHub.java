package org.tributary.hub.ops;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;
import org.tributary.hub.TestDatabase;
import org.tributary.hub.access.Agreements;
import org.tributary.hub.access.Agreements.Agreement;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.DatabaseSettings;
import org.tributary.hub.access.Purpose;
import org.tributary.hub.access.Role;
import org.tributary.hub.access.SmartScope;
import org.tributary.hub.ingest.CommitLine;
import org.tributary.hub.ingest.Feed;
import org.tributary.hub.ingest.Feeds.NewFeed;
import org.tributary.hub.ingest.Intake;
import org.tributary.hub.ingest.IntakeOutcome;
import org.tributary.hub.ops.synth.Borough;
import org.tributary.hub.ops.synth.SyntheticDocument;
import org.tributary.mapping.CareSetting;

/** The hub without doors on a database of its own. */
public final class TestHub implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private TestHub(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static TestHub start() {
        return start(TestDatabase.create());
    }

    /** On a database that somebody else made. */
    static TestHub start(DatabaseSettings database) {
        return new TestHub(HubCore.start(Map.of("tributary.database.url", database.url(),
                "tributary.database.writer-password", database.writerPassword(),
                "tributary.database.reader-password", database.readerPassword())));
    }

    /**
     * @param settings
     *            further ones, as {@code name=value}
     */
    public static TestHub start(TestDatabase database, String... settings) {
        Map<String, Object> properties = new HashMap<>();
        Stream.concat(Arrays.stream(database.properties()), Arrays.stream(settings)).forEach(property -> {
            int equals = property.indexOf('=');
            properties.put(property.substring(0, equals), property.substring(equals + 1));
        });
        return new TestHub(HubCore.start(properties));
    }

    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    public Intake intake() {
        return get(Intake.class);
    }

    public Feed addFeed(String code, String organisation, CareSetting setting, String format, String... senders) {
        return get(CommitLine.class).addFeed(new NewFeed(code, organisation, setting, format, List.of(senders)));
    }

    /** The feeds of a borough, by code. */
    public Map<String, Feed> addFeeds(Borough borough) {
        Map<String, Feed> feeds = new HashMap<>();
        borough.feeds()
                .forEach(feed -> feeds.put(feed.code(), addFeed(feed.code(), feed.organisation(),
                        CareSetting.findByCode(feed.setting()).orElseThrow(), feed.format(),
                        feed.senders().toArray(String[]::new))));
        return feeds;
    }

    /** Sends a document by its feed. */
    public IntakeOutcome send(Map<String, Feed> feeds, SyntheticDocument document) {
        return intake().receive(Objects.requireNonNull(feeds.get(document.feed())), "http", document.bytes());
    }

    public void agree(String publisher, String receiver) {
        Agreement agreement = new Agreement(publisher, receiver, Purpose.DIRECT_CARE);
        get(CommitLine.class).change(transaction -> {
            get(Agreements.class).add(transaction, agreement);
            return agreement;
        });
    }

    public void disagree(String publisher, String receiver) {
        get(CommitLine.class).change(transaction -> get(Agreements.class).remove(transaction,
                new Agreement(publisher, receiver, Purpose.DIRECT_CARE)));
    }

    public String digest() {
        return get(Digest.class).compute();
    }

    /** Someone who gives direct care for an organisation. */
    public static Caller carer(String organisation) {
        return new Caller("carer", Optional.of(organisation), Role.CLINICIAN, Purpose.DIRECT_CARE,
                Set.of(SmartScope.ALL), false);
    }

    @Override
    public void close() {
        context.close();
    }
}
