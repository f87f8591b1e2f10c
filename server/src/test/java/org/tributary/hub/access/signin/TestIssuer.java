package org.tributary.hub.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.springframework.web.util.UriComponentsBuilder;

/** An identity provider elsewhere: its configuration and keys over HTTP, and tokens signed with them. */
final class TestIssuer implements AutoCloseable {

    static final String AUDIENCE = "https://hub.example/fhir";

    final RSAKey rsa;
    final ECKey ec;
    final AtomicInteger keyRequests = new AtomicInteger();
    final AtomicReference<String> tokenRequest = new AtomicReference<>("");
    final AtomicReference<String> tokenAnswer = new AtomicReference<>("{}");
    private final HttpServer server;

    TestIssuer() throws IOException, JOSEException {
        rsa = new RSAKeyGenerator(2048).keyID("rsa-1").generate();
        ec = new ECKeyGenerator(Curve.P_256).keyID("ec-1").generate();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, """
                {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token",
                 "jwks_uri": "%1$s/keys", "end_session_endpoint": "%1$s/end"}""".formatted(address())));
        server.createContext("/keys", exchange -> {
            keyRequests.incrementAndGet();
            answer(exchange, new JWKSet(List.of(rsa, ec)).toString(true));
        });
        server.createContext("/token", exchange -> {
            tokenRequest.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            answer(exchange, String.valueOf(tokenAnswer.get()));
        });
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Claims that make a caller, valid for five minutes. */
    JWTClaimsSet.Builder claims() {
        Instant now = Instant.now();
        Date issued = Date.from(now.minusSeconds(120));
        return new JWTClaimsSet.Builder().issuer(address())
                .subject("ward-system")
                .audience(AUDIENCE)
                .issueTime(issued)
                .notBeforeTime(issued)
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("ods", "RTR01")
                .claim("role", "system")
                .claim("purpose", "direct-care")
                .claim("scope", "openid system/Patient.rs system/*.c");
    }

    JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(rsa.getKeyID()).type(new JOSEObjectType("at+jwt"));
    }

    String token(JWTClaimsSet.Builder claims) throws JOSEException {
        return token(header(), claims);
    }

    String token(JWSHeader.Builder header, JWTClaimsSet.Builder claims) throws JOSEException {
        return token(header.build(), claims.build(), new RSASSASigner(rsa));
    }

    String tokenByCurve() throws JOSEException {
        return token(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(ec.getKeyID()).type(JOSEObjectType.JWT).build(),
                claims().build(), new ECDSASigner(ec));
    }

    static String token(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) throws JOSEException {
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }

    /**
     * Asks a hub, whose pages are the client {@code hub-pages}, for a page, is sent here, and comes back with a code
     * for an ID token with these claims.
     */
    HttpResponse<String> signIn(Web web, String hub, UnaryOperator<JWTClaimsSet.Builder> change, String granted)
            throws IOException, InterruptedException, JOSEException {
        HttpResponse<String> authorization = web.page(Web.target(web.page(hub + "/people/1")));
        Map<String, String> asked = UriComponentsBuilder.fromUriString(Web.target(authorization))
                .build()
                .getQueryParams()
                .toSingleValueMap();
        assertThat(asked).containsEntry("client_id", "hub-pages").containsKey("code_challenge");
        JWTClaimsSet.Builder claims = claims().audience("hub-pages")
                .claim("role", "social-worker")
                .claim("preferred_username", "ann.lee")
                .claim("nonce", asked.get("nonce"));
        String idToken = token(header().type(JOSEObjectType.JWT), change.apply(claims));
        tokenAnswer.set("""
                {"access_token": "opaque", "token_type": "Bearer", "expires_in": 300, "scope": "%s", "id_token": "%s"}
                """.formatted(granted, idToken));
        return web.follow(web.page(hub + "/login/oauth2/code/hub?code=c0de&state=" + asked.get("state")));
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
