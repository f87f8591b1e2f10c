package org.tributary.hub.fhir;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tributary.hub.fhir.terminology.RemoteTerminology;

/** Puts the door at {@code /fhir}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FhirSettings.class)
class FhirConfiguration {

    @Bean
    RemoteTerminology remoteTerminology(FhirSettings settings) {
        return new RemoteTerminology(settings.terminologyServer());
    }

    @Bean
    ServletRegistrationBean<FhirServlet> fhirServlet(FhirDoor door, Rendering rendering, FhirSettings settings,
            CallerSource callers) {
        ServletRegistrationBean<FhirServlet> registration = new ServletRegistrationBean<>(
                new FhirServlet(door, rendering, settings, callers), "/fhir", "/fhir/*");
        registration.setName("fhir");
        return registration;
    }
}
