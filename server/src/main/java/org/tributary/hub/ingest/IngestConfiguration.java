package org.tributary.hub.ingest;

import java.nio.file.Path;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tributary.hub.ingest.mllp.MllpSettings;

/** The mappers the hub has, and the clock of arrivals. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({IntakeSettings.class, MllpSettings.class})
class IngestConfiguration {

    @Bean
    SourceMappers sourceMappers(IntakeSettings settings) {
        return settings.layouts()
                .map(folder -> SourceMappers.withLayouts(Path.of(folder)))
                .orElseGet(SourceMappers::builtIn);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
