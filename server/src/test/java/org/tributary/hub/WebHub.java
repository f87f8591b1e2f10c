package org.tributary.hub;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.tributary.hub.access.Agreements;
import org.tributary.hub.access.Agreements.Agreement;
import org.tributary.hub.access.Purpose;
import org.tributary.hub.access.signin.DevelopmentDirectory;
import org.tributary.hub.ingest.CommitLine;
import org.tributary.hub.ops.TestHub;
import org.tributary.hub.store.ResourceBody;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceWrite;

/** The whole hub, doors and pages, on a free port and a database of its own. */
public final class WebHub implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final String origin;

    private WebHub(ConfigurableApplicationContext context, String origin) {
        this.context = context;
        this.origin = origin;
    }

    /** Without sign-in. */
    public static WebHub open() {
        return start(new DevelopmentDirectory(List.of(), List.of()), "tributary.access.open=true");
    }

    /** With a sign-in of its own. */
    public static WebHub start(DevelopmentDirectory directory, String... properties) {
        return startOn(TestDatabase.create(), directory, properties);
    }

    /** With a sign-in of its own, at a moment at which time stands still. */
    public static WebHub startAt(Instant now, DevelopmentDirectory directory, String... properties) {
        return startOn(TestDatabase.create(), directory, Optional.of(Clock.fixed(now, ZoneOffset.UTC)), properties);
    }

    /** One of several nodes on a database. */
    public static WebHub startOn(TestDatabase database, DevelopmentDirectory directory, String... properties) {
        return startOn(database, directory, Optional.empty(), properties);
    }

    private static WebHub startOn(TestDatabase database, DevelopmentDirectory directory, Optional<Clock> clock,
            String... properties) {
        int port = FreePort.find();
        List<String> arguments = new ArrayList<>(List.of("--server.port=" + port, "--server.address=127.0.0.1",
                "--tributary.mllp.port=0", "--logging.level.root=WARN"));
        for (String property : database.properties()) {
            arguments.add("--" + property);
        }
        for (String property : properties) {
            arguments.add("--" + property);
        }
        ConfigurableApplicationContext context = new SpringApplicationBuilder(Hub.class).bannerMode(Banner.Mode.OFF)
                .registerShutdownHook(false)
                .initializers(fresh -> {
                    GenericApplicationContext beans = (GenericApplicationContext) fresh;
                    beans.registerBean(DevelopmentDirectory.class, () -> directory);
                    clock.ifPresent(fixed -> beans.registerBean("standingClock", Clock.class, () -> fixed,
                            bean -> bean.setPrimary(true)));
                })
                .run(arguments.toArray(String[]::new));
        return new WebHub(context, "http://localhost:" + port);
    }

    /** Scheme, host and port. */
    public String origin() {
        return origin;
    }

    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    /** Writes R4 resources as a publisher does over REST. */
    public void write(String organisation, String... resources) {
        get(CommitLine.class).write(TestHub.carer(organisation),
                Arrays.stream(resources).map(WebHub::put).toList());
    }

    /** Opens a publisher's records for direct care. */
    public void agree(String publisher, String receiver) {
        Agreement agreement = new Agreement(publisher, receiver, Purpose.DIRECT_CARE);
        get(CommitLine.class).change(transaction -> {
            get(Agreements.class).add(transaction, agreement);
            return agreement;
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
    public void close() {
        context.close();
    }
}
