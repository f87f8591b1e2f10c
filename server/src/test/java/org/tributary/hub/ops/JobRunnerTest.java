package org.tributary.hub.ops;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tributary.hub.TestDatabase;
import org.tributary.hub.access.DatabaseSettings;
import org.tributary.hub.access.WriterDatabase;

/** Background jobs on a queue in PostgreSQL: asked for with a change, shared by nodes, and done though a node dies. */
class JobRunnerTest {

    private static final JobSettings QUICK = new JobSettings(4, Duration.ofMillis(50), Duration.ofMillis(500),
            Duration.ofSeconds(1));

    /** What a job is told. */
    record Order(String dish, int plates) {
    }

    private final TestDatabase database = TestDatabase.create();
    private final WriterDatabase writer = database.writer();
    private final Queue<String> done = new ConcurrentLinkedQueue<>();
    private final List<JobRunner> nodes = new java.util.ArrayList<>();

    @BeforeEach
    void makeMarks() {
        writer.write(transaction -> transaction.jdbc().sql("CREATE TABLE mark (made text)").update());
    }

    @AfterEach
    void stop() throws Exception {
        nodes.forEach(JobRunner::stop);
        writer.close();
    }

    private void node(Task<?>... tasks) {
        JobRunner node = new JobRunner(writer, List.of(tasks), QUICK, new SimpleMeterRegistry());
        node.start();
        nodes.add(node);
    }

    private OneTimeTask<Order> cook(String node) {
        return Tasks.oneTime("cook", Order.class)
                .execute((instance, context) -> done.add(node + ' ' + instance.getId() + ' ' + instance.getData()));
    }

    @Test
    void aJobIsThereWithTheChangeThatAskedForItAndNeverWithoutIt() {
        OneTimeTask<Order> task = cook("node");
        assertThatThrownBy(() -> writer.write(transaction -> {
            transaction.jobs().scheduleIfNotExists(task.instance("undone", new Order("soup", 1)), Instant.now());
            throw new IllegalStateException("The change failed");
        })).isInstanceOf(IllegalStateException.class);
        writer.write(transaction -> transaction.jobs()
                .scheduleIfNotExists(task.instance("wanted", new Order("soup", 2)), Instant.now()));

        node(task);

        await().atMost(10, SECONDS).until(() -> !done.isEmpty());
        assertThat(done).containsExactly("node wanted " + new Order("soup", 2));
    }

    @Test
    void twoNodesShareTheWorkAndDoEachJobOnce() {
        OneTimeTask<Order> task = cook("any");
        writer.write(transaction -> {
            IntStream.range(0, 200)
                    .forEach(number -> transaction.jobs()
                            .scheduleIfNotExists(task.instance("job-" + number, new Order("soup", number)),
                                    Instant.now()));
            return true;
        });

        node(cook("a"));
        node(cook("b"));

        await().atMost(30, SECONDS).until(() -> done.size() >= 200);
        assertThat(done.stream().map(text -> text.substring(2))).doesNotHaveDuplicates().hasSize(200);
        assertThat(done.stream().map(text -> text.charAt(0)).distinct()).hasSize(2);
    }

    @Test
    void aRecurringJobStartsByItself() {
        node(Tasks.recurring("tick", FixedDelay.ofMillis(50)).execute((instance, context) -> done.add("tick")));

        await().atMost(10, SECONDS).until(() -> done.size() >= 2);
    }

    @Test
    void aJobOutlivesKillMinusNineOfTheNodeThatDoesIt() throws Exception {
        OneTimeTask<Void> task = Victim.task("taken over", writer, new CountDownLatch(0));
        writer.write(transaction -> transaction.jobs().scheduleIfNotExists(task.instance("slow"), Instant.now()));
        DatabaseSettings settings = database.settings();
        Process victim = OwnJvm.of(Victim.class, List.of("-Xmx256m"), settings.url(), settings.writer(),
                settings.writerPassword())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            await().atMost(60, SECONDS).until(() -> marks().equals(List.of("begun")));
        } finally {
            victim.destroyForcibly().waitFor();
        }

        node(task);

        await().atMost(30, SECONDS).until(() -> marks().size() == 2);
        assertThat(marks()).containsExactlyInAnyOrder("begun", "taken over");
    }

    private List<String> marks() {
        return writer.write(transaction -> transaction.jdbc().sql("SELECT made FROM mark").query(String.class).list());
    }

    /** A node of its own process that begins a job and never ends it. */
    static final class Victim {

        private Victim() {
        }

        static OneTimeTask<Void> task(String mark, WriterDatabase writer, CountDownLatch until) {
            return Tasks.oneTime("slow").onDeadExecutionRevive().execute((instance, context) -> {
                writer.write(transaction -> transaction.jdbc().sql("INSERT INTO mark VALUES (?)").param(mark).update());
                try {
                    until.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        public static void main(String[] arguments) throws Exception {
            org.postgresql.ds.PGSimpleDataSource dataSource = new org.postgresql.ds.PGSimpleDataSource();
            dataSource.setUrl(arguments[0]);
            dataSource.setUser(arguments[1]);
            dataSource.setPassword(arguments[2]);
            WriterDatabase writer = new WriterDatabase(dataSource);
            CountDownLatch never = new CountDownLatch(1);
            new JobRunner(writer, List.of(task("begun", writer, never)), QUICK, new SimpleMeterRegistry()).start();
            never.await();
        }
    }
}
