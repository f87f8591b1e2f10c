package org.tributary.hub.access.signin;

import java.util.Set;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.tributary.hub.access.Caller;

/**
 * Makes the user of the pages from the ID token's claims and the scopes that the issuer granted. A user who is known to
 * the issuer but whose claims do not make a {@link Caller} is not signed in.
 */
final class PageUsers implements OAuth2UserService<OidcUserRequest, OidcUser> {

    /** The error of a user who is known to the issuer but does not make a caller. */
    static final String NO_CALLER = "no_caller";

    private final CallerClaims callerClaims;

    PageUsers(CallerClaims callerClaims) {
        this.callerClaims = callerClaims;
    }

    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        // RFC 6749 section 5.1: an answer without scope grants what was asked for.
        Set<String> granted = request.getAccessToken().getScopes().isEmpty()
                ? request.getClientRegistration().getScopes()
                : request.getAccessToken().getScopes();
        return switch (callerClaims.read(request.getIdToken().getClaims(), CallerClaims.permissions(granted))) {
            case CallerClaims.Known(Caller caller) -> new PageUser(caller, request.getIdToken());
            case CallerClaims.Refused(String reason) -> throw new OAuth2AuthenticationException(
                    new OAuth2Error(NO_CALLER, reason, null));
        };
    }
}
