package org.tributary.hub.fhir.bulk;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.tributary.hub.TestDatabase;
import org.tributary.hub.access.Agreements;
import org.tributary.hub.access.Agreements.Agreement;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.DatabaseConfiguration;
import org.tributary.hub.access.Purpose;
import org.tributary.hub.access.Role;
import org.tributary.hub.access.SmartScope;
import org.tributary.hub.fhir.CallerSource;
import org.tributary.hub.ingest.CommitLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The FHIR door over HTTP on a database of its own, without background jobs: tests run each job when they want it. Who
 * calls is a header: an organisation, then scopes if they are not all.
 */
final class BulkServer implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();

    BulkServer(String... properties) {
        List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--server.address=127.0.0.1",
                "--tributary.mllp.port=-1", "--logging.level.root=WARN"));
        for (String property : TestDatabase.create().properties()) {
            arguments.add("--" + property);
        }
        for (String property : properties) {
            arguments.add("--" + property);
        }
        context = new SpringApplicationBuilder(Door.class).run(arguments.toArray(String[]::new));
    }

    /** Not a component itself: tests of the whole hub must not pick it up. */
    @ImportAutoConfiguration(TomcatServletWebServerAutoConfiguration.class)
    @Import(DatabaseConfiguration.class)
    @ComponentScan({"org.tributary.hub.store", "org.tributary.hub.identity", "org.tributary.hub.pathway",
            "org.tributary.hub.ingest", "org.tributary.hub.conformance", "org.tributary.hub.fhir"})
    static class Door {

        @Bean
        @Primary
        CallerSource callerByHeader() {
            return request -> caller(request.getHeader("Caller"));
        }
    }

    static Caller caller(String header) {
        List<String> words = Arrays.asList(header.split(" "));
        Set<SmartScope> scopes = new HashSet<>();
        words.stream().skip(1).forEach(scope -> scopes.add(SmartScope.parse(scope).orElseThrow()));
        return new Caller("test", Optional.of(words.getFirst()), Role.SYSTEM, Purpose.DIRECT_CARE,
                scopes.isEmpty() ? Set.of(SmartScope.ALL) : scopes, false);
    }

    <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    String base() {
        return "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port") + "/fhir";
    }

    void agree(String publisher, String receiver, boolean open) {
        Agreement agreement = new Agreement(publisher, receiver, Purpose.DIRECT_CARE);
        get(CommitLine.class).change(transaction -> {
            if (open) {
                get(Agreements.class).add(transaction, agreement);
            } else {
                get(Agreements.class).remove(transaction, agreement);
            }
            return agreement;
        });
    }

    HttpResponse<String> send(String caller, String method, String url, String body, String... headers)
            throws Exception {
        return send(caller, method, url,
                body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body), headers);
    }

    HttpResponse<String> send(String caller, String method, String url, BodyPublisher body, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url.startsWith("http") ? url : base() + url))
                .method(method, body)
                .setHeader("Caller", caller)
                .setHeader("Content-Type", "application/fhir+json");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    void put(String caller, String... resources) throws Exception {
        for (String resource : resources) {
            JsonNode json = JsonMapper.shared().readTree(resource);
            HttpResponse<String> reply = send(caller, "PUT",
                    "/" + json.path("resourceType").asString() + "/" + json.path("id").asString(), resource);
            if (reply.statusCode() / 100 != 2) {
                throw new AssertionError(reply.body());
            }
        }
    }

    /** Asks for an export; gives back the URL of its status. */
    String kickOff(String caller, String path) throws Exception {
        HttpResponse<String> reply = send(caller, "GET", path, "", "Prefer", "respond-async");
        if (reply.statusCode() != 202) {
            throw new AssertionError(reply.statusCode() + " " + reply.body());
        }
        return location(reply);
    }

    static String location(HttpResponse<String> reply) {
        return reply.headers().firstValue("Content-Location").orElseThrow();
    }

    /** Does what a background job does. */
    void run(String statusUrl) {
        get(BulkJobs.class).run(id(statusUrl));
    }

    static UUID id(String statusUrl) {
        return UUID.fromString(statusUrl.substring(statusUrl.lastIndexOf('/') + 1));
    }

    /** Asks for an export, has it run, and gives back its manifest. */
    JsonNode export(String caller, String path) throws Exception {
        String status = kickOff(caller, path);
        run(status);
        return manifest(caller, status);
    }

    JsonNode manifest(String caller, String statusUrl) throws Exception {
        HttpResponse<String> reply = send(caller, "GET", statusUrl, "");
        if (reply.statusCode() != 200) {
            throw new AssertionError(reply.statusCode() + " " + reply.body());
        }
        return JsonMapper.shared().readTree(reply.body());
    }

    /** All lines of the files of a manifest's member. */
    List<JsonNode> lines(String caller, JsonNode manifest, String member) throws Exception {
        List<JsonNode> lines = new ArrayList<>();
        for (JsonNode file : manifest.path(member)) {
            for (String line : send(caller, "GET", file.path("url").asString(), "").body().split("\n")) {
                lines.add(JsonMapper.shared().readTree(line));
            }
        }
        return lines;
    }

    /** References of the resources in the output, in order. */
    List<String> exported(String caller, JsonNode manifest) throws Exception {
        return lines(caller, manifest, "output").stream()
                .map(line -> line.path("resourceType").asString() + '/' + line.path("id").asString())
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        context.close();
    }
}
