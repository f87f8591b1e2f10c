package org.tributary.hub.fhir.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.hub.access.Caller;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.FhirRequest;
import org.tributary.hub.fhir.exchange.FhirRequest.Preconditions;
import org.tributary.hub.fhir.exchange.FhirRequest.Preferences;
import org.tributary.hub.store.ResourceSearch.Parameter;

/** Questions to another terminology server, here one of this test's own. */
class RemoteTerminologyTest {

    private static final String YES = "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"result\",\"valueBoolean\":true}]}";

    private final List<String> asked = new ArrayList<>();
    private HttpServer server = listen();
    private int status = 200;
    private String answer = YES;

    private static HttpServer listen() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void start() {
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + ' ' + exchange.getRequestURI() + ' '
                    + exchange.getRequestHeaders().getFirst("Authorization")
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/elsewhere");
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private RemoteTerminology remote() {
        return new RemoteTerminology(
                Optional.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/r4")));
    }

    private static FhirRequest request(String body) {
        return new FhirRequest(Caller.hub(), "http://hub.example/fhir", body.isEmpty() ? "GET" : "POST",
                List.of("CodeSystem", "$lookup"), List.of(new Parameter("code", "a b&c")), List.of(),
                new Preconditions(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                Preferences.NONE, body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void itIsAskedTheSameQuestionAndNothingOfWhoAsks() {
        Answer got = remote().ask(request("")).orElseThrow();

        assertThat(got.status()).isEqualTo(200);
        assertThat(new String(got.body().orElseThrow(), StandardCharsets.UTF_8)).isEqualTo(YES);
        assertThat(asked).containsExactly("GET /r4/CodeSystem/$lookup?code=a+b%26c null");
        remote().ask(request(YES));
        assertThat(asked.getLast()).startsWith("POST /r4/CodeSystem/$lookup").endsWith(YES);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 422})
    void whatItRefusesIsRefusedInItsWords(int refusal) {
        status = refusal;
        answer = "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"not-found\"}]}";
        assertThat(remote().ask(request("")).orElseThrow().status()).isEqualTo(refusal);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {"302 {\"resourceType\":\"Parameters\"}",
            "500 {\"resourceType\":\"Parameters\"}",
            "200 <html>", "200 {\"resourceType\":\"Parameters\",\"colour\":1}"}, quoteCharacter = '`')
    void whatIsOfNoUseIsNotPassedOnAndRedirectsAreNotFollowed(int code, String body) {
        status = code;
        answer = body;
        assertThatThrownBy(() -> remote().ask(request(""))).isInstanceOfSatisfying(FhirRefusal.class,
                refusal -> assertThat(refusal.status()).isEqualTo(502));
        assertThat(asked).hasSize(1);
    }

    @Test
    void aServerThatDoesNotAnswerIs502() {
        RemoteTerminology remote = remote();
        server.stop(0);
        assertThatThrownBy(() -> remote.ask(request(""))).isInstanceOf(FhirRefusal.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://terminology.example/fhir", "ftp://127.0.0.1/", "https://user:word@t.example/fhir",
            "https://t.example/fhir?x=y", "fhir"})
    void onlyHttpsOrThisMachineIsAsked(String url) {
        assertThatThrownBy(() -> new RemoteTerminology(Optional.of(URI.create(url))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void withoutASettingNobodyIsAsked() {
        assertThat(new RemoteTerminology(Optional.empty()).ask(request(""))).isEmpty();
    }
}
