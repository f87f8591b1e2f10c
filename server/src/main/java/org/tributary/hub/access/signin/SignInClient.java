package org.tributary.hub.access.signin;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.web.client.RestClient;

/**
 * The pages as a client of the issuer. Its endpoints are asked for at the first sign-in, so the hub starts while the
 * issuer is down, and before its own development issuer answers.
 */
final class SignInClient implements ClientRegistrationRepository {

    /** The name in the paths of sign-in: {@code /oauth2/authorization/hub} and {@code /login/oauth2/code/hub}. */
    static final String REGISTRATION = "hub";

    static final String RETURN_PATH = "/login/oauth2/code/" + REGISTRATION;

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final AccessSettings.SignIn settings;
    private final Supplier<IssuerEndpoints> endpoints;
    private final String issuer;

    SignInClient(AccessSettings.SignIn settings, Supplier<IssuerEndpoints> endpoints, String issuer) {
        this.settings = settings;
        this.endpoints = endpoints;
        this.issuer = issuer;
    }

    @Override
    public @Nullable ClientRegistration findByRegistrationId(String registrationId) {
        return registrationId.equals(REGISTRATION) ? registration() : null;
    }

    /** Exchanges codes for tokens, with an end to waiting and no following of redirects. */
    static OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> codeExchange() {
        HttpClient http = HttpClient.newBuilder()
                .connectTimeout(TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(TIMEOUT);
        RestClientAuthorizationCodeTokenResponseClient client = new RestClientAuthorizationCodeTokenResponseClient();
        client.setRestClient(RestClient.builder()
                .requestFactory(requests)
                .configureMessageConverters(converters -> converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        return client;
    }

    private ClientRegistration registration() {
        IssuerEndpoints found = endpoints.get();
        Map<String, Object> metadata = new HashMap<>();
        found.endSession().ifPresent(address -> metadata.put("end_session_endpoint", address));
        return ClientRegistration.withRegistrationId(REGISTRATION)
                .clientId(settings.clientId())
                .clientSecret(settings.clientSecret().orElse(""))
                .clientAuthenticationMethod(settings.clientSecret().isPresent()
                        ? ClientAuthenticationMethod.CLIENT_SECRET_BASIC
                        : ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .clientSettings(ClientRegistration.ClientSettings.builder().requireProofKey(true).build())
                .redirectUri("{baseUrl}" + RETURN_PATH)
                .scope(settings.scopes())
                .authorizationUri(found.authorization())
                .tokenUri(found.token())
                .jwkSetUri(found.keys())
                .issuerUri(issuer)
                .userNameAttributeName(IdTokenClaimNames.SUB)
                .providerConfigurationMetadata(metadata)
                .build();
    }
}
