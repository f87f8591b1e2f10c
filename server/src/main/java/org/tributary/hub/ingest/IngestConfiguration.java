package org.tributary.hub.ingest;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tributary.mapping.SourceMapper;
import org.tributary.mapping.gpconnect.GpConnectMapper;
import org.tributary.mapping.hl7v2.Hl7v2Mapper;
import org.tributary.mapping.socialcare.ClientLevelDataMapper;

/** The mappers the hub has, one for each source format. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MllpSettings.class)
class IngestConfiguration {

    @Bean
    SourceMapper hl7v2() {
        return new Hl7v2Mapper();
    }

    @Bean
    SourceMapper gpConnect() {
        return new GpConnectMapper();
    }

    @Bean
    SourceMapper clientLevelData() {
        return new ClientLevelDataMapper();
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
