package org.tributary.hub.fhir.subscription;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes carrying out Subscriptions a background job. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SubscriptionSettings.class)
class SubscriptionConfiguration {

    @Bean
    Task<?> subscriptions(Dispatcher dispatcher) {
        return Tasks.recurring("subscriptions", FixedDelay.ofSeconds(1))
                .onDeadExecutionRevive()
                .execute((instance, context) -> dispatcher.run(context));
    }
}
