package org.tributary.hub.fhir.subscription;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.tributary.hub.TestDatabase;
import org.tributary.hub.access.Agreements;
import org.tributary.hub.access.Agreements.Agreement;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.DatabaseConfiguration;
import org.tributary.hub.access.Purpose;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.ingest.CommitLine;
import org.tributary.hub.ops.TestHub;
import org.tributary.hub.store.ResourceBody;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceReader;
import org.tributary.hub.store.ResourceWrite;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The hub without its web server, and its dispatcher started and stopped by the test. */
final class SubscribedHub implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private AtomicBoolean going = new AtomicBoolean();
    private Thread dispatcher = new Thread();

    private SubscribedHub(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static SubscribedHub start(String... properties) {
        List<String> arguments = new ArrayList<>(List.of("--tributary.mllp.port=-1", "--logging.level.root=WARN",
                "--tributary.subscriptions.targets=localhost,10.9.8.7"));
        for (String property : TestDatabase.create().properties()) {
            arguments.add("--" + property);
        }
        for (String property : properties) {
            arguments.add("--" + property);
        }
        SubscribedHub hub = new SubscribedHub(new SpringApplicationBuilder(Core.class).web(WebApplicationType.NONE)
                .run(arguments.toArray(String[]::new)));
        hub.startDispatcher();
        return hub;
    }

    /** Not a component itself: tests of the whole hub must not pick it up. */
    @Import(DatabaseConfiguration.class)
    @ComponentScan({"org.tributary.hub.store", "org.tributary.hub.identity", "org.tributary.hub.pathway",
            "org.tributary.hub.ingest", "org.tributary.hub.conformance", "org.tributary.hub.fhir"})
    static class Core {
    }

    <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    void startDispatcher() {
        AtomicBoolean on = new AtomicBoolean(true);
        going = on;
        dispatcher = Thread.ofPlatform().start(() -> {
            while (on.get()) {
                get(Dispatcher.class).run(on::get);
                LockSupport.parkNanos(20_000_000);
            }
        });
    }

    /** As when a node stops: what was not answered yet counts for nothing. */
    void stopDispatcher() throws InterruptedException {
        going.set(false);
        dispatcher.interrupt();
        dispatcher.join();
    }

    /** Writes resources one after the other, as an organisation does over REST. */
    void write(String organisation, String... resources) {
        for (String resource : resources) {
            get(CommitLine.class).write(TestHub.carer(organisation), List.of(put(resource)));
        }
    }

    void delete(String organisation, String type, String id) {
        get(CommitLine.class).write(TestHub.carer(organisation),
                List.of(new ResourceWrite.Delete(new ResourceKey(type, id), OptionalInt.empty())));
    }

    void subscribe(String organisation, String id, String criteria, String endpoint, String... channel) {
        write(organisation, subscription(id, "requested", criteria, endpoint, channel));
    }

    /** Further members of the channel as JSON. */
    static String subscription(String id, String status, String criteria, String endpoint, String... channel) {
        return """
                {"resourceType":"Subscription","id":"%s","status":"%s","reason":"A test","criteria":"%s",
                 "channel":{"type":"rest-hook","endpoint":"%s"%s}}""".formatted(id, status, criteria, endpoint,
                String.join("", Arrays.stream(channel).map(member -> "," + member).toList()));
    }

    static String observation(String id, String status, String code) {
        return """
                {"resourceType":"Observation","id":"%s","status":"%s","code":{"coding":[{"code":"%s"}]}}"""
                .formatted(id, status, code);
    }

    void agree(String publisher, String receiver, boolean open) {
        Agreement agreement = new Agreement(publisher, receiver, Purpose.DIRECT_CARE);
        get(CommitLine.class).change(transaction -> {
            if (open) {
                get(Agreements.class).add(transaction, agreement);
            } else {
                get(Agreements.class).remove(transaction, agreement);
            }
            return agreement;
        });
    }

    JsonNode read(String type, String id) {
        return JsonMapper.shared()
                .readTree(get(ReaderDatabase.class)
                        .read(Caller.hub(),
                                transaction -> get(ResourceReader.class).find(transaction, new ResourceKey(type, id)))
                        .orElseThrow()
                        .json());
    }

    String status(String id) {
        return read("Subscription", id).path("status").asString();
    }

    SubscriptionTable.Report report(String id) {
        Optional<SubscriptionTable.Report> report = get(ReaderDatabase.class).read(Caller.hub(),
                transaction -> get(SubscriptionTable.class).findReport(transaction, id));
        return report.orElseThrow();
    }

    /** Waits until a Subscription has looked at all there is and has told all it has to tell. */
    boolean isQuiet(String id) {
        return get(ReaderDatabase.class).read(Caller.hub(), transaction -> {
            Standing standing = get(SubscriptionTable.class).findRunning(transaction, id).orElseThrow();
            return get(org.tributary.hub.store.ChangeFeed.class).findHead(transaction)
                    .filter(head -> standing.position().compareTo(head) < 0)
                    .isEmpty() && get(SubscriptionTable.class).findReport(transaction, id).orElseThrow().pending() == 0;
        });
    }

    private static ResourceWrite put(String json) {
        ResourceBody body = switch (ResourceBody.parse(json.getBytes(StandardCharsets.UTF_8))) {
            case ResourceBody.Valid valid -> valid.body();
            case ResourceBody.Invalid invalid -> throw new AssertionError(invalid.problems());
        };
        return new ResourceWrite.Put(new ResourceKey(body.type(), body.id().orElseThrow()), body, OptionalInt.empty());
    }

    @Override
    public void close() throws Exception {
        stopDispatcher();
        context.close();
    }
}
