package org.tributary.hub.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.tributary.hub.Hub;
import org.tributary.hub.TestDatabase;

/** The door in the whole hub, behind its sign-in. */
class SignedInTest {

    private static final ConfigurableApplicationContext HUB = start();

    private static ConfigurableApplicationContext start() {
        List<String> arguments = new ArrayList<>();
        for (String property : TestDatabase.create().properties()) {
            arguments.add("--" + property);
        }
        arguments.addAll(List.of("--server.port=0", "--server.address=127.0.0.1", "--tributary.mllp.port=-1",
                "--tributary.access.open=true"));
        return new SpringApplicationBuilder(Hub.class).run(arguments.toArray(String[]::new));
    }

    @AfterAll
    static void close() {
        HUB.close();
    }

    @Test
    void theOpenHubAnswersEverybodyOnThisMachine() throws Exception {
        assertThat(get("/fhir/metadata").body()).contains("\"CapabilityStatement\"");
        assertThat(get("/fhir/Patient?_total=accurate").body()).contains("\"total\":0");
        assertThat(get("/fhir/Patient/nobody").statusCode()).isEqualTo(404);
        assertThat(get("/fhir?_total=accurate").body()).contains("\"total\":0");
    }

    @Test
    void aPageOfAnotherSiteGetsNoFurtherThanTheCapabilityStatement() throws Exception {
        assertThat(get("/fhir/Patient", "Origin", "https://elsewhere.example").statusCode()).isEqualTo(401);
        assertThat(get("/fhir/metadata", "Origin", "https://elsewhere.example").statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> get(String path, String... headers)
            throws IOException, InterruptedException {
        String port = HUB.getEnvironment().getRequiredProperty("local.server.port");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
