package org.tributary.hub.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.hub.FreePort;
import org.tributary.hub.Seed;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.ingest.Admissions;
import org.tributary.hub.ingest.Feed;
import org.tributary.mapping.CareSetting;

/**
 * Every positively acknowledged HL7 message is stored, with one effect: senders on several connections, who send again
 * whatever was not answered, while hub and PostgreSQL are killed with {@code kill -9} and acknowledgements are cut off.
 * A quarter of the full size, which {@code -Dtributary.test.full=true} asks for. This shows the death of processes, not
 * the loss of power.
 */
class KilledIntakeTest {

    private static final int SCALE = Boolean.getBoolean("tributary.test.full") ? 4 : 1;

    /** What is sent, and what happens meanwhile. */
    private record Plan(int messages, int connections, int hubKills, int postgresKills, int cuts, long seed) {
    }

    @Test
    void whatWasAcknowledgedIsStoredOnce(@TempDir Path folder) throws Exception {
        Plan plan = new Plan(5_000 * SCALE, 10 * SCALE, 25 * SCALE, 25 * SCALE, 125 * SCALE, Seed.get());
        Run run = new Run(plan, folder, false);
        run.sendAndStop();
        try (TestHub hub = TestHub.start(); TestHub killed = run.look()) {
            Feed feed = hub.addFeed("acute", "RZ8", CareSetting.ACUTE, "hl7v2", Admissions.SENDER);
            run.messages()
                    .forEach(all -> all.forEach(
                            message -> hub.intake().receive(feed, "mllp", Admissions.bytes(message))));
            assertThat(run.acknowledged()).as("seed %d", plan.seed()).hasSize(plan.messages());
            assertThat(lost(killed, run.acknowledged())).as("lost, seed %d", plan.seed()).isEmpty();
            assertThat(twice(killed)).as("kept twice, seed %d", plan.seed()).isEmpty();
            assertThat(versions(killed)).as("effects, seed %d", plan.seed()).isEqualTo(versions(hub));
            assertThat(killed.digest()).as("digest, seed %d", plan.seed()).isEqualTo(hub.digest());
        } finally {
            run.postgres.kill();
        }
    }

    @Test
    void aHubThatAnswersBeforeItCommitsIsCaught(@TempDir Path folder) throws Exception {
        Run run = new Run(new Plan(400, 4, 3, 0, 0, Seed.get()), folder, true);
        run.sendAndStop();
        try (TestHub killed = run.look()) {
            assertThat(lost(killed, run.acknowledged())).isNotEmpty();
        } finally {
            run.postgres.kill();
        }
    }

    private static Set<String> lost(TestHub hub, Set<String> acknowledged) {
        Set<String> lost = new TreeSet<>(acknowledged);
        hub.get(ReaderDatabase.class)
                .read(Caller.hub(), transaction -> transaction.jdbc()
                        .sql("""
                                SELECT DISTINCT c.control FROM contribution c JOIN message m ON m.id = c.message
                                WHERE m.state = 'COMMITTED'""")
                        .query(String.class)
                        .list())
                .forEach(lost::remove);
        return lost;
    }

    private static List<String> twice(TestHub hub) {
        return hub.get(ReaderDatabase.class)
                .read(Caller.hub(), transaction -> transaction.jdbc()
                        .sql("SELECT identity FROM message GROUP BY identity HAVING count(*) > 1")
                        .query(String.class)
                        .list());
    }

    /** Every resource with its number of versions: a second effect of a message would be one more. */
    private static Map<String, Integer> versions(TestHub hub) {
        Map<String, Integer> versions = new java.util.TreeMap<>();
        hub.get(ReaderDatabase.class)
                .read(Caller.hub(), transaction -> transaction.jdbc()
                        .sql("SELECT type, id, version FROM resource WHERE type IN ('Patient', 'Encounter')")
                        .query((row, number) -> versions.put(row.getString("type") + '/' + row.getString("id"),
                                row.getInt("version")))
                        .list());
        return versions;
    }

    /** One hub and one PostgreSQL under fire. */
    private static final class Run {

