package org.tributary.hub.container;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tributary.hub.web.Chromium;

/**
 * Two nodes behind the proxy, with sign-in at Keycloak. {@code docker/test/stack} brings it up and runs this; otherwise
 * it is skipped.
 */
@SuppressWarnings("NullAway.Init")
class StackIT {

    private static final int WRITERS = 3;
    private static final int READERS = 3;

    private static Stack stack;
    private static String token;

    @BeforeAll
    static void find() throws Exception {
        Assumptions.assumeTrue(Boolean.getBoolean("tributary.test.stack"),
                "The stack is not up: docker/test/stack brings it up and runs these tests");
        stack = new Stack();
        token = stack.token("demo-loader");
    }

    @AfterAll
    static void leave() {
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    void bothNodesStartedTogetherAndTheMigrationsRanOnce() throws Exception {
        String applied = Stack.docker(List.of("exec", Stack.container("postgres"), "psql", "-h", "127.0.0.1", "-At",
                "-d", "postgresql://tributary_writer:" + secretOf("writer-password") + "@127.0.0.1/tributary", "-c",
                "SELECT bool_and(success) AND count(*) = count(DISTINCT version) FROM flyway_schema_history"));
        assertThat(applied).isEqualTo("t");
        for (String node : List.of("hub-1", "hub-2")) {
            assertThat(health(node)).isEqualTo("healthy");
        }
    }

    @Test
    void aMessageThroughTheProxyIsAcknowledgedAndSeenOverFhir() throws Exception {
        assertThat(stack.send(token, "POST", "/api/feeds", """
                {"code":"stack-acute","organisation":"RZ8","setting":"acute","format":"hl7v2","senders":["PAS^RZ8"]}""")
                .statusCode()).isIn(201, 409);
        String id = UUID.randomUUID().toString().substring(0, 8);
        String message = String.join("\r", "MSH|^~\\&|PAS|RZ8|HUB|HUB|20260101120000||ADT^A01|" + id + "|P|2.4",
                "EVN|A01|20260101120000", "PID|1||" + id + "^^^RZ8^PI||TESTER^STACK||19500101|1",
                "PV1|1|I|WARD^1^1^RZ8||||||||||||||||V" + id + "|||||||||||||||||||||||||20260101120000") + "\r";
        assertThat(tell(message)).contains("MSA|AA|" + id);
        HttpResponse<String> found = stack.send(token, "GET", "/fhir/Patient?_summary=count&identifier=" + id, "");
        assertThat(found.body()).contains("\"total\":1");
    }

    @Test
    void tellsNobodyOutsideWhatItMeasures() throws Exception {
        assertThat(stack.send(token, "GET", "/actuator/prometheus", "").statusCode()).isEqualTo(404);
    }

    /** A killed node takes no answered write, no read and no sign-in with it. */
    @Test
    void aKilledNodeIsMissedByNobody() throws Exception {
        try (Chromium chromium = Chromium.start(); BrowserContext window = chromium.trustingWindow()) {
            Page page = window.newPage();
            page.navigate(Stack.ORIGIN + "/");
            page.locator("#username").fill("coordinator");
            page.locator("#password").fill(stack.secret("COORDINATOR_PASSWORD"));
            page.locator("#kc-login").click();
            assertThat(page).hasTitle("Find someone - Tributary");

            killUnderLoad("hub-1");
            page.navigate(Stack.ORIGIN + "/");
            assertThat(page).hasTitle("Find someone - Tributary");

            Stack.docker(List.of("start", Stack.container("hub-1")));
            await().atMost(180, SECONDS).until(() -> health("hub-1").equals("healthy"));
            Stack.docker(List.of("kill", Stack.container("hub-2")));
            page.navigate(Stack.ORIGIN + "/");
            assertThat(page).hasTitle("Find someone - Tributary");
            Stack.docker(List.of("start", Stack.container("hub-2")));
            await().atMost(180, SECONDS).until(() -> health("hub-2").equals("healthy"));
        }
    }

    private static void killUnderLoad(String node) throws Exception {
        Queue<String> answered = new ConcurrentLinkedQueue<>();
        Queue<String> failed = new ConcurrentLinkedQueue<>();
        AtomicBoolean enough = new AtomicBoolean();
        AtomicInteger afterTheKill = new AtomicInteger();
        AtomicReference<String> last = new AtomicReference<>(write(UUID.randomUUID().toString()));
        AtomicBoolean killed = new AtomicBoolean();
        try (ExecutorService pool = Executors.newFixedThreadPool(WRITERS + READERS)) {
            List<Future<?>> work = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                work.add(pool.submit(() -> {
                    while (!enough.get()) {
                        String id = write(UUID.randomUUID().toString());
                        answered.add(id);
                        last.set(id);
                        if (killed.get()) {
                            afterTheKill.incrementAndGet();
                        }
                    }
                    return true;
                }));
            }
            for (int i = 0; i < READERS; i++) {
                work.add(pool.submit(() -> {
                    while (!enough.get()) {
                        String id = requireNonNull(last.get());
                        if (!readsOnRetry(id)) {
                            failed.add(id);
                        }
                    }
                    return true;
                }));
            }
            await().atMost(60, SECONDS).until(() -> answered.size() >= 50);
            Stack.docker(List.of("kill", Stack.container(node)));
            killed.set(true);
            await().atMost(60, SECONDS).until(() -> afterTheKill.get() >= 50);
            enough.set(true);
            for (Future<?> done : work) {
                done.get();
            }
        }
        assertThat(failed).as("reads that failed twice").isEmpty();
        for (String id : answered) {
            assertThat(reads(id)).as("answered write %s", id).isTrue();
        }
    }

    /** Sends a Patient until it is answered. */
    private static String write(String id) throws InterruptedException {
        while (true) {
            try {
                int status = stack.send(token, "PUT", "/fhir/Patient/" + id,
                        "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\",\"birthDate\":\"1950-01-01\"}")
                        .statusCode();
                if (status == 200 || status == 201) {
                    return id;
                }
                assertThat(status).isGreaterThanOrEqualTo(500);
            } catch (IOException gone) {
                // The answer was lost with its node: whether the write was stored is not known, so it is sent again.
            }
            Thread.sleep(100);
        }
    }

    private static boolean reads(String id) throws InterruptedException {
        try {
            return stack.send(token, "GET", "/fhir/Patient/" + id, "").statusCode() == 200;
        } catch (IOException gone) {
            return false;
        }
    }

    private static boolean readsOnRetry(String id) throws InterruptedException {
        boolean first = reads(id);
        return first || reads(id);
    }

    private static String tell(String message) throws IOException {
        try (Socket sender = new Socket("127.0.0.1", 2575)) {
            sender.setSoTimeout(30_000);
            sender.getOutputStream().write(('\u000b' + message + "\u001c\r").getBytes(StandardCharsets.UTF_8));
            StringBuilder answer = new StringBuilder();
            for (int next = sender.getInputStream().read(); next >= 0 && next != 0x1c; next = sender.getInputStream()
                    .read()) {
                answer.append((char) next);
            }
            return answer.toString();
        }
    }

    private static String health(String service) throws IOException, InterruptedException {
        return Stack.docker(List.of("inspect", "--format", "{{.State.Health.Status}}", Stack.container(service)));
    }

    private static String secretOf(String file) throws IOException {
        return java.nio.file.Files.readString(java.nio.file.Path.of("..", "docker", "secrets", file));
    }
}
