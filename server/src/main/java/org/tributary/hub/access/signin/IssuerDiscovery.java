package org.tributary.hub.access.signin;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetRetrievalException;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks an issuer for its OpenID configuration and its public keys, at the first token or sign-in and not before: the
 * hub starts, and reads with tokens it can check, whether the issuer is up or not. The configuration is kept for the
 * life of the process; keys are cached for five minutes, and fetched again, at most twice in 30 seconds, for a key id
 * that is not among them. While the issuer does not answer, the last keys serve for another hour.
 */
final class IssuerDiscovery implements JWKSetSource<SecurityContext> {

    private static final Logger LOG = LoggerFactory.getLogger(IssuerDiscovery.class);

    private static final int TIMEOUT_MILLIS = 3_000;
    private static final int SIZE_LIMIT_BYTES = 256 * 1024;
    private static final long OUTAGE_MILLIS = 3_600_000;

    private final String issuer;
    private final Optional<String> keysSetting;
    private final DefaultResourceRetriever web = new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS,
            SIZE_LIMIT_BYTES);
    private final AtomicReference<@Nullable IssuerEndpoints> found = new AtomicReference<>();

    IssuerDiscovery(String issuer, Optional<String> keysSetting) {
        this.issuer = issuer;
        this.keysSetting = keysSetting;
    }

    JWKSource<SecurityContext> keys() {
        return JWKSourceBuilder.create(this).retrying(true).outageTolerant(OUTAGE_MILLIS).build();
    }

    /**
     * The issuer's endpoints.
     *
     * @throws IssuerUnavailable
     *             if it does not answer, or not as the issuer it should be
     */
    IssuerEndpoints endpoints() {
        IssuerEndpoints known = found.get();
        if (known == null) {
            known = discover();
            found.set(known);
        }
        return known;
    }

    private IssuerEndpoints discover() {
        String address = (issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer)
                + "/.well-known/openid-configuration";
        try {
            Map<String, Object> configuration = JSONObjectUtils
                    .parse(web.retrieveResource(URI.create(address).toURL()).getContent());
            if (!issuer.equals(configuration.get("issuer"))) {
                throw new IssuerUnavailable("The OpenID configuration of " + issuer + " names another issuer", null);
            }
            return new IssuerEndpoints(JSONObjectUtils.getString(configuration, "authorization_endpoint"),
                    JSONObjectUtils.getString(configuration, "token_endpoint"),
                    JSONObjectUtils.getString(configuration, "jwks_uri"),
                    Optional.ofNullable(JSONObjectUtils.getString(configuration, "end_session_endpoint")));
        } catch (IOException | ParseException e) {
            throw new IssuerUnavailable("No OpenID configuration of " + issuer, e);
        }
    }

    @Override
    public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator refresh, long now, SecurityContext context)
            throws JWKSetRetrievalException {
        try {
            String address = keysSetting.orElseGet(() -> endpoints().keys());
            return JWKSet.parse(web.retrieveResource(URI.create(address).toURL()).getContent());
        } catch (IOException | ParseException | IssuerUnavailable e) {
            LOG.warn("No keys of {}: tokens are refused until it answers ({})", issuer, e.toString());
            throw new JWKSetRetrievalException("No keys of " + issuer, e);
        }
    }

    @Override
    public void close() {
        // Nothing is held open between requests.
    }

    /** The issuer did not answer; whoever asks may try again. */
    static final class IssuerUnavailable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        IssuerUnavailable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
