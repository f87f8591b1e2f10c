package org.tributary.hub.access.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/**
 * Sends a browser whose sign-in failed to the page that says so, and tells the operator why. The log has the hub's own
 * sentences only: an error that came back through the browser may say anything.
 */
final class SignInFailed implements AuthenticationFailureHandler {

    private static final Logger LOG = LoggerFactory.getLogger(SignInFailed.class);

    @Override
    public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
            AuthenticationException failure) throws IOException {
        if (failure instanceof OAuth2AuthenticationException known
                && known.getError().getErrorCode().equals(PageUsers.NO_CALLER)) {
            LOG.warn("Sign-in failed: {}", known.getError().getDescription());
        } else if (failure.getCause() instanceof IssuerDiscovery.IssuerUnavailable unavailable) {
            LOG.warn("Sign-in failed: {}", unavailable.getMessage());
        } else {
            LOG.warn("Sign-in failed: the issuer's answer was not accepted ({})", failure.getClass().getSimpleName());
        }
        response.sendRedirect(request.getContextPath() + PageSecurity.SIGN_IN_FAILED);
    }
}
