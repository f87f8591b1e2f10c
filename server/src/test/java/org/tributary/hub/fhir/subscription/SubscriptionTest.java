package org.tributary.hub.fhir.subscription;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.tributary.hub.fhir.subscription.SubscribedHub.observation;
import static org.tributary.hub.fhir.subscription.SubscribedHub.subscription;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tributary.hub.fhir.subscription.RecordingEndpoint.Call;
import org.tributary.hub.ingest.CommitLine;

/** R4 Subscriptions from their request to what their endpoints hear, whatever these do. */
class SubscriptionTest {

    private static final String PRACTICE = "A81001";
    private static final String TRUST = "RTR";
    private static final String JSON = "\"payload\":\"application/fhir+json\"";

    private static SubscribedHub hub;

    private RecordingEndpoint endpoint;

    @BeforeAll
    static void startHub() {
        hub = SubscribedHub.start("tributary.subscriptions.slowest=1s", "tributary.subscriptions.timeout=2s");
    }

    @AfterAll
    static void stopHub() throws Exception {
        hub.close();
    }

    @BeforeEach
    void startEndpoint() throws Exception {
        endpoint = RecordingEndpoint.start();
    }

    @AfterEach
    void stopEndpoint() {
        endpoint.close();
    }

    private static ConditionFactory soon() {
        return await().atMost(20, SECONDS).pollInterval(Duration.ofMillis(50));
    }

    @Test
    void aNewMatchIsToldAndWhatWasThereBeforeIsNot() {
        hub.write(PRACTICE, observation("ping-before", "final", "ping"));
        hub.subscribe(PRACTICE, "ping", "Observation?code=ping", endpoint.url());
        assertThat(hub.status("ping")).isEqualTo("active");

        hub.write(PRACTICE, observation("ping-other", "final", "else"), observation("ping-new", "final", "ping"),
                "{\"resourceType\":\"Basic\",\"id\":\"ping\",\"code\":{\"coding\":[{\"code\":\"ping\"}]}}");

        soon().until(() -> hub.isQuiet("ping"));
        assertThat(endpoint.calls()).singleElement().satisfies(call -> {
            assertThat(call.method()).isEqualTo("POST");
            assertThat(call.path()).isEqualTo("/hook");
            assertThat(call.body()).isEmpty();
        });
    }

    @Test
    void withAPayloadTheResourceIsPutBelowTheEndpointWithTheHeadersOfTheChannel() {
        hub.subscribe(PRACTICE, "json", "Observation?code=payload", endpoint.url() + "?key=1", JSON,
                "\"header\":[\"Authorization: Bearer secret-1\"]");
        hub.subscribe(PRACTICE, "xml", "Observation?code=payload", endpoint.url(),
                "\"payload\":\"application/fhir+xml\"");

        hub.write(PRACTICE, observation("payload-1", "final", "payload"));

        soon().until(() -> endpoint.calls().size() == 2);
        assertThat(endpoint.calls()).allSatisfy(call -> assertThat(call.method()).isEqualTo("PUT"));
        Call json = call("/hook/Observation/payload-1?key=1");
        assertThat(json.json().at("/meta/versionId").asString()).isEqualTo("1");
        assertThat(json.contentType()).startsWith("application/fhir+json");
        assertThat(json.authorization()).isEqualTo("Bearer secret-1");
        Call xml = call("/hook/Observation/payload-1");
        assertThat(xml.contentType()).startsWith("application/fhir+xml");
        assertThat(xml.body()).contains("<Observation", "<id value=\"payload-1\"");
    }

    @Test
    void theAuditTrailTellsOfEachNotification() {
        hub.subscribe(PRACTICE, "audited", "Patient?_id=audited-1", endpoint.url(), JSON);
        hub.write(PRACTICE, "{\"resourceType\":\"Patient\",\"id\":\"audited-1\"}");
        soon().until(() -> hub.isQuiet("audited"));

        List<String> told = hub.get(CommitLine.class)
                .change(transaction -> transaction.jdbc()
                        .sql("SELECT asked FROM audit_event WHERE organisation = :practice AND patient = 'audited-1'")
                        .param("practice", PRACTICE)
                        .query(String.class)
                        .list());
        assertThat(told).containsExactly("Notification of Subscription/audited");
    }

    private Call call(String path) {
        return endpoint.calls().stream().filter(call -> call.path().equals(path)).findFirst().orElseThrow();
    }

    @Test
    void everythingIsToldAndEachResourceInOrderThoughTheEndpointFailsNowAndThen() {
        AtomicInteger calls = new AtomicInteger();
        endpoint.answering(path -> calls.incrementAndGet() % 7 == 3 ? 503 : 200);
        hub.subscribe(PRACTICE, "order", "Observation?code=order", endpoint.url(), JSON);

        for (int version = 1; version <= 6; version++) {
            for (int resource = 0; resource < 10; resource++) {
                hub.write(PRACTICE, """
                        {"resourceType":"Observation","id":"order-%d","status":"final",
                         "code":{"coding":[{"code":"order"}]},"valueInteger":%d}""".formatted(resource, version));
            }
        }

        soon().until(() -> hub.isQuiet("order"));
        Map<String, Integer> last = new HashMap<>();
        for (Call call : endpoint.accepted()) {
            int version = call.version();
            assertThat(version).isGreaterThanOrEqualTo(last.getOrDefault(call.path(), 0));
            last.put(call.path(), version);
        }
        assertThat(last).hasSize(10).allSatisfy((path, version) -> assertThat(version).isEqualTo(6));
    }

