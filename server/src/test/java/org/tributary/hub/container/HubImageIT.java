package org.tributary.hub.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * The hub's image beside a PostgreSQL in a container, as an operator runs it: not as root, and with nothing to write to
 * but {@code /tmp}. {@code -Dtributary.test.hub-image} names another image.
 */
@SuppressWarnings("NullAway.Init")
class HubImageIT {

    private static final int HTTP = 8080;
    private static final int MLLP = 2575;

    private static Network network;
    private static GenericContainer<?> postgres;
    private static GenericContainer<?> hub;
    private static HttpClient http;

    @BeforeAll
    @SuppressWarnings("resource") // The containers stop with the class.
    static void start() {
        http = HttpClient.newHttpClient();
        hub = new GenericContainer<>(Engine.image("tributary.test.hub-image", "tributary"));
        network = Network.newNetwork();
        postgres = PostgresContainer.container().withNetwork(network).withNetworkAliases("postgres");
        new PostgresContainer(postgres).administer("CREATE DATABASE tributary OWNER tributary_writer");
        hub.withNetwork(network)
                .withEnv(Map.of("TRIBUTARY_DB", "postgresql://postgres:5432/tributary",
                        "TRIBUTARY_DATABASE_WRITER_PASSWORD", PostgresContainer.PASSWORD,
                        "TRIBUTARY_DATABASE_READER_PASSWORD", PostgresContainer.PASSWORD,
                        "TRIBUTARY_ACCESS_ISSUER", "https://id.example/realms/care"))
                .withCreateContainerCmdModifier(create -> create.getHostConfig().withReadonlyRootfs(true))
                .withTmpFs(Map.of("/tmp", "rw"))
                .withExposedPorts(HTTP, MLLP)
                .waitingFor(Wait.forHealthcheck())
                .withStartupTimeout(Duration.ofMinutes(4))
                .start();
    }

    @AfterAll
    static void stop() {
        hub.stop();
        postgres.stop();
        network.close();
        http.close();
    }

    @Test
    void runsAsSomeoneOtherThanRoot() throws Exception {
        assertThat(hub.execInContainer("id", "-u").getStdout().strip()).isEqualTo("10001");
        assertThat(hub.execInContainer("touch", "/opt/tributary/new").getExitCode()).isNotZero();
    }

    @Test
    void startsWithJavasRecordOfARehearsedStart() throws Exception {
        assertThat(hub.execInContainer("cat", "/proc/1/cmdline").getStdout()).contains("-XX:AOTCache=");
    }

    @Test
    void tellsWhatItCanDoAndAsksForATokenBeforeAnythingElse() throws Exception {
        HttpResponse<String> statement = get("/fhir/metadata");
        assertThat(statement.statusCode()).isEqualTo(200);
        assertThat(statement.body()).contains("\"CapabilityStatement\"");
        assertThat(get("/fhir/Patient").statusCode()).isEqualTo(401);
    }

    @Test
    void refusesMessagesOfSendersItDoesNotKnow() throws IOException {
        try (Socket sender = new Socket(hub.getHost(), hub.getMappedPort(MLLP))) {
            sender.setSoTimeout(30_000);
            sender.getOutputStream()
                    .write("\u000bMSH|^~\\&|PAS|RZ8|HUB|HUB|20260101120000||ADT^A01|1|P|2.4\rEVN|A01|20260101120000\r\u001c\r"
                            .getBytes(StandardCharsets.US_ASCII));
            StringBuilder answer = new StringBuilder();
            for (int next = sender.getInputStream().read(); next >= 0 && next != 0x1c; next = sender.getInputStream()
                    .read()) {
                answer.append((char) next);
            }
            assertThat(answer).contains("MSA|AR|1");
        }
    }

    @Test
    void runsTheHubsOtherCommands() throws Exception {
        assertThat(hub.execInContainer("/usr/local/bin/run", "digest").getStdout()).containsPattern("[0-9a-f]{64}");
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI address = URI.create("http://" + hub.getHost() + ':' + hub.getMappedPort(HTTP) + path);
        return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
}
