package org.tributary.hub.access.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tributary.hub.access.signin.TestIssuer.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.PlainJWT;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** The doors against an issuer elsewhere: which tokens open them, and what everything else is told. */
@SuppressWarnings("NullAway.Init")
class DoorsTest {

    private static TestIssuer issuer;
    private static TestIssuer stranger;
    private static ConfigurableApplicationContext hub;
    private static Web web;

    @BeforeAll
    static void start() throws IOException, JOSEException {
        issuer = new TestIssuer();
        stranger = new TestIssuer();
        hub = AccessSlice.start("tributary.access.issuer=" + issuer.address(),
                "tributary.access.audience=" + TestIssuer.AUDIENCE, "tributary.access.claims.organisation=ods");
        web = new Web();
    }

    @AfterAll
    static void stop() {
        web.close();
        hub.close();
        issuer.close();
        stranger.close();
    }

    @Test
    void aSoundTokenMakesTheCallerItSays() throws Exception {
        String expected = "ward-system|RTR01|SYSTEM|DIRECT_CARE|false|*[CREATE],Patient[READ, SEARCH]";
        for (String path : List.of("/api/test", "/intake/test", "/fhir/Patient")) {
            assertThat(get(path, issuer.token(issuer.claims())).body()).isEqualTo(expected);
        }
        assertThat(get("/api/test", issuer.tokenByCurve()).body()).isEqualTo(expected);
        JWSHeader.Builder pss = new JWSHeader.Builder(JWSAlgorithm.PS256).keyID("rsa-1")
                .type(new JOSEObjectType("application/at+jwt"));
        assertThat(get("/api/test", issuer.token(pss, issuer.claims())).body()).isEqualTo(expected);
    }

    @Test
    void keysAreAskedForOnceAndKept() throws Exception {
        get("/api/test", issuer.token(issuer.claims()));
        int asked = issuer.keyRequests.get();
        for (int i = 0; i < 20; i++) {
            assertThat(get("/api/test", issuer.token(issuer.claims())).statusCode()).isEqualTo(200);
        }
        assertThat(issuer.keyRequests.get()).isEqualTo(asked);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void aBadTokenOpensNoDoor(String situation, String reason, String token) throws Exception {
        for (String path : List.of("/api/test", "/intake/test", "/fhir/Patient")) {
            HttpResponse<String> response = get(path, token);
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .startsWith("Bearer realm=\"tributary\", error=\"invalid_token\", error_description=\"")
                    .contains(reason);
        }
        assertThat(stranger.keyRequests.get()).as("keys asked of an issuer that a token named").isZero();
    }

    static Stream<Arguments> badTokens() throws JOSEException {
        List<Arguments> tokens = new ArrayList<>();
        addForgedSignatures(tokens);
        addWrongHeaders(tokens);
        addWrongClaims(tokens);
        return tokens.stream();
    }

    private static void addForgedSignatures(List<Arguments> tokens) throws JOSEException {
        String good = issuer.token(issuer.claims());
        String[] parts = good.split("\\.");
        add(tokens, "no algorithm", "signature is not accepted", new PlainJWT(issuer.claims().build()).serialize());
        add(tokens, "none in the header, signature cut off", "signature is not accepted",
                encode("{\"alg\":\"none\",\"typ\":\"at+jwt\"}") + "."
                        + parts[1] + ".");
        add(tokens, "None in mixed case", "signature is not accepted",
                encode("{\"alg\":\"nOnE\",\"typ\":\"at+jwt\"}") + "." + parts[1] + ".");
        add(tokens, "signature cut off", "signature is not accepted", parts[0] + "." + parts[1] + ".");
        add(tokens, "another token's signature", "signature is not accepted",
                parts[0] + "." + issuer.token(issuer.claims().subject("mallory")).split("\\.")[1] + "." + parts[2]);
        JWSHeader hmac = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa-1")
                .type(new JOSEObjectType("at+jwt"))
                .build();
        byte[] encoded = issuer.rsa.toRSAPublicKey().getEncoded();
        String pem = "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder(64, new byte[]{'\n'})
                .encodeToString(encoded) + "\n-----END PUBLIC KEY-----\n";
        add(tokens, "public key (DER) as HMAC secret", "signature is not accepted",
                token(hmac, issuer.claims().build(), new MACSigner(encoded)));
        add(tokens, "public key (PEM) as HMAC secret", "signature is not accepted",
                token(hmac, issuer.claims().build(), new MACSigner(pem.getBytes(StandardCharsets.UTF_8))));
        add(tokens, "public key (JWK) as HMAC secret", "signature is not accepted", token(hmac, issuer.claims().build(),
                new MACSigner(issuer.rsa.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8))));
        add(tokens, "an algorithm outside the list", "signature is not accepted",
                issuer.token(new JWSHeader.Builder(JWSAlgorithm.RS512)
                        .keyID("rsa-1")
                        .type(new JOSEObjectType("at+jwt")), issuer.claims()));
        add(tokens, "a stranger's key under the issuer's key id", "signature is not accepted",
                token(issuer.header().build(), issuer.claims().build(), new RSASSASigner(stranger.rsa)));
        add(tokens, "garbage", "signature is not accepted", "a.b.c");
        add(tokens, "one part", "signature is not accepted", "token");
    }