    @Test
    void anEndpointThatIsDownShowsInTheSubscriptionAndIsToldEverythingWhenItIsBack() throws Exception {
        int port = endpoint.port();
        hub.subscribe(PRACTICE, "down", "Observation?code=down", endpoint.url(), JSON);
        endpoint.close();

        hub.write(PRACTICE, observation("down-1", "registered", "down"), observation("down-2", "final", "down"));

        soon().until(() -> hub.status("down").equals("error"));
        assertThat(hub.read("Subscription", "down").path("error").asString()).contains("cannot be reached");
        assertThat(hub.report("down").failures()).isPositive();
        assertThat(hub.report("down").pending()).isEqualTo(2);
        hub.write(PRACTICE, observation("down-1", "final", "down"));
        soon().until(() -> hub.report("down").pending() == 3);

        endpoint = RecordingEndpoint.start(port);
        soon().until(() -> hub.status("down").equals("active"));
        soon().until(() -> hub.isQuiet("down"));
        assertThat(endpoint.accepted().stream().filter(call -> call.path().endsWith("down-1")).map(Call::version))
                .containsExactly(1, 2);
        assertThat(endpoint.accepted()).hasSize(3);
        assertThat(hub.read("Subscription", "down").has("error")).isFalse();
        assertThat(hub.report("down").delivered()).isEqualTo(3);
    }

    @Test
    void aResourceThatTheEndpointRefusesHoldsUpNoOther() {
        endpoint.answering(path -> path.endsWith("refused-1") ? 422 : 200);
        hub.subscribe(PRACTICE, "refused", "Observation?code=refused", endpoint.url(), JSON);

        hub.write(PRACTICE, observation("refused-1", "final", "refused"), observation("refused-2", "final", "refused"));
        soon().until(() -> hub.status("refused").equals("error"));
        hub.write(PRACTICE, observation("refused-3", "final", "refused"),
                observation("refused-1", "amended", "refused"));

        soon().until(() -> endpoint.accepted().size() == 2);
        soon().until(() -> hub.report("refused").pending() == 2);
        endpoint.answering(path -> 200);
        soon().until(() -> hub.isQuiet("refused"));
        assertThat(endpoint.accepted().stream().filter(call -> call.path().endsWith("refused-1")).map(Call::version))
                .containsExactly(1, 2);
    }

