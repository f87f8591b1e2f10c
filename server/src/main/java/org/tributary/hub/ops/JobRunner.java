package org.tributary.hub.ops;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.stats.MicrometerStatsRegistry;
import com.github.kagkarlsson.scheduler.task.OnStartup;
import com.github.kagkarlsson.scheduler.task.Task;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.WriterDatabase;

/**
 * Does the background jobs that capabilities contribute: every bean that is a {@link Task}. Runs where the hub serves,
 * not in one-shot commands; as the last to start and the first to stop. Any number of nodes share the work through
 * their database: a job is picked with SKIP LOCKED, and one whose node died is picked again by another.
 */
@Component
@EnableConfigurationProperties(JobSettings.class)
final class JobRunner implements SmartLifecycle {

    private static final int MISSED_HEARTBEATS = 4;

    private final WriterDatabase database;
    private final List<Task<?>> tasks;
    private final JobSettings settings;
    private final MeterRegistry metrics;
    private @Nullable Scheduler scheduler;

    @Autowired
    JobRunner(WriterDatabase database, ObjectProvider<Task<?>> tasks, JobSettings settings, MeterRegistry metrics) {
        this(database, tasks.orderedStream().toList(), settings, metrics);
    }

    JobRunner(WriterDatabase database, List<Task<?>> tasks, JobSettings settings, MeterRegistry metrics) {
        this.database = database;
        this.tasks = List.copyOf(tasks);
        this.settings = settings;
        this.metrics = metrics;
    }

    @Override
    public synchronized void start() {
        Scheduler started = recurring(database.scheduler(oneOff()))
                .threads(settings.threads())
                .pollingInterval(settings.poll())
                .pollUsingLockAndFetch(0.5, 1.0)
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(settings.stop())
                // Messages of exceptions may hold what records say: jobs log what went wrong in their own words.
                .failureLogging(LogLevel.WARN, false)
                .statsRegistry(new MicrometerStatsRegistry(metrics, tasks))
                .build();
        started.start();
        scheduler = started;
    }

    private List<Task<?>> oneOff() {
        return tasks.stream().filter(task -> !(task instanceof OnStartup)).toList();
    }

    /** Those that put themselves into the queue when a node starts. */
    private SchedulerBuilder recurring(SchedulerBuilder builder) {
        for (Task<?> task : tasks) {
            if (task instanceof OnStartup) {
                startWith(builder, task);
            }
        }
        return builder;
    }

    @SuppressWarnings("unchecked")
    private static <T extends Task<?> & OnStartup> void startWith(SchedulerBuilder builder, Task<?> task) {
        builder.startTasks((T) task);
    }

    @Override
    public synchronized void stop() {
        if (scheduler != null) {
            scheduler.stop();
            scheduler = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return scheduler != null;
    }
}
