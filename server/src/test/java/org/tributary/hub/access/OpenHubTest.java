package org.tributary.hub.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** The hub without sign-in, on this machine alone. */
@SuppressWarnings("NullAway.Init")
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

    /** The status line for a Host header, which the JDK's client does not let one choose. */
    private static String statusFor(String host) throws IOException {
        int port = hub.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        try (Socket socket = new Socket("127.0.0.1", port);
                BufferedReader answer = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write("""
                    GET /api/test HTTP/1.1\r
                    Host: %s:%d\r
                    Connection: close\r
                    \r
                    """.formatted(host, port).getBytes(StandardCharsets.UTF_8));
            return String.valueOf(answer.readLine());
        }
    }
}
