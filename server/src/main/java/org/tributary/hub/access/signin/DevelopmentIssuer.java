package org.tributary.hub.access.signin;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.tributary.hub.access.Purpose;
import org.tributary.hub.access.Role;

/**
 * The hub's own issuer, for the demo: an authorization server in the same process and on the same port, whose tokens
 * the doors check as they would another issuer's. It shares the pages' session cookie but not their sign-in: being
 * known to the issuer and being signed in to the pages are two attributes of one session.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBooleanProperty("tributary.access.development-issuer")
class DevelopmentIssuer {

    static final int ORDER = 10;
    static final String SIGN_IN = "/sign-in";

    private static final Duration TOKEN_LIFETIME = Duration.ofHours(1);

    @Bean
    DevelopmentSecrets developmentSecrets(ObjectProvider<DevelopmentDirectory> people, AccessSettings settings,
            AccessMode mode) {
        DevelopmentDirectory known = people.getIfAvailable();
        if (known == null || known.isEmpty() || !(mode instanceof AccessMode.Development(String issuer))) {
            throw new UnsafeSettings(
                    "tributary.access.development-issuer is for the demo, which brings its own people: set"
                            + " tributary.access.issuer to your identity provider's issuer instead.");
        }
        return DevelopmentSecrets.open(settings.developmentDirectory(), known, settings.signIn(), issuer);
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings(DevelopmentSecrets secrets) {
        return AuthorizationServerSettings.builder().issuer(secrets.accounts().issuer()).build();
    }

    @Bean
    RegisteredClientRepository registeredClients(DevelopmentDirectory people, DevelopmentSecrets secrets,
            AccessSettings settings) {
        List<RegisteredClient> clients = new ArrayList<>();
        people.clients().forEach(client -> clients.add(system(client, secrets)));
        clients.add(pages(settings.signIn(), secrets));
        return new InMemoryRegisteredClientRepository(clients);
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> callerClaimsInTokens(DevelopmentDirectory people,
            AccessSettings settings) {
        return context -> {
            if (context.getTokenType().equals(OAuth2TokenType.ACCESS_TOKEN)) {
                context.getJwsHeader().type("at+jwt");
                context.getClaims().audience(List.of(settings.audience()));
            }
            Authentication principal = Objects.requireNonNull(context.getPrincipal());
            Map<String, Object> claims = AuthorizationGrantType.CLIENT_CREDENTIALS
                    .equals(context.getAuthorizationGrantType())
                            ? claims(people.getClient(principal.getName()), settings.claims())
                            : claims(people.getUser(principal.getName()), settings.claims());
            context.getClaims().claims(all -> all.putAll(claims));
        };
    }

    @Bean
    @Order(ORDER)
    SecurityFilterChain issuerSecurity(HttpSecurity http, AccessMode mode, DevelopmentDirectory people,
            DevelopmentSecrets secrets) {
        HttpSessionSecurityContextRepository knownHere = new HttpSessionSecurityContextRepository();
        knownHere.setSpringSecurityContextKey("DEVELOPMENT_ISSUER_CONTEXT");
        return http
                .oauth2AuthorizationServer(server -> {
                    http.securityMatcher(new OrRequestMatcher(server.getEndpointsMatcher(),
                            PathPatternRequestMatcher.withDefaults().matcher(SIGN_IN)));
                    server.oidc(Customizer.withDefaults());
                })
                .headers(headers -> PageHeaders.write(headers, mode))
                .securityContext(context -> context.securityContextRepository(knownHere))
                .requestCache(cache -> cache.requestCache(PageSecurity.wantedPage("DEVELOPMENT_ISSUER_REQUEST")))
                .authorizeHttpRequests(requests -> requests.requestMatchers(SIGN_IN)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .formLogin(form -> form.loginPage(SIGN_IN).failureUrl(SIGN_IN + "?failed"))
                .userDetailsService(users(people, secrets))
                .build();
    }

    private static UserDetailsService users(DevelopmentDirectory people, DevelopmentSecrets secrets) {
        List<UserDetails> users = people.users()
                .stream()
                .map(user -> User.withUsername(user.name())
                        .password("{noop}" + secrets.passwordOf(user.name()))
                        .authorities(Set.of())
                        .build())
                .toList();
        return new InMemoryUserDetailsManager(users);
    }

    private static RegisteredClient system(DevelopmentDirectory.Client client, DevelopmentSecrets secrets) {
        return client(client.id(), secrets)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scopes(scopes -> scopes.addAll(client.scopes()))
                .build();
    }

    private static RegisteredClient pages(AccessSettings.SignIn pages, DevelopmentSecrets secrets) {
        String issuer = secrets.accounts().issuer();
        RegisteredClient.Builder client = client(pages.clientId(), secrets)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .scopes(scopes -> scopes.addAll(pages.scopes()));
        // Whoever types the number instead of the name signs in as well.
        for (String origin : List.of(issuer, issuer.replace("//localhost:", "//127.0.0.1:"))) {
            client.redirectUri(origin + SignInClient.RETURN_PATH)
                    .postLogoutRedirectUri(origin + PageSecurity.SIGNED_OUT);
        }
        return client.build();
    }

    private static RegisteredClient.Builder client(String id, DevelopmentSecrets secrets) {
        return RegisteredClient.withId(UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString())
                .clientId(id)
                .clientSecret("{noop}" + secrets.secretOf(id))
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(false)
                        .build())
                .tokenSettings(TokenSettings.builder().accessTokenTimeToLive(TOKEN_LIFETIME).build());
    }

    private static Map<String, Object> claims(DevelopmentDirectory.Client client, AccessSettings.Claims names) {
        return claims(client.organisation(), client.role(), client.purpose(), names);
    }

    private static Map<String, Object> claims(DevelopmentDirectory.User user, AccessSettings.Claims names) {
        return claims(Optional.of(user.organisation()), user.role(), user.purpose(), names);
    }

    private static Map<String, Object> claims(Optional<String> organisation, Role role, Purpose purpose,
            AccessSettings.Claims names) {
        Map<String, Object> claims = new HashMap<>();
        organisation.ifPresent(code -> claims.put(names.organisation(), code));
        claims.put(names.role(), role.code());
        claims.put(names.purpose(), purpose.code());
        return claims;
    }
}
