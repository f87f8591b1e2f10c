package org.tributary.hub.fhir;

import java.time.Duration;
import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import org.tributary.hub.fhir.exchange.FhirOperation;
import org.tributary.hub.fhir.patch.MetaChange;
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
            CallerSource callers, DoorMetrics metrics) {
        ServletRegistrationBean<FhirServlet> registration = new ServletRegistrationBean<>(
                new FhirServlet(door, rendering, settings, callers, metrics), "/fhir", "/fhir/*");
        registration.setName("fhir");
        return registration;
    }

    /** Before any servlet is asked, too, refusals are OperationOutcomes. */
    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> containerRefusals() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ContainerRefusals.class.getName());
            }
        });
    }

    @Bean
    FhirOperation metaAdd(WriteDoor writes) {
        return new MetaChangeOperation("meta-add", MetaChange.Kind.ADD, writes);
    }

    @Bean
    FhirOperation metaDelete(WriteDoor writes) {
        return new MetaChangeOperation("meta-delete", MetaChange.Kind.DELETE, writes);
    }

    /**
     * Lets the scripts of allowed pages use the door (CORS). It comes before sign-in, since browsers ask beforehand and
     * without a token.
     */
    @Bean
    FilterRegistrationBean<CorsFilter> fhirOrigins(FhirSettings settings) {
        CorsConfiguration origins = new CorsConfiguration();
        origins.setAllowedOrigins(settings.allowedOrigins());
        origins.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        origins.setAllowedHeaders(List.of("Authorization", "Accept", "Content-Type", "Prefer", "If-Match",
                "If-None-Match", "If-None-Exist", "If-Modified-Since", "X-Requested-With", "X-Security-Context"));
        origins.setExposedHeaders(List.of("ETag", "Location", "Content-Location", "Last-Modified"));
        origins.setMaxAge(Duration.ofHours(1));
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/**", origins);
        FilterRegistrationBean<CorsFilter> registration = new FilterRegistrationBean<>(new CorsFilter(source));
        registration.addUrlPatterns("/fhir/*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.setEnabled(!settings.allowedOrigins().isEmpty());
        return registration;
    }
}