        private final Plan plan;
        private final List<List<String>> messages = new ArrayList<>();
        private final Set<String> cuts = ConcurrentHashMap.newKeySet();
        private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        private final AtomicBoolean failed = new AtomicBoolean();
        private final KillablePostgres postgres;
        private final KillableHub hub;
        private final int port;

        private Run(Plan plan, Path folder, boolean planted) throws IOException {
            this.plan = plan;
            System.out.println("KilledIntakeTest kills with seed " + plan.seed());
            Random random = new Random(plan.seed());
            int each = plan.messages() / plan.connections();
            for (int sender = 0; sender < plan.connections(); sender++) {
                List<String> own = new ArrayList<>();
                for (int number = 0; number < each; number += 2) {
                    int visit = sender * each + number;
                    own.add(Admissions.admission("K" + visit, visit));
                    own.add(Admissions.message("ADT^A03^ADT_A03", "K" + (visit + 1), visit, ""));
                }
                messages.add(own);
            }
            while (cuts.size() < plan.cuts()) {
                cuts.add("K" + random.nextInt(plan.messages()));
            }
            postgres = new KillablePostgres(folder.resolve("data"));
            port = FreePort.find();
            hub = new KillableHub(postgres.settings(), port, planted, folder.resolve("hub.log"));
        }

        private List<List<String>> messages() {
            return messages;
        }

        private Set<String> acknowledged() {
            return acknowledged;
        }

        private void sendAndStop() throws Exception {
            boolean sent = false;
            try {
                send();
                sent = true;
            } finally {
                hub.stop();
                if (!sent) {
                    postgres.kill();
                }
            }
        }

        private void send() throws Exception {
            try (ExecutorService pool = Executors.newFixedThreadPool(plan.connections() + 1)) {
                List<Future<?>> running = new ArrayList<>();
                for (List<String> own : messages) {
                    running.add(pool.submit(() -> {
                        new Sender(own).run();
                        return own;
                    }));
                }
                running.add(pool.submit(() -> {
                    kill();
                    return plan;
                }));
                for (Future<?> one : running) {
                    one.get();
                }
            }
        }

        /** Kills are spread over the messages, hub and PostgreSQL in turn. */
        private void kill() throws IOException, InterruptedException {
            int kills = plan.hubKills() + plan.postgresKills();
            for (int kill = 1; kill <= kills; kill++) {
                int after = plan.messages() * kill / (kills + 1);
                while (acknowledged.size() < after && !failed.get()) {
                    Thread.sleep(2);
                }
                if (plan.postgresKills() > 0 && kill % 2 == 0) {
                    postgres.killAndStartAgain();
                } else {
                    hub.killAndStartAgain();
                }
            }
        }

        /** A hub without doors on what the killed one left. */
        private TestHub look() {
            return TestHub.start(postgres.settings());
        }

        /** Sends its messages one after the other, each until it is acknowledged. */
        private final class Sender {

            private final List<String> own;

            private Sender(List<String> own) {
                this.own = own;
            }

            private void run() throws InterruptedException {
                int next = 0;
                while (next < own.size()) {
                    try (Socket socket = new Socket("127.0.0.1", port)) {
                        socket.setSoTimeout(60_000);
                        while (next < own.size() && exchange(socket, own.get(next))) {
                            next++;
                        }
                    } catch (IOException e) {
                        // The hub is away: it will come back.
                    }
                    Thread.sleep(20);
                }
            }

            private boolean exchange(Socket socket, String message) throws IOException {
                String control = message.split("\\|")[9];
                KillableHub.writeFrame(socket.getOutputStream(), Admissions.bytes(message));
                if (cuts.remove(control)) {
                    throw new IOException("The acknowledgement is cut off");
                }
                String answer = new String(KillableHub.readFrame(socket.getInputStream()), StandardCharsets.UTF_8);
                boolean accepted = answer.contains("MSA|AA|" + control);
                if (accepted) {
                    acknowledged.add(control);
                } else if (answer.contains("MSA|AE|")) {
                    failed.set(true);
                    throw new AssertionError("A sound message was refused: " + answer);
                }
                return accepted;
            }
        }
    }
}
