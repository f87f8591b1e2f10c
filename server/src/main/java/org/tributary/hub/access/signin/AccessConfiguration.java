package org.tributary.hub.access.signin;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.micrometer.observation.ObservationPredicate;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** What sign-in at doors and pages share: the mode, the issuer's keys, and which host names are answered. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(AccessSettings.class)
class AccessConfiguration {

    private static final int DEFAULT_PORT = 8080;

    @Bean
    AccessMode accessMode(AccessSettings settings, ServerProperties server, Environment environment) {
        AccessDefaults.require(environment);
        Integer port = server.getPort();
        return AccessMode.of(settings, server.getAddress(), port == null ? DEFAULT_PORT : port);
    }

    @Bean
    CallerClaims callerClaims(AccessSettings settings) {
        return new CallerClaims(settings.claims());
    }

    /** Asked in the mode {@link AccessMode.Issuer} alone. */
    @Bean
    IssuerDiscovery issuerDiscovery(AccessSettings settings) {
        return new IssuerDiscovery(settings.issuer().orElse(""), settings.jwksUri());
    }

    @Bean
    JWKSource<SecurityContext> issuerKeys(AccessMode mode, IssuerDiscovery discovery,
            ObjectProvider<DevelopmentSecrets> development) {
        return switch (mode) {
            case AccessMode.Open() -> new ImmutableJWKSet<>(new JWKSet());
            case AccessMode.Development(String issuer) -> new ImmutableJWKSet<>(
                    new JWKSet(development.getObject().signingKey()));
            case AccessMode.Issuer(String issuer) -> discovery.keys();
        };
    }

    @Bean
    TokenDecoders tokenDecoders(JWKSource<SecurityContext> issuerKeys, AccessSettings settings) {
        return new TokenDecoders(issuerKeys, settings.algorithms());
    }

    @Bean
    JwtDecoder accessTokenDecoder(AccessMode mode, TokenDecoders decoders, AccessSettings settings) {
        return switch (mode) {
            case AccessMode.Open() -> token -> {
                throw new BadJwtException("The hub is open and takes no tokens");
            };
            case AccessMode.Development(String issuer) -> decoders.accessTokens(settings, issuer, Clock.systemUTC());
            case AccessMode.Issuer(String issuer) -> decoders.accessTokens(settings, issuer, Clock.systemUTC());
        };
    }

    /**
     * The doors count and time what they answer themselves. Spring Security's observation of every filter of every
     * request costs a read a fifth of its time and tells an operator nothing.
     */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /** The FHIR door times what it answers by interaction, which says more than one series for all of its URLs. */
    @Bean
    ObservationPredicate observedRequests() {
        return (name, context) -> {
            HttpServletRequest request = context instanceof ServerRequestObservationContext http
                    ? http.getCarrier()
                    : null;
            return request == null || !request.getRequestURI().startsWith("/fhir/");
        };
    }

    @Bean
    FilterRegistrationBean<UnreadableParameters> unreadableParameters() {
        FilterRegistrationBean<UnreadableParameters> filter = new FilterRegistrationBean<>(new UnreadableParameters());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return filter;
    }

    @Bean
    FilterRegistrationBean<LastResort> lastResort() {
        FilterRegistrationBean<LastResort> filter = new FilterRegistrationBean<>(new LastResort());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    /**
     * Where sign-in rests on the loopback address, another site's page must not reach the hub by pointing its own name
     * at 127.0.0.1 (DNS rebinding): only this machine's own names are answered.
     */
    @Bean
    StrictHttpFirewall httpFirewall(AccessMode mode) {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        switch (mode) {
            case AccessMode.Open() -> firewall.setAllowedHostnames(AccessMode::isLoopback);
            case AccessMode.Development(String issuer) -> firewall.setAllowedHostnames(AccessMode::isLoopback);
            case AccessMode.Issuer(String issuer) -> {
                // The hub's name is the operator's business: a token or a session is needed under any name.
            }
        }
        return firewall;
    }
}
