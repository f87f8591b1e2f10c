package org.tributary.hub.access.signin;

import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.converter.Converter;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.AuthenticationEntryPointFailureHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.Role;
import org.tributary.hub.access.SmartScope;

/**
 * The doors for systems: {@code /fhir}, {@code /api}, {@code /intake} and the actuator. Stateless: a bearer token in
 * the {@code Authorization} header with every request, never a cookie or a query parameter, so no site can ride on a
 * browser's session and no CSRF token is needed.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class DoorSecurity {

    static final int ORDER = 20;

    @Bean
    @Order(ORDER)
    SecurityFilterChain doors(HttpSecurity http, AccessMode mode, JwtDecoder accessTokenDecoder,
            CallerClaims callerClaims) {
        DoorRefusal refusal = new DoorRefusal();
        http.securityMatcher("/fhir/**", "/api/**", "/intake/**", "/actuator/**")
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .logout(logout -> logout.disable())
                .requestCache(cache -> cache.disable())
                .headers(headers -> headers
                        .contentSecurityPolicy(policy -> policy
                                .policyDirectives("default-src 'none'; frame-ancestors 'none'"))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)))
                .exceptionHandling(errors -> errors.authenticationEntryPoint(refusal).accessDeniedHandler(refusal))
                .authorizeHttpRequests(requests -> requests
                        // What the hub can do is public, as FHIR and SMART clients expect; it tells of no record.
                        .requestMatchers(HttpMethod.GET, "/fhir/metadata", "/fhir/.well-known/smart-configuration")
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/actuator/health", "/actuator/health/liveness",
                                "/actuator/health/readiness")
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .hasRole(Role.OPERATOR.name())
                        .anyRequest()
                        .authenticated());
        if (mode instanceof AccessMode.Open) {
            http.addFilterBefore(new OpenCaller(), AnonymousAuthenticationFilter.class);
        } else {
            http.oauth2ResourceServer(tokens -> tokens
                    .jwt(jwt -> jwt.decoder(accessTokenDecoder).jwtAuthenticationConverter(caller(callerClaims)))
                    .authenticationEntryPoint(refusal)
                    .accessDeniedHandler(refusal)
                    .withObjectPostProcessor(refuseWhenIssuerIsDown(refusal)));
        }
        return http.build();
    }

    private static Converter<Jwt, AbstractAuthenticationToken> caller(CallerClaims callerClaims) {
        return token -> {
            Set<SmartScope> permissions = CallerClaims.permissions(token.getClaims());
            return switch (callerClaims.read(token.getClaims(), permissions)) {
                case CallerClaims.Known(Caller caller) -> new CallerAuthentication(caller);
                case CallerClaims.Refused(String reason) -> throw new DoorRefusal.NoCaller(reason);
            };
        };
    }

    /** Spring Security would let the failure to reach an issuer through to the error page, as a 500. */
    private static ObjectPostProcessor<BearerTokenAuthenticationFilter> refuseWhenIssuerIsDown(DoorRefusal refusal) {
        AuthenticationEntryPointFailureHandler handler = new AuthenticationEntryPointFailureHandler(refusal);
        handler.setRethrowAuthenticationServiceException(false);
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
                filter.setAuthenticationFailureHandler(handler);
                return filter;
            }
        };
    }
}
