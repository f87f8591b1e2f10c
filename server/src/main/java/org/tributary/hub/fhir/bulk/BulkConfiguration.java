package org.tributary.hub.fhir.bulk;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.fhir.CallerSource;
import org.tributary.hub.fhir.FhirSettings;
import org.tributary.hub.ingest.CommitLine;

/** The places of bulk data below {@code /fhir}, and its background jobs. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BulkSettings.class)
class BulkConfiguration {

    @Bean
    Task<?> bulk(BulkJobs jobs) {
        return Tasks.oneTime(BulkJobs.TASK)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(Duration.ofSeconds(5)))
                .onDeadExecutionRevive()
                .execute((instance, context) -> jobs.run(instance.getData()));
    }

    @Bean
    Task<?> bulkExpiry(CommitLine commitLine, BulkTable table) {
        return Tasks.recurring("bulk-expiry", FixedDelay.ofMinutes(1))
                .execute((instance, context) -> commitLine.change(table::deleteExpired));
    }

    @Bean
    ServletRegistrationBean<BulkServlet> bulkServlet(CallerSource callers, ReaderDatabase database,
            CommitLine commitLine, BulkTable table, FileParts parts) {
        ServletRegistrationBean<BulkServlet> registration = new ServletRegistrationBean<>(
                new BulkServlet(callers, database, commitLine, table, parts), "/fhir/bulk/*");
        registration.setName("bulk");
        return registration;
    }

    @Bean
    FilterRegistrationBean<ImportUpload> importUpload(CallerSource callers, FhirSettings settings, BulkSettings bulk,
            CommitLine commitLine, BulkTable table, BulkJobs jobs) {
        FilterRegistrationBean<ImportUpload> registration = new FilterRegistrationBean<>(
                new ImportUpload(callers, settings, bulk, commitLine, table, jobs));
        registration.addUrlPatterns("/fhir/$import");
        return registration;
    }
}