    private static void addWrongHeaders(List<Arguments> tokens) throws JOSEException {
        RSAKey own = new RSAKeyGenerator(2048).keyID("mallory").generate();
        RSASSASigner signer = new RSASSASigner(own);
        add(tokens, "key id of a file", "signature is not accepted",
                issuer.token(issuer.header().keyID("../../../../../../dev/null"),
                        issuer.claims()));
        add(tokens, "key id of SQL", "signature is not accepted",
                issuer.token(issuer.header().keyID("x' UNION SELECT 'k"), issuer.claims()));
        add(tokens, "jku of a stranger", "signature is not accepted", token(
                issuer.header().keyID("rsa-1").jwkURL(URI.create(stranger.address() + "/keys")).build(),
                issuer.claims().build(), new RSASSASigner(stranger.rsa)));
        add(tokens, "x5u of a stranger", "signature is not accepted", token(
                issuer.header().x509CertURL(URI.create(stranger.address() + "/keys")).build(),
                issuer.claims().build(), new RSASSASigner(stranger.rsa)));
        add(tokens, "a key in the header", "signature is not accepted",
                token(issuer.header().keyID("mallory").jwk(own.toPublicJWK()).build(), issuer.claims().build(),
                        signer));
        add(tokens, "a critical header that nobody knows", "signature is not accepted",
                issuer.token(issuer.header().criticalParams(Set.of("must-know")).customParam("must-know", "x"),
                        issuer.claims()));
        add(tokens, "no type", "header typ", issuer.token(issuer.header().type(null), issuer.claims()));
        for (String type : List.of("secevent+jwt", "logout+jwt", "dpop+jwt", "at+jwt2", "application/")) {
            add(tokens, "type " + type, "header typ",
                    issuer.token(issuer.header().type(new JOSEObjectType(type)), issuer.claims()));
        }
    }

    private static void addWrongClaims(List<Arguments> tokens) throws JOSEException {
        add(tokens, "another issuer", "claim iss", issuer.token(issuer.claims().issuer(stranger.address())));
        add(tokens, "issuer with a slash more", "claim iss",
                issuer.token(issuer.claims().issuer(issuer.address() + "/")));
        add(tokens, "no issuer", "claim iss", issuer.token(issuer.claims().issuer(null)));
        add(tokens, "another audience", "claim aud", issuer.token(issuer.claims().audience("https://other.example")));
        add(tokens, "the pages' audience", "claim aud", issuer.token(issuer.claims().audience("tributary-pages")));
        add(tokens, "no audience", "claim aud", issuer.token(issuer.claims().audience(List.of())));
        add(tokens, "expired", "claim exp", issuer.token(issuer.claims().expirationTime(in(-31))));
        add(tokens, "no expiry", "claim exp", issuer.token(issuer.claims().expirationTime(null)));
        add(tokens, "not valid yet", "claim nbf", issuer.token(issuer.claims().notBeforeTime(in(90))));
        add(tokens, "expiry that is no number", "signature is not accepted",
                issuer.token(issuer.claims().claim("exp", "tomorrow")));
        add(tokens, "no organisation", "claim ods", issuer.token(issuer.claims().claim("ods", null)));
        add(tokens, "organisation under another name", "claim ods",
                issuer.token(issuer.claims().claim("ods", null).claim("organisation", "RTR01")));
        add(tokens, "no role", "claim role", issuer.token(issuer.claims().claim("role", null)));
        add(tokens, "unknown role", "claim role", issuer.token(issuer.claims().claim("role", "root")));
        add(tokens, "two roles", "claim role",
                issuer.token(issuer.claims().claim("role", List.of("system", "operator"))));
        add(tokens, "no purpose", "claim purpose", issuer.token(issuer.claims().claim("purpose", null)));
        add(tokens, "no subject", "claim sub", issuer.token(issuer.claims().subject(null)));
    }

    private static void add(List<Arguments> tokens, String situation, String reason, String token) {
        tokens.add(Arguments.of(situation, reason, token));
    }

