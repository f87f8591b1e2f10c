package org.tributary.hub.identity.linking;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LinkageSettings.class)
class LinkageConfiguration {
}
