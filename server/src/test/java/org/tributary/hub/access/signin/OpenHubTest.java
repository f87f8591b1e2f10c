package org.tributary.hub.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.tributary.testing.EchoDoors;

/** The hub without sign-in, on this machine alone. */
@SuppressWarnings("NullAway.Init")
@ExtendWith(OutputCaptureExtension.class)
class OpenHubTest {

    private static final String EVERYBODY = "open|-|OPERATOR|DIRECT_CARE|true|*[CREATE, READ, UPDATE, DELETE, SEARCH]";

    private static ConfigurableApplicationContext hub;
    private static Web web;

    @BeforeAll
    static void start() {
        hub = AccessSlice.start("tributary.access.open=true");
        web = new Web();
    }

    @AfterAll
    static void stop() {
        web.close();
        hub.close();
    }

    @Test
    void doorsAndPagesGrantEverything() throws Exception {
        assertThat(web.get(AccessSlice.address(hub) + "/api/test").body()).isEqualTo(EVERYBODY);
        assertThat(web.get(AccessSlice.address(hub) + "/fhir/Patient").body()).isEqualTo(EVERYBODY);
        assertThat(web.post(AccessSlice.address(hub) + "/api/test", "").body()).isEqualTo(EVERYBODY);
        assertThat(web.page(AccessSlice.address(hub) + "/people/1").body()).startsWith(EVERYBODY);
        assertThat(web.get(AccessSlice.address(hub) + "/actuator/info").statusCode()).isEqualTo(200);
    }

    @Test
    void anotherSitesPageGetsNothingThroughItsVisitorsBrowser() throws Exception {
        String door = AccessSlice.address(hub) + "/api/test";
        assertThat(web.post(door, "", "Origin", "https://evil.example").statusCode()).isEqualTo(401);
        assertThat(web.post(door, "", "Origin", "null").statusCode()).isEqualTo(401);
        assertThat(web.post(door, "", "Origin", "http://127.0.0.1:1").statusCode()).isEqualTo(401);
        assertThat(web.post(door, "", "Origin", AccessSlice.address(hub)).statusCode()).isEqualTo(200);
        assertThat(web.post(AccessSlice.address(hub) + "/people/search", "").statusCode()).isEqualTo(403);
    }

    @Test
    void aNameThatOnlyPointsToThisMachineIsNotAnswered() throws Exception {
        assertThat(statusFor("evil.example")).contains(" 400 ");
        assertThat(statusFor("localhost")).contains(" 200 ");
    }

    @Test
    void tokensAreNotLookedAt() throws Exception {
        HttpResponse<String> response = web.get(AccessSlice.address(hub) + "/api/test", "Authorization", "Bearer x");
        assertThat(response.body()).isEqualTo(EVERYBODY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/broken", "/people/broken"})
    void whatBreaksIsToldWithoutItsValues(String path, CapturedOutput output) throws Exception {
        HttpResponse<String> broken = web.page(AccessSlice.address(hub) + path + "?how=fault");
        assertThat(broken.statusCode()).isEqualTo(500);
        assertThat(broken.body()).doesNotContain("Smithson");
        assertThat(output).contains("Incident ", "java.lang.IllegalStateException", "java.sql.SQLException",
                "EchoDoors.broken");

        for (String how : List.of("busy", "away")) {
            HttpResponse<String> later = web.page(AccessSlice.address(hub) + path + "?how=" + how);
            assertThat(later.statusCode()).isEqualTo(503);
            assertThat(later.headers().firstValue("Retry-After")).hasValue("30");
            assertThat(later.body()).doesNotContain("Smithson");
        }
        assertThat(output).contains("The database does not answer").doesNotContain("Smithson");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/long", "/people/long"})
    void whoGoesBeforeTheAnswerIsNoIncident(String path, CapturedOutput output) throws Exception {
        URI address = URI.create(AccessSlice.address(hub));
        try (Socket caller = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
            caller.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(caller.getInputStream().read()).isNotNegative();
            // Closed with a reset, in the middle of the answer.
            caller.setSoLinger(true, 0);
        }
        assertThat(EchoDoors.brokeOff()).isTrue();
        assertThat(web.get(AccessSlice.address(hub) + "/api/test").statusCode()).isEqualTo(200);
        assertThat(output).doesNotContain("Incident", "ERROR");
    }

    @Test
    void nothingOfAQueryStringIsLoggedOrEchoed(CapturedOutput output) throws Exception {
        for (String query : List.of("name=Smithson", "name=Smith<son", "name=Smithson%", "name=Smithson%zz&x=%",
                "Smithson%00=1", "name=Smithson%0d%0aX: y", "name={Smithson}", "=Smithson", "name=Smithson%ff%fe")) {
            for (String path : List.of("/api/test", "/api/number", "/api/unknown", "/fhir/Patient", "/people/1",
                    "/unknown", "/fhir//Patient")) {
                assertThat(answer("GET " + path + "?" + query.replace(" ", "%20"), "localhost"))
                        .doesNotContain("Smithson", "Smith<son");
            }
        }
        for (String path : List.of("/api/number?nhs-number=Smithson", "/people/number?nhs-number=Smithson")) {
            assertThat(answer("GET " + path, "localhost")).contains(" 400 ").doesNotContain("Smithson");
        }
        try (Web browser = new Web()) {
            String page = browser.page(AccessSlice.address(hub) + "/people/1").body();
            String csrf = page.substring(page.indexOf('\n') + 1);
            for (String form : List.of("name=Smithson%zz", csrf + "&name=Smithson%zz", "=Smithson&" + csrf)) {
                for (String path : List.of("/people/search", "/api/test", "/fhir/Patient")) {
                    assertThat(browser.post(AccessSlice.address(hub) + path, form).body()).doesNotContain("Smithson");
                }
            }
            HttpResponse<String> refused = browser.post(AccessSlice.address(hub) + "/people/search", csrf
                    + "&name=Smithson%zz");
            assertThat(refused.statusCode()).isEqualTo(400);
        }
        assertThat(output).doesNotContain("Smithson", "Smith<son");
    }

    @Test
    void aQueryMayHoldTheBarsOfFhirsSearchesAsTheyAre() throws Exception {
        assertThat(answer("GET /fhir/Patient?identifier=https://sender.example|7&value=[a]^{b}", "localhost"))
                .startsWith("HTTP/1.1 200 ");
    }

    private static String statusFor(String host) throws IOException {
        return answer("GET /api/test", host).lines().findFirst().orElse("");
    }

    /** The whole answer to a request as it is spelt here, which the JDK's client would tidy up or refuse. */
    private static String answer(String request, String host) throws IOException {
        int port = hub.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        try (Socket socket = new Socket("127.0.0.1", port);
                InputStream answer = socket.getInputStream()) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write("""
                    %s HTTP/1.1\r
                    Host: %s:%d\r
                    Connection: close\r
                    \r
                    """.formatted(request, host, port).getBytes(StandardCharsets.UTF_8));
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
