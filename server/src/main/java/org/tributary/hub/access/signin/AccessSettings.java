package org.tributary.hub.access.signin;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.tributary.hub.access.Purpose;
import org.tributary.hub.access.Role;

/**
 * The settings {@code tributary.access.*}. Just one of {@code issuer}, {@code open} and {@code development-issuer} is
 * set; {@link AccessMode} checks how they fit together and with the address that the server listens on.
 *
 * @param issuer
 *            the {@code iss} of accepted tokens, to the letter; its OpenID configuration is found beneath it
 * @param jwksUri
 *            where the issuer's public keys are, if not where its OpenID configuration says
 * @param audience
 *            what the {@code aud} of an access token must name
 * @param algorithms
 *            accepted signature algorithms: some of RS256, ES256 and PS256
 * @param tokenTypes
 *            accepted {@code typ} headers of access tokens, without a leading {@code application/}
 * @param clockSkew
 *            by how much the issuer's clock may differ from the hub's
 * @param open
 *            no sign-in and everything granted; only on a loopback address
 * @param developmentIssuer
 *            the hub issues tokens itself, for the demo; only on a loopback address
 * @param developmentDirectory
 *            where the development issuer keeps its key and secrets
 */
@ConfigurationProperties(prefix = "tributary.access", ignoreUnknownFields = false)
record AccessSettings(Optional<String> issuer, Optional<String> jwksUri, @DefaultValue("tributary") String audience,
        @DefaultValue({
                "RS256", "ES256", "PS256"}) Set<String> algorithms,
        @DefaultValue({"at+jwt", "JWT"}) Set<String> tokenTypes, @DefaultValue("PT30S") Duration clockSkew,
        @DefaultValue Claims claims, @DefaultValue SignIn signIn, @DefaultValue("false") boolean open,
        @DefaultValue("false") boolean developmentIssuer,
        @DefaultValue("data/access") Path developmentDirectory) {

    AccessSettings {
        algorithms = Set.copyOf(algorithms);
        tokenTypes = Set.copyOf(tokenTypes);
    }

    /**
     * Which claims say who the caller is. Access tokens carry them for the doors, ID tokens for the pages.
     *
     * @param name
     *            the user or client, as the audit shall name it
     * @param organisation
     *            the ODS code they act for
     * @param role
     *            a code of {@link Role}, or a list with just one
     * @param purpose
     *            a code of {@link Purpose}
     */
    record Claims(@DefaultValue("sub") String name, @DefaultValue("organisation") String organisation,
            @DefaultValue("role") String role, @DefaultValue("purpose") String purpose) {
    }

    /**
     * The pages as an OpenID Connect client of the issuer.
     *
     * @param clientSecret
     *            empty for a public client, which has PKCE alone
     * @param scopes
     *            what the pages ask for; {@code openid} is needed, the SMART scopes say what a user may do
     */
    record SignIn(@DefaultValue("tributary-pages") String clientId, Optional<String> clientSecret,
            @DefaultValue({
                    "openid", "user/*.rs"}) List<String> scopes) {

        SignIn {
            scopes = List.copyOf(scopes);
        }

        SignIn withSecret(String secret) {
            return new SignIn(clientId, Optional.of(secret), scopes);
        }

        /** Secrets stay out of logs. */
        @Override
        public String toString() {
            return "SignIn[" + clientId + ", " + scopes + "]";
        }
    }
}
