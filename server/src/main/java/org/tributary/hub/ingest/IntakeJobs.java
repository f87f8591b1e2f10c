package org.tributary.hub.ingest;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the hub does with messages in the background, on whichever node is first. */
@Configuration(proxyBeanMethods = false)
class IntakeJobs {

    /** Works on one message that is RECEIVED. */
    static final TaskDescriptor<UUID> MESSAGE = TaskDescriptor.of("message", UUID.class);

    /** Does one replay. */
    static final TaskDescriptor<UUID> REPLAY = TaskDescriptor.of("replay", UUID.class);

    private static final int BATCH = 1_000;

    @Bean
    Task<?> receivedMessage(Intake intake) {
        return Tasks.oneTime(MESSAGE)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(Duration.ofSeconds(5)))
                .onDeadExecutionRevive()
                .execute((instance, context) -> intake.work(instance.getData()));
    }

    @Bean
    Task<?> replay(Replays replays) {
        return Tasks.oneTime(REPLAY)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(Duration.ofSeconds(5)))
                .onDeadExecutionRevive()
                .execute((instance, context) -> replays.run(instance.getData()));
    }

    /** Takes the raw bytes of messages that are older than the operator keeps them. */
    @Bean
    Task<?> rawRetention(CommitLine commitLine, Messages messages, IntakeSettings settings) {
        return Tasks.recurring("raw-retention", FixedDelay.ofMinutes(10))
                .execute((instance, context) -> settings
                        .keepRaw()
                        .ifPresent(keep -> {
                            int forgotten = BATCH;
                            while (forgotten == BATCH) {
                                forgotten = commitLine
                                        .change(transaction -> messages.forgetRaw(transaction, keep, BATCH));
                            }
                        }));
    }
}
