package org.tributary.hub.access.signin;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * What an access token must say once its signature is sound: issuer, audience, time and type (RFC 9068 section 4, and
 * RFC 8725 on types). Every refusal is a fixed sentence, fit for a response header.
 */
final class AccessTokenRules implements OAuth2TokenValidator<Jwt> {

    private static final String APPLICATION = "application/";

    private final AccessSettings settings;
    private final String issuer;
    private final Clock clock;

    AccessTokenRules(AccessSettings settings, String issuer, Clock clock) {
        this.settings = settings;
        this.issuer = issuer;
        this.clock = clock;
    }

    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        return firstBroken(token)
                .map(reason -> OAuth2TokenValidatorResult.failure(
                        new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, reason, null)))
                .orElseGet(OAuth2TokenValidatorResult::success);
    }

    private Optional<String> firstBroken(Jwt token) {
        if (!isAccessToken(token.getHeaders().get("typ"))) {
            return Optional.of("The token is not an access token (header typ)");
        }
        if (!issuer.equals(token.getClaimAsString("iss"))) {
            return Optional.of("The token comes from another issuer (claim iss)");
        }
        if (token.getAudience() == null || !token.getAudience().contains(settings.audience())) {
            return Optional.of("The token is meant for another audience (claim aud)");
        }
        return brokenTime(token);
    }

    private Optional<String> brokenTime(Jwt token) {
        Instant now = clock.instant();
        Instant expires = token.getExpiresAt();
        if (expires == null) {
            return Optional.of("The token does not say when it expires (claim exp)");
        }
        if (!now.minus(settings.clockSkew()).isBefore(expires)) {
            return Optional.of("The token has expired (claim exp)");
        }
        Instant from = token.getNotBefore();
        if (from != null && now.plus(settings.clockSkew()).isBefore(from)) {
            return Optional.of("The token is not valid yet (claim nbf)");
        }
        return Optional.empty();
    }

    private boolean isAccessToken(@Nullable Object type) {
        if (!(type instanceof String text)) {
            return false;
        }
        // RFC 7515 section 4.1.9: "application/" may be left out of a type without another slash.
        String bare = text.regionMatches(true, 0, APPLICATION, 0, APPLICATION.length())
                ? text.substring(APPLICATION.length())
                : text;
        return settings.tokenTypes().stream().anyMatch(bare::equalsIgnoreCase);
    }
}
