package org.tributary.hub.access.signin;

import java.net.URI;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** What pages tell browsers: nothing from or to any other host, no framing, no address given away, no caching. */
final class PageHeaders {

    private PageHeaders() {
    }

    static void write(HeadersConfigurer<HttpSecurity> headers, AccessMode mode) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(contentPolicy(mode)))
                .referrerPolicy(policy -> policy.policy(referrerPolicy(mode)))
                .permissionsPolicyHeader(policy -> policy
                        .policy("camera=(), geolocation=(), microphone=(), payment=(), usb=()"))
                .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN));
    }

    /**
     * Without a referrer browsers send {@code Origin: null} with a form, as they do for another site's page in a frame;
     * the open mode tells the two apart by nothing else.
     */
    private static ReferrerPolicy referrerPolicy(AccessMode mode) {
        return mode instanceof AccessMode.Open ? ReferrerPolicy.SAME_ORIGIN : ReferrerPolicy.NO_REFERRER;
    }

    private static String contentPolicy(AccessMode mode) {
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                + " connect-src 'self'; manifest-src 'self'; frame-ancestors 'none'; base-uri 'self';"
                + " form-action 'self'" + formTargets(mode);
    }

    /** Signing out is a form whose answer leads on to the issuer, so browsers hold the issuer to form-action too. */
    private static String formTargets(AccessMode mode) {
        return switch (mode) {
            case AccessMode.Open() -> "";
            case AccessMode.Development(String issuer) -> {
                String port = issuer.substring(issuer.lastIndexOf(':'));
                yield " http://localhost" + port + " http://127.0.0.1" + port;
            }
            case AccessMode.Issuer(String issuer) -> " " + origin(URI.create(issuer));
        };
    }

    private static String origin(URI address) {
        return address.getScheme() + "://" + address.getRawAuthority();
    }
}
