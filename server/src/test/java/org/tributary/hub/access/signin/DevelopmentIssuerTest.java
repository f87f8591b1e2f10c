package org.tributary.hub.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.tributary.hub.FreePort;

/** The demo's sign-in as a browser and curl meet it. */
@SuppressWarnings("NullAway.Init")
class DevelopmentIssuerTest {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"|_csrf=(\\S+)");

    /** The people of a borough, as the demo gives them. */
    static class People {

        @Bean
        DevelopmentDirectory people() {
            return DevelopmentDirectory.borough("A81001", "RTR01", "714", "QHM01");
        }
    }

    @TempDir
    private static Path directory;

    private static int port;
    private static String origin;
    private static ConfigurableApplicationContext hub;

    @BeforeAll
    static void start() throws IOException {
        port = FreePort.find();
        origin = "http://localhost:" + port;
        hub = start(directory);
    }

    private static ConfigurableApplicationContext start(Path kept) {
        return AccessSlice.start(List.of(AccessSlice.class, People.class), "tributary.access.development-issuer=true",
                "server.port=" + port, "tributary.access.development-directory=" + kept);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void aSystemsTokenOpensTheDoors() throws Exception {
        try (Web web = new Web()) {
            assertThat(web.get(origin + "/intake/test", "Authorization", "Bearer " + token("gp-system")).body())
                    .isEqualTo("gp-system|A81001|SYSTEM|DIRECT_CARE|false|*[CREATE, READ, UPDATE, DELETE, SEARCH]");
            assertThat(web.get(origin + "/api/test", "Authorization", "Bearer " + token("demo-loader")).body())
                    .startsWith("demo-loader|-|OPERATOR|DIRECT_CARE|true|");
            assertThat(web.get(origin + "/api/test").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void anUnknownClientIsToldWhichThereAre() throws Exception {
        assertThat(DevelopmentAccess.read(directory).token("nobody"))
                .isInstanceOfSatisfying(DevelopmentAccess.NoToken.class,
                        refused -> assertThat(refused.reason()).contains("council-system, demo-loader, gp-system"));
    }

    @Test
    void aWrongSecretGetsNoToken() throws Exception {
        try (Web web = new Web()) {
            HttpResponse<String> response = web.post(origin + "/oauth2/token",
                    "grant_type=client_credentials&client_id=gp-system&client_secret=guess");
            assertThat(response.statusCode()).isEqualTo(401);
        }
    }

    @Test
    void secretsAreTheirOwnersAlone() throws Exception {
        for (String file : List.of("development-accounts.json", "development-key.json")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(file))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aBrowserSignsInReadsThePageItWantedAndSignsOut() throws Exception {
        try (Web web = new Web()) {
            HttpResponse<String> refused = web.page(origin + "/people/1");
            assertThat(refused.statusCode()).isEqualTo(302);
            HttpResponse<String> authorization = web.page(Web.target(refused));
            assertThat(Web.target(authorization)).startsWith(origin + "/oauth2/authorize?")
                    .contains("response_type=code", "code_challenge_method=S256", "code_challenge=", "nonce=",
                            "state=");

            HttpResponse<String> signIn = web.follow(authorization);
            assertThat(signIn.uri()).hasToString(origin + "/sign-in");
            HttpResponse<String> page = signIn(web, signIn, "coordinator", password("coordinator"));
            assertThat(page.uri()).hasToString(origin + "/people/1");
            assertThat(page.body()).startsWith("coordinator|QHM01|COORDINATOR|DIRECT_CARE|false|*[READ, SEARCH]");

            // A session opens pages, not doors.
            assertThat(web.get(origin + "/api/test").statusCode()).isEqualTo(401);

            // Forms need the page's token.
            assertThat(web.post(origin + "/people/search", "name=x").statusCode()).isEqualTo(403);
            assertThat(web.post(origin + "/people/search", csrf(page)).statusCode()).isEqualTo(200);

            HttpResponse<String> out = web.follow(web.post(origin + "/sign-out", csrf(page)));
            assertThat(out.uri()).hasToString(origin + "/signed-out");
            assertThat(out.statusCode()).isEqualTo(200);
            assertThat(web.page(origin + "/people/1").statusCode()).isEqualTo(302);
            assertThat(web.follow(web.page(origin + "/people/1")).uri()).hasToString(origin + "/sign-in");
        }
    }

    @Test
    void aWrongPasswordIsToldSoWithoutSayingWhichOfTheTwoWasWrong() throws Exception {
        try (Web web = new Web()) {
            HttpResponse<String> again = signIn(web, web.follow(web.page(origin + "/")), "gp", "guess");
            assertThat(again.uri()).hasToString(origin + "/sign-in?failed");
            assertThat(again.body()).contains("Check the name and the password");
            assertThat(web.page(origin + "/").statusCode()).isEqualTo(302);
        }
    }

    @Test
    void theSignInPageShowsThePeopleAndKeepsToItsOwnHost() throws Exception {
        try (Web web = new Web()) {
            HttpResponse<String> page = web.page(origin + "/sign-in");
            assertThat(page.body()).contains("social-worker", password("social-worker"), "A81001")
                    .doesNotContain("<script", "style=");
            assertThat(page.headers().firstValue("Content-Security-Policy")).hasValueSatisfying(policy -> assertThat(
                    policy).contains("default-src 'none'", "script-src 'self';", "style-src 'self';",
                            "frame-ancestors 'none'", "base-uri 'self'", "form-action 'self' " + origin));
            assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
            assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(page.headers().firstValue("X-Frame-Options")).hasValue("DENY");
            assertThat(page.headers().allValues("Set-Cookie")).singleElement()
                    .asString()
                    .contains("HttpOnly", "SameSite=Lax");
        }
    }

    @Test
    void whoeverTypesTheNumberSignsInToo() throws Exception {
        try (Web web = new Web()) {
            HttpResponse<String> signIn = web.follow(web.page("http://127.0.0.1:" + port + "/people/2"));
            HttpResponse<String> page = signIn(web, signIn, "gp", password("gp"));
            assertThat(page.uri()).hasToString("http://127.0.0.1:" + port + "/people/2");
            assertThat(page.body()).startsWith("gp|A81001|CLINICIAN|");
        }
    }

    @Test
    void whatTheIssuerPublishesHoldsNoSecret() throws Exception {
        try (Web web = new Web()) {
            HttpResponse<String> configuration = web.get(origin + "/.well-known/openid-configuration");
            assertThat(configuration.body()).contains("\"issuer\":\"" + origin + "\"");
            assertThat(web.get(origin + "/oauth2/jwks").body()).contains("\"kty\":\"RSA\"")
                    .doesNotContain("\"d\":", "\"p\":", "\"q\":");
        }
    }

    @Test
    void secretsAndTokensOutliveARestart(@TempDir Path kept) throws Exception {
        DevelopmentDirectory people = DevelopmentDirectory.borough("A81001", "RTR01", "714", "QHM01");
        AccessSettings.SignIn pages = AccessModeTest.settings("").signIn();
        DevelopmentSecrets first = DevelopmentSecrets.open(kept, people, pages, origin);
        DevelopmentSecrets second = DevelopmentSecrets.open(kept, people, pages, "http://localhost:1");
        assertThat(second.signingKey()).isEqualTo(first.signingKey());
        assertThat(second.accounts().clients()).isEqualTo(first.accounts().clients());
        assertThat(second.accounts().passwords()).isEqualTo(first.accounts().passwords())
                .containsOnlyKeys("coordinator", "gp", "social-worker", "analyst", "operator");
        assertThat(second.accounts().issuer()).isEqualTo("http://localhost:1");
        assertThat(first.toString()).doesNotContain(first.secretOf("gp-system"), first.passwordOf("gp"));
    }

    private static String token(String client) throws IOException {
        return switch (DevelopmentAccess.read(directory).token(client)) {
            case DevelopmentAccess.Token token -> token.value();
            case DevelopmentAccess.NoToken refused -> throw new AssertionError(refused.reason());
        };
    }

    private static String password(String user) throws IOException {
        return String.valueOf(DevelopmentAccess.read(directory).passwords().get(user));
    }

    private static HttpResponse<String> signIn(Web web, HttpResponse<String> page, String user, String password)
            throws IOException, InterruptedException {
        return web.follow(web.post(page.uri().resolve("/sign-in").toString(),
                csrf(page) + "&username=" + user + "&password=" + password, "Accept", "text/html"));
    }

    private static String csrf(HttpResponse<String> page) {
        Matcher token = CSRF.matcher(page.body());
        assertThat(token.find()).as("a CSRF token in the page").isTrue();
        String value = token.group(1) != null ? token.group(1) : token.group(2);
        return "_csrf=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
