package org.tributary.hub.access.signin;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Decoders of access and ID tokens. Keys come from the configured issuer alone, chosen by a fixed list of algorithms:
 * what a token's header says of keys ({@code jku}, {@code jwk}, {@code x5u}) is never followed.
 */
final class TokenDecoders {

    private final JWKSource<SecurityContext> keys;
    private final Set<JWSAlgorithm> algorithms;

    TokenDecoders(JWKSource<SecurityContext> keys, Set<String> algorithms) {
        this.keys = keys;
        this.algorithms = algorithms.stream().map(JWSAlgorithm::parse).collect(Collectors.toUnmodifiableSet());
    }

    JwtDecoder accessTokens(AccessSettings settings, String issuer, Clock clock) {
        return decoder(new AccessTokenRules(settings, issuer, clock));
    }

    /** ID tokens of the pages' sign-in (OpenID Connect Core 1.0, section 3.1.3.7). */
    JwtDecoder idTokens(ClientRegistration registration, AccessSettings settings) {
        OidcIdTokenValidator rules = new OidcIdTokenValidator(registration);
        rules.setClockSkew(settings.clockSkew());
        return decoder(rules);
    }

    private JwtDecoder decoder(OAuth2TokenValidator<Jwt> rules) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, keys));
        // The rules check type and claims, with reasons; the processor checks the signature alone.
        processor.setJWSTypeVerifier((type, context) -> {
        });
        processor.setJWTClaimsSetVerifier((claims, context) -> {
        });
        NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(rules);
        return decoder;
    }
}
