package org.tributary.hub.access.signin;

import java.util.Optional;

/** Where an issuer signs people in, exchanges codes, shows its public keys, and signs people out. */
record IssuerEndpoints(String authorization, String token, String keys, Optional<String> endSession) {

    /** The hub's own issuer, known without asking. */
    static IssuerEndpoints ofDevelopment(String issuer) {
        return new IssuerEndpoints(issuer + "/oauth2/authorize", issuer + "/oauth2/token", issuer + "/oauth2/jwks",
                Optional.of(issuer + "/connect/logout"));
    }
}
