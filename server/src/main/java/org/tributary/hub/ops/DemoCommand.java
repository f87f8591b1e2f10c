package org.tributary.hub.ops;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.tributary.hub.access.Agreements;
import org.tributary.hub.access.Agreements.Agreement;
import org.tributary.hub.access.Purpose;
import org.tributary.hub.access.signin.DevelopmentAccess;
import org.tributary.hub.access.signin.DevelopmentDirectory;
import org.tributary.hub.ingest.CommitLine;
import org.tributary.hub.ingest.Feeds.NewFeed;
import org.tributary.hub.ops.BoroughSender.Tally;
import org.tributary.hub.ops.synth.Borough;
import org.tributary.hub.ops.synth.SyntheticDocument;
import org.tributary.hub.ops.synth.SyntheticFeed;
import org.tributary.mapping.CareSetting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the hub, sends it a synthetic borough by its real doors, and shows what to look at. */
@Command(name = "demo", mixinStandardHelpOptions = true, description = "Run the hub with a synthetic borough that is sent through its real doors.")
final class DemoCommand implements Callable<Integer> {

    /** The integrated care board, for which the demo's coordinator and analyst work. Invented. */
    private static final String CARE_SYSTEM = "QZ9";

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Option(names = "--people", defaultValue = "200", description = "How many people (default: ${DEFAULT-VALUE}).")
    private int people;

    @Option(names = "--seed", defaultValue = "1", description = "The same seed gives the same borough (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--port", defaultValue = "${env:TRIBUTARY_PORT:-8080}", description = "HTTP port (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--mllp-port", defaultValue = "${env:TRIBUTARY_MLLP_PORT:-2575}", description = "MLLP port (default: ${DEFAULT-VALUE}).")
    private int mllpPort;

    @Option(names = "--once", description = "Check what came of it and exit: 0 when all is as it must be, else 1.")
    private boolean once;

    @Override
    public Integer call() throws Exception {
        Borough borough = Borough.generate(people, seed);
        RunningHub hub = start(borough);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            hub.close();
            stopped.countDown();
        }));
        prepare(hub, borough.feeds());
        DevelopmentAccess access = DevelopmentAccess.read(accessFolder());
        BoroughSender sender = new BoroughSender(address(hub), hub.mllpPort(), token(access));
        List<SyntheticDocument> documents = borough.documents().toList();
        System.out.printf("Sending %,d documents of %,d people%n", documents.size(), people);
        Map<SyntheticFeed, Tally> tallies = sender.send(borough.feeds(), documents, progress(documents.size()));
        show(tallies);
        BoroughCheck check = new BoroughCheck(hub, borough, address(hub), token(access));
        showPeople(hub.port(), check.peopleWorthOpening());
        if (once) {
            List<String> failures = new ArrayList<>(check.run(tallies));
            failures.addAll(check.sendAgain(sender, documents));
            failures.forEach(failure -> System.out.println("FAILED: " + failure));
            System.out.println(failures.isEmpty() ? "All is as it must be." : failures.size() + " checks failed.");
            return failures.isEmpty() ? 0 : 1;
        }
        showSignIn(access);
        System.out.println("Tributary is ready: http://localhost:" + hub.port());
        stopped.await();
        return 0;
    }

    private Path accessFolder() {
        return database.data().resolve("access");
    }

    private static URI address(RunningHub hub) {
        return URI.create("http://localhost:" + hub.port());
    }

    private RunningHub start(Borough borough) {
        Map<String, Object> options = new HashMap<>();
        options.put("server.port", port);
        options.put("server.address", "127.0.0.1");
        options.put("tributary.mllp.port", mllpPort);
        options.put("tributary.access.development-issuer", true);
        options.put("tributary.access.development-directory", accessFolder().toString());
        options.put("logging.level.root", "WARN");
        DevelopmentDirectory directory = DevelopmentDirectory.borough(organisation(borough, CareSetting.PRIMARY),
                organisation(borough, CareSetting.ACUTE), organisation(borough, CareSetting.SOCIAL), CARE_SYSTEM);
        return RunningHub.start(database.open(), options, directory);
    }

    private static String organisation(Borough borough, CareSetting setting) {
        return borough.feeds()
                .stream()
                .filter(feed -> feed.setting().equals(setting.code()))
                .findFirst()
                .orElseThrow()
                .organisation();
    }

    /** Feeds for all sources, and for direct care an agreement from each of them to everyone. */
    private static void prepare(RunningHub hub, List<SyntheticFeed> feeds) {
        CommitLine commitLine = hub.context().getBean(CommitLine.class);
        for (SyntheticFeed feed : feeds) {
            commitLine.addFeed(new NewFeed(feed.code(), feed.organisation(),
                    CareSetting.findByCode(feed.setting()).orElseThrow(), feed.format(), feed.senders()));
        }
        Agreements agreements = hub.context().getBean(Agreements.class);
        List<String> receivers = new ArrayList<>(feeds.stream().map(SyntheticFeed::organisation).toList());
        receivers.add(CARE_SYSTEM);
        commitLine.change(transaction -> {
            for (SyntheticFeed feed : feeds) {
                for (String receiver : receivers) {
                    agreements.add(transaction, new Agreement(feed.organisation(), receiver, Purpose.DIRECT_CARE));
                }
            }
            return receivers;
        });
    }

    private static String token(DevelopmentAccess access) {
        return switch (access.token("demo-loader")) {
            case DevelopmentAccess.Token token -> token.value();
            case DevelopmentAccess.NoToken none -> throw new StartUpFailure(none.reason());
        };
    }

    private static IntConsumer progress(int all) {
        boolean terminal = System.getenv("TRIBUTARY_TERMINAL") != null;
        int step = terminal ? Math.max(1, all / 200) : Math.max(1, all / 5);
        return answered -> {
            if (answered % step == 0) {
                System.err.printf(terminal ? "\r\u001b[K%,d of %,d" : "%,d of %,d%n", answered, all);
            }
            if (terminal && answered == all) {
                System.err.print("\r\u001b[K");
            }
        };
    }

    private static void show(Map<SyntheticFeed, Tally> tallies) {
        System.out.printf("%n%-32s %-14s %9s %9s %9s%n", "source", "format", "sent", "accepted", "rejected");
        tallies.forEach((feed, tally) -> System.out.printf("%-32s %-14s %,9d %,9d %,9d%n", feed.organisationName(),
                feed.format(), tally.documents, tally.accepted, tally.rejected));
    }

    private static void showPeople(int port, Map<String, @Nullable String> people) {
        System.out.println("\nPeople worth opening:");
        people.forEach((key, person) -> System.out
                .println("  http://localhost:" + port + "/people/" + (person == null ? "(not found)" : person)));
    }

    private static void showSignIn(DevelopmentAccess access) {
        System.out.println("\nSign in as:");
        access.passwords()
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> System.out.printf("  %-14s %s%n", entry.getKey(), entry.getValue()));
        System.out.println("Tokens for curl: ./tributary token --client gp-system\n");
    }
}
