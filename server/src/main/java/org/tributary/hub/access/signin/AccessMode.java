package org.tributary.hub.access.signin;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where callers come from: an issuer, the hub's own development issuer, or nowhere because the hub is open. */
sealed interface AccessMode {

    /** No sign-in, everything granted. */
    record Open() implements AccessMode {
    }

    /** The hub's own issuer, {@code http://localhost:port}. */
    record Development(String issuer) implements AccessMode {
    }

    /** An issuer elsewhere. */
    record Issuer(String issuer) implements AccessMode {
    }

    /** Asymmetric algorithms only: with HS* whoever can check a token could also make one. */
    Set<String> ALGORITHMS = Set.of("RS256", "ES256", "PS256");

    /** The spelling of this machine's IPv4 addresses. */
    Pattern LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}");

    /**
     * The mode that settings ask for.
     *
     * @param address
     *            what the server listens on; null is every interface
     * @throws UnsafeSettings
     *             if they contradict each other or would let strangers in
     */
    static AccessMode of(AccessSettings settings, @Nullable InetAddress address, int port) {
        long chosen = Stream.of(settings.issuer().isPresent(), settings.open(), settings.developmentIssuer())
                .filter(choice -> choice)
                .count();
        if (chosen == 0) {
            throw new UnsafeSettings(
                    "Nobody could sign in: set tributary.access.issuer to your identity provider's issuer,"
                            + " or start with --open (tributary.access.open=true) to try the hub on this machine without sign-in.");
        }
        if (chosen > 1) {
            throw new UnsafeSettings("Set only one of tributary.access.issuer, tributary.access.open and"
                    + " tributary.access.development-issuer.");
        }
        requireSoundTokens(settings);
        if (settings.open()) {
            requireLoopback("tributary.access.open grants everything to whoever reaches the port", address);
            return new Open();
        }
        if (settings.developmentIssuer()) {
            requireLoopback("tributary.access.development-issuer shows its passwords to whoever reaches the port",
                    address);
            if (port <= 0) {
                throw new UnsafeSettings(
                        "tributary.access.development-issuer needs a fixed server.port, because its address"
                                + " is part of every token.");
            }
            return new Development("http://localhost:" + port);
        }
        String issuer = settings.issuer().orElseThrow();
        requireTls("tributary.access.issuer", issuer);
        settings.jwksUri().ifPresent(uri -> requireTls("tributary.access.jwks-uri", uri));
        return new Issuer(issuer);
    }

    private static void requireSoundTokens(AccessSettings settings) {
        if (settings.algorithms().isEmpty() || !ALGORITHMS.containsAll(settings.algorithms())) {
            throw new UnsafeSettings("tributary.access.algorithms may hold only RS256, ES256 and PS256.");
        }
        if (settings.tokenTypes().isEmpty()) {
            throw new UnsafeSettings("tributary.access.token-types needs at least one type, such as at+jwt.");
        }
        if (settings.clockSkew().isNegative() || settings.clockSkew().toMinutes() > 5) {
            throw new UnsafeSettings("tributary.access.clock-skew must be between 0 and 5 minutes.");
        }
        if (settings.audience().isBlank() || settings.audience().equals(settings.signIn().clientId())) {
            throw new UnsafeSettings(
                    "tributary.access.audience must be set and differ from tributary.access.sign-in.client-id,"
                            + " or the pages' ID tokens would open the doors.");
        }
        AccessSettings.Claims claims = settings.claims();
        if (!Stream.of(claims.name(), claims.organisation(), claims.role(), claims.purpose())
                .allMatch(name -> name.matches("[!#-\\[\\]-~]+"))) {
            throw new UnsafeSettings("tributary.access.claims must be names without blanks, quotes and backslashes.");
        }
        if (!settings.signIn().scopes().contains("openid")) {
            throw new UnsafeSettings("tributary.access.sign-in.scopes must hold openid.");
        }
    }

    private static void requireLoopback(String why, @Nullable InetAddress address) {
        if (address == null || !address.isLoopbackAddress()) {
            throw new UnsafeSettings(why + ", so server.address must be a loopback address such as 127.0.0.1; it is "
                    + (address == null ? "every interface" : address.getHostAddress()) + ".");
        }
    }

    private static void requireTls(String setting, String text) {
        try {
            URI uri = new URI(text);
            boolean plain = "http".equals(uri.getScheme()) && uri.getHost() != null && isLoopback(uri.getHost());
            if (uri.getHost() == null || uri.getRawQuery() != null || uri.getRawFragment() != null
                    || !("https".equals(uri.getScheme()) || plain)) {
                throw new UnsafeSettings(setting + " must be an https address without query or fragment"
                        + " (plain http only on this machine).");
            }
        } catch (URISyntaxException e) {
            throw new UnsafeSettings(setting + " is not an address: " + e.getReason() + ".");
        }
    }

    /** Whether a host is this machine by its spelling alone: no name but localhost is looked up. */
    static boolean isLoopback(String host) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        if (bare.equalsIgnoreCase("localhost")) {
            return true;
        }
        if (!bare.contains(":") && !LOOPBACK.matcher(bare).matches()) {
            return false;
        }
        try {
            return InetAddress.getByName(bare).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
