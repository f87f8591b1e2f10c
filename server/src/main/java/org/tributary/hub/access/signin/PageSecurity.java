package org.tributary.hub.access.signin;

import jakarta.servlet.DispatcherType;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;

/**
 * The pages: everything that is not a door. People sign in by OpenID Connect (authorization code with PKCE) and keep a
 * session; forms carry a CSRF token. A browser without a session is sent to sign in, anything else gets 401, whether or
 * not the page exists.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class PageSecurity {

    static final int ORDER = 30;
    static final String SIGN_OUT = "/sign-out";
    static final String SIGNED_OUT = "/signed-out";
    static final String SIGN_IN_FAILED = "/sign-in-failed";

    private static final String START_SIGN_IN = "/oauth2/authorization/" + SignInClient.REGISTRATION;

    @Bean
    @Order(ORDER)
    SecurityFilterChain pages(HttpSecurity http, AccessMode mode, AccessSettings settings, CallerClaims callerClaims,
            IssuerDiscovery discovery, ObjectProvider<DevelopmentSecrets> development) {
        http.headers(headers -> PageHeaders.write(headers, mode))
                .authorizeHttpRequests(requests -> requests
                        // The page that reports an error; the request itself was judged on its way in.
                        .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/assets/**", "/webjars/**", "/favicon.ico", SIGNED_OUT,
                                SIGN_IN_FAILED)
                        .permitAll()
                        .anyRequest()
                        .authenticated());
        switch (mode) {
            case AccessMode.Open() -> openPages(http);
            case AccessMode.Development(String issuer) -> signedInPages(http, callerClaims, new SignInClient(
                    settings.signIn().withSecret(development.getObject().secretOf(settings.signIn().clientId())),
                    () -> IssuerEndpoints.ofDevelopment(issuer), issuer));
            case AccessMode.Issuer(String issuer) -> signedInPages(http, callerClaims,
                    new SignInClient(settings.signIn(), discovery::endpoints, issuer));
        }
        return http.build();
    }

    /** How Spring Security's sign-in checks ID tokens: with the keys and algorithms of the doors. */
    @Bean
    JwtDecoderFactory<ClientRegistration> idTokenDecoders(TokenDecoders decoders, AccessSettings settings) {
        return registration -> decoders.idTokens(registration, settings);
    }

    private static void openPages(HttpSecurity http) {
        http.addFilterBefore(new OpenCaller(), AnonymousAuthenticationFilter.class)
                .logout(logout -> logout.disable())
                .exceptionHandling(errors -> errors
                        .authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED)));
    }

    private static void signedInPages(HttpSecurity http, CallerClaims callerClaims, SignInClient client) {
        SignInFailed failed = new SignInFailed();
        http.requestCache(cache -> cache.requestCache(wantedPage("WANTED_PAGE")))
                .oauth2Login(login -> login.loginPage(START_SIGN_IN)
                        .failureHandler(failed)
                        .withObjectPostProcessor(whenIssuerIsDown(failed))
                        .clientRegistrationRepository(client)
                        .authorizedClientRepository(new HttpSessionOAuth2AuthorizedClientRepository())
                        .tokenEndpoint(token -> token.accessTokenResponseClient(SignInClient.codeExchange()))
                        .userInfoEndpoint(users -> users.oidcUserService(new PageUsers(callerClaims))))
                .logout(logout -> logout.logoutUrl(SIGN_OUT).logoutSuccessHandler(signOutAtIssuer(client)))
                .exceptionHandling(errors -> errors.authenticationEntryPoint(signInOrRefuse()));
    }

    /** Remembers which page a browser asked for, until it has signed in. */
    @SuppressWarnings("NullAway") // Without a name there is no extra parameter in the page's address.
    static HttpSessionRequestCache wantedPage(String attribute) {
        HttpSessionRequestCache wanted = new HttpSessionRequestCache();
        wanted.setSessionAttrName(attribute);
        wanted.setMatchingRequestParameterName(null);
        MediaTypeRequestMatcher page = browserPage();
        wanted.setRequestMatcher(request -> request.getMethod().equals("GET") && page.matches(request));
        return wanted;
    }

    /** Without an answer from the issuer there is nowhere to send the browser; Spring Security would answer 500. */
    private static ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter> whenIssuerIsDown(
            SignInFailed failed) {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(O filter) {
                filter.setAuthenticationFailureHandler(failed);
                return filter;
            }
        };
    }

    private static OidcClientInitiatedLogoutSuccessHandler signOutAtIssuer(SignInClient client) {
        OidcClientInitiatedLogoutSuccessHandler handler = new OidcClientInitiatedLogoutSuccessHandler(client);
        handler.setPostLogoutRedirectUri("{baseUrl}" + SIGNED_OUT);
        handler.setDefaultTargetUrl(SIGNED_OUT);
        return handler;
    }

    /** Sends a browser to sign in; a script's request is told 401, for it could not follow. */
    private static AuthenticationEntryPoint signInOrRefuse() {
        MediaTypeRequestMatcher page = browserPage();
        AuthenticationEntryPoint signIn = new LoginUrlAuthenticationEntryPoint(START_SIGN_IN);
        AuthenticationEntryPoint refuse = new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED);
        return (request, response, failure) -> (page.matches(request) ? signIn : refuse)
                .commence(request, response, failure);
    }

    private static MediaTypeRequestMatcher browserPage() {
        MediaTypeRequestMatcher page = new MediaTypeRequestMatcher(MediaType.TEXT_HTML);
        page.setIgnoredMediaTypes(Set.of(MediaType.ALL));
        return page;
    }
}