    @Test
    void clocksMayDifferByHalfAMinute() throws Exception {
        String late = issuer.token(issuer.claims().expirationTime(in(-5)));
        String early = issuer.token(issuer.claims().notBeforeTime(in(15)));
        assertThat(get("/api/test", late).statusCode()).isEqualTo(200);
        assertThat(get("/api/test", early).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/test", "/api", "/api/unknown", "/intake/test", "/intake/unknown", "/fhir",
            "/fhir/Patient", "/fhir/Patient/1/_history", "/fhir/unknown", "/fhir/metadata/x", "/actuator",
            "/actuator/prometheus", "/actuator/info", "/actuator/env", "/actuator/health/db", "/", "/people/1",
            "/unknown", "/error", "/sign-in", "/people/1;x=.css"})
    void withoutATokenEveryDoorIsShut(String path) throws Exception {
        HttpResponse<String> response = web.get(AccessSlice.address(hub) + path + "?name=Smithson");
        assertThat(response.statusCode()).isIn(path.contains(";") ? List.of(400) : List.of(401));
        assertThat(response.body() + response.headers().map()).doesNotContain("Smithson");
    }

    @Test
    void refusalsSpeakTheWordsOfTheirDoor() throws Exception {
        for (String path : List.of("/fhir/Patient", "/intake/test")) {
            HttpResponse<String> response = web.get(AccessSlice.address(hub) + path);
            assertThat(response.headers().firstValue("Content-Type")).hasValueSatisfying(
                    type -> assertThat(type).startsWith("application/fhir+json"));
            assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"tributary\"");
            assertThat(response.body()).isEqualTo("""
                    {"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"login",\
                    "diagnostics":"A bearer token is needed"}]}""");
        }
        HttpResponse<String> api = web.get(AccessSlice.address(hub) + "/api/test");
        assertThat(api.headers().firstValue("Content-Type")).hasValueSatisfying(
                type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(api.body()).isEqualTo("""
                {"type":"about:blank","title":"Unauthorized","status":401,"detail":"A bearer token is needed"}""");
    }

    @Test
    void aTokenIsTakenFromTheAuthorizationHeaderAlone() throws Exception {
        String token = issuer.token(issuer.claims());
        String door = AccessSlice.address(hub) + "/api/test";
        assertThat(web.get(door + "?access_token=" + token).statusCode()).isEqualTo(401);
        assertThat(web.post(door, "access_token=" + token).statusCode()).isEqualTo(401);
        assertThat(web.get(door, "Authorization", "Basic " + token).statusCode()).isEqualTo(401);
        assertThat(web.get(door, "Cookie", "access_token=" + token).statusCode()).isEqualTo(401);
        assertThat(web.post(door, "", "Authorization", "Bearer " + token).statusCode()).isEqualTo(200);
    }

    @Test
    void whatTheHubCanDoIsPublic() throws Exception {
        for (String path : List.of("/fhir/metadata", "/fhir/.well-known/smart-configuration")) {
            assertThat(web.get(AccessSlice.address(hub) + path).body()).isEqualTo("open");
        }
        assertThat(web.get(AccessSlice.address(hub) + "/actuator/health").body()).contains("UP");
    }

    @Test
    void theActuatorIsTheOperators() throws Exception {
        assertThat(get("/actuator/info", issuer.token(issuer.claims())).statusCode()).isEqualTo(403);
        String operator = issuer.token(issuer.claims().claim("role", "operator"));
        assertThat(get("/actuator/info", operator).statusCode()).isEqualTo(200);
        assertThat(get("/actuator/env", operator).statusCode()).isEqualTo(404);
    }

    @Test
    void refusedParametersAreNamedButNotTheirValues() throws Exception {
        HttpResponse<String> unreadable = get("/api/number?nhs-number=Smithson", issuer.token(issuer.claims()));
        assertThat(unreadable.statusCode()).isEqualTo(400);
        assertThat(unreadable.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(unreadable.body()).contains("nhs-number").doesNotContain("Smithson");
        HttpResponse<String> unknown = get("/api/unknown?nhs-number=Smithson", issuer.token(issuer.claims()));
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(unknown.body()).doesNotContain("Smithson");
    }

    @Test
    void doorsKeepNoSession() throws Exception {
        HttpResponse<String> response = get("/api/test", issuer.token(issuer.claims()));
        assertThat(response.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(response.headers().firstValue("Cache-Control")).hasValueSatisfying(
                value -> assertThat(value).contains("no-store"));
    }

    private static HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        return web.get(AccessSlice.address(hub) + path, "Authorization", "Bearer " + token);
    }

    private static Date in(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
