package org.tributary.hub.fhir.index;

import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tributary.hub.ingest.Reindex;

/** Makes bringing the index up to date a background job. */
@Configuration(proxyBeanMethods = false)
class IndexConfiguration {

    @Bean
    Task<?> reindexing(Reindex reindex) {
        return Tasks.recurring("reindex", FixedDelay.ofSeconds(1))
                .onDeadExecutionRevive()
                .execute((instance, context) -> reindex.run(() -> mayGoOn(context)));
    }

    private static boolean mayGoOn(ExecutionContext context) {
        return !context.getSchedulerState().isShuttingDown()
                && !context.getCurrentlyExecuting().getHeartbeatState().hasStaleHeartbeat();
    }
}