    @Test
    void aSlowEndpointKeepsNobodyElseWaiting() throws Exception {
        CountDownLatch patience = new CountDownLatch(1);
        try (RecordingEndpoint slow = RecordingEndpoint.start()) {
            slow.answering(path -> {
                try {
                    patience.await(30, SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return 200;
            });
            hub.subscribe(PRACTICE, "a-slow", "Observation?code=slow", slow.url());
            hub.subscribe(PRACTICE, "b-quick", "Observation?code=slow", endpoint.url());

            hub.write(PRACTICE, observation("slow-1", "final", "slow"));

            soon().until(() -> hub.isQuiet("b-quick"));
            soon().until(() -> hub.status("a-slow").equals("error"));
            assertThat(hub.read("Subscription", "a-slow").path("error").asString()).contains("in time");
            patience.countDown();
            soon().until(() -> hub.isQuiet("a-slow"));
        }
    }

    @Test
    void onlyWhatItsOwnerSeesIsTold() {
        hub.subscribe(PRACTICE, "seen", "Observation?code=seen", endpoint.url(), JSON);
        hub.write(TRUST, observation("seen-not", "final", "seen"));
        soon().until(() -> hub.isQuiet("seen"));
        hub.agree(TRUST, PRACTICE, true);
        hub.write(TRUST, observation("seen-yes", "final", "seen"));
        soon().until(() -> endpoint.accepted().size() == 1);
        assertThat(endpoint.accepted().getFirst().path()).endsWith("seen-yes");

        endpoint.answering(path -> 503);
        hub.write(TRUST, observation("seen-pending", "final", "seen"));
        soon().until(() -> hub.report("seen").failures() > 0);
        hub.agree(TRUST, PRACTICE, false);
        int before = endpoint.calls().size();
        endpoint.answering(path -> 200);

        soon().until(() -> hub.isQuiet("seen"));
        assertThat(endpoint.accepted()).as("nothing is told once the agreement is gone").hasSize(1);
        assertThat(endpoint.calls().size()).isLessThanOrEqualTo(before + 1);
    }

    @Test
    void aDeletionIsNotTold() {
        hub.subscribe(PRACTICE, "deleted", "Observation?code=deleted", endpoint.url(), JSON);
        hub.write(PRACTICE, observation("deleted-1", "final", "deleted"));
        soon().until(() -> hub.isQuiet("deleted"));

        hub.delete(PRACTICE, "Observation", "deleted-1");

        soon().until(() -> hub.isQuiet("deleted"));
        assertThat(endpoint.calls()).hasSize(1);
    }

    @Test
    void aDispatcherThatStopsAndStartsAgainGoesOnWhereItWas() throws Exception {
        hub.subscribe(PRACTICE, "restart", "Observation?code=restart", endpoint.url(), JSON);
        hub.write(PRACTICE, observation("restart-1", "final", "restart"));
        soon().until(() -> hub.isQuiet("restart"));
        try {
            hub.stopDispatcher();
            for (int i = 2; i <= 30; i++) {
                hub.write(PRACTICE, observation("restart-" + i, "final", "restart"));
            }
        } finally {
            hub.startDispatcher();
        }

        soon().until(() -> hub.isQuiet("restart"));
        assertThat(endpoint.accepted().stream().map(Call::path).distinct()).hasSize(30);
    }

    @Test
    void aRedirectIsAFailureAndIsNotFollowed() {
        endpoint.answering(path -> path.contains("elsewhere") ? 200 : 307);
        hub.subscribe(PRACTICE, "redirect", "Observation?code=redirect", endpoint.url());

        hub.write(PRACTICE, observation("redirect-1", "final", "redirect"));

        soon().until(() -> hub.status("redirect").equals("error"));
        assertThat(hub.read("Subscription", "redirect").path("error").asString()).contains("redirect");
        assertThat(endpoint.calls()).noneMatch(call -> call.path().contains("elsewhere"));
    }

    @Test
    void aNameThatLeadsToAnAddressOutOfBoundsIsNotCalled() throws Exception {
        SubscriptionRequest request = new SubscriptionRequest("Observation", List.of(), URI.create(endpoint.url()),
                Optional.empty(), List.of(), Optional.empty());
        try (Receiver receiver = new Receiver(new SubscriptionSettings(List.of("*"), Duration.ofDays(7),
                Duration.ofHours(1), Duration.ofSeconds(2)))) {
            assertThat(receiver.send(request, Optional.empty())).isInstanceOfSatisfying(Receiver.Failed.class,
                    failed -> assertThat(failed.problem()).contains("not allowed"));
        }
        assertThat(endpoint.calls()).isEmpty();
    }

    @Test
    void whatTheHubDoesNotDoIsAnErrorThatSaysWhy() {
        hub.subscribe(PRACTICE, "bad", "Observation?no-such=1", endpoint.url());
        assertThat(error("bad")).contains("no-such");
        hub.subscribe(PRACTICE, "bad", "Observation?_sort=date", endpoint.url());
        assertThat(error("bad")).contains("_sort");
        hub.subscribe(PRACTICE, "bad", "Nothing?code=1", endpoint.url());
        assertThat(error("bad")).contains("search over one type");
        hub.subscribe(PRACTICE, "bad", "Observation", "https://receiver.example/");
        assertThat(error("bad")).contains("tributary.subscriptions.targets");
        hub.subscribe(PRACTICE, "bad", "Observation", endpoint.url(), "\"payload\":\"text/plain\"");
        assertThat(error("bad")).contains("text/plain");
        hub.subscribe(PRACTICE, "bad", "Observation", endpoint.url(), "\"header\":[\"Host: other\"]");
        assertThat(error("bad")).contains("Host");
        hub.write(PRACTICE,
                subscription("bad", "requested", "Observation", "a@b.example").replace("rest-hook", "email"));
        assertThat(error("bad")).contains("email", "rest-hook");
    }

    private static String error(String id) {
        assertThat(hub.status(id)).isEqualTo("error");
        return hub.read("Subscription", id).path("error").asString();
    }

    @Test
    void oneThatIsTurnedOffTellsNothingAndStartsAnewWhenItIsWantedAgain() {
        hub.subscribe(PRACTICE, "off", "Observation?code=off", endpoint.url(), JSON);
        hub.write(PRACTICE, subscription("off", "off", "Observation?code=off", endpoint.url(), JSON));
        assertThat(hub.status("off")).isEqualTo("off");
        hub.write(PRACTICE, observation("off-meanwhile", "final", "off"));

        hub.subscribe(PRACTICE, "off", "Observation?code=off", endpoint.url(), JSON);
        hub.write(PRACTICE, observation("off-after", "final", "off"));

        soon().until(() -> hub.isQuiet("off"));
        assertThat(endpoint.calls()).singleElement()
                .satisfies(call -> assertThat(call.path()).endsWith("off-after"));
    }

    @Test
    void oneWhoseEndHasComeIsTurnedOff() {
        hub.write(PRACTICE, subscription("end", "requested", "Observation?code=end", endpoint.url())
                .replace("\"reason\"", "\"end\":\"2001-01-01T00:00:00Z\",\"reason\""));

        soon().until(() -> hub.status("end").equals("off"));
        assertThat(hub.read("Subscription", "end").path("error").asString()).contains("end");
    }
}
