package org.tributary.hub.fhir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
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
import org.tributary.hub.access.WriterDatabase;
import org.tributary.hub.ingest.CommitLine;
import org.tributary.hub.ingest.Feeds;
import org.tributary.hub.ingest.Feeds.NewFeed;
import org.tributary.hub.ingest.FhirWrites;
import org.tributary.hub.ingest.Validation;
import org.tributary.hub.store.ResourceBody;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceWrite;
import org.tributary.mapping.CareSetting;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The door over HTTP on a port and a database of its own, shared by the tests of this package: they use resources of
 * their own making, with ids that no other test uses. Who calls is a request header, in place of sign-in.
 */
public final class FhirServer {

    public static final String PRACTICE = "practice";
    public static final String TRUST = "trust";
    public static final String OPERATOR = "operator";
    static final String STRICT = "strict";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final FhirServer SERVER = with();

    private final TestDatabase database;
    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();

    private FhirServer(TestDatabase database, String... settings) {
        this.database = database;
        List<String> arguments = new ArrayList<>();
        for (String property : database.properties()) {
            arguments.add("--" + property);
        }
        arguments.add("--server.port=0");
        arguments.add("--server.address=127.0.0.1");
        arguments.add("--tributary.mllp.port=-1");
        if (Stream.of(settings).noneMatch(setting -> setting.startsWith("tributary.fhir.maximum-body="))) {
            arguments.add("--tributary.fhir.maximum-body=1MB");
        }
        for (String setting : settings) {
            arguments.add("--" + setting);
        }
        context = new SpringApplicationBuilder(Door.class).run(arguments.toArray(new String[0]));
        Runtime.getRuntime().addShutdownHook(new Thread(context::close));
    }

    public static FhirServer shared() {
        return SERVER;
    }

    /** Another one, with settings ({@code name=value}) of its own. */
    public static FhirServer with(String... settings) {
        return new FhirServer(TestDatabase.create(), settings);
    }

    /** A second node on the same database. */
    public FhirServer nodeBeside() {
        return new FhirServer(database);
    }

    /** A part of what lies beneath the door. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public String base() {
        return "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port") + "/fhir";
    }

    /** What becomes of resources of the strict organisation that break a profile. */
    void validate(Validation validation) {
        context.getBean(CommitLine.class)
                .addFeed(new NewFeed("rest-rst", "RST", CareSetting.OTHER, Feeds.FHIR_R4, List.of(),
                        Optional.of(validation)));
    }

    /** Opens the trust's records to the practice, or closes them again. */
    public void agree(boolean open) {
        Agreement agreement = new Agreement("RTR", "A81001", Purpose.DIRECT_CARE);
        context.getBean(WriterDatabase.class).write(transaction -> {
            Agreements agreements = context.getBean(Agreements.class);
            if (open) {
                agreements.add(transaction, agreement);
            } else {
                agreements.remove(transaction, agreement);
            }
            return true;
        });
    }

    /** Takes the audit trail's table away while something is tried. */
    void breakTrail(Runnable attempt) {
        rename("audit_event", "audit_event_away");
        try {
            attempt.run();
        } finally {
            rename("audit_event_away", "audit_event");
        }
    }

    private void rename(String table, String name) {
        context.getBean(WriterDatabase.class)
                .write(transaction -> transaction.jdbc().sql("ALTER TABLE " + table + " RENAME TO " + name).update());
    }

    /** Writes a resource that is larger than this door's limit, as the practice. */
    void store(String json) {
        ResourceBody body = switch (ResourceBody.parse(json.getBytes(StandardCharsets.UTF_8))) {
            case ResourceBody.Valid valid -> valid.body();
            case ResourceBody.Invalid invalid -> throw new AssertionError(invalid.problems());
        };
        ResourceKey key = new ResourceKey(body.type(), body.id().orElseThrow());
        context.getBean(FhirWrites.class)
                .write(caller(PRACTICE), List.of(new ResourceWrite.Put(key, body, OptionalInt.empty())));
    }

    /** Has a resource there, under the id it brings. */
    public Reply keep(String json, String... headers) {
        JsonNode resource = JSON.readTree(json);
        Reply reply = put(resource.path("resourceType").asString() + '/' + resource.path("id").asString(), json,
                headers);
        if (reply.status() > 201) {
            throw new AssertionError(reply.text());
        }
        return reply;
    }

    /** What a search finds; bars and blanks of the query need not be encoded. */
    public List<String> find(String query, String... headers) {
        Reply reply = get(encoded(query), headers);
        if (reply.status() != 200) {
            throw new AssertionError(query + ": " + reply.text());
        }
        return reply.ids();
    }

    /** A query as a URL has it. */
    public static String encoded(String query) {
        return query.replace("\\", "%5C").replace("|", "%7C").replace(" ", "%20").replace("\"", "%22");
    }

    public Reply get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    public Reply put(String path, String body, String... headers) {
        return send("PUT", path, body, headers);
    }

    public Reply post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    public Reply delete(String path, String... headers) {
        return send("DELETE", path, "", headers);
    }

    /** Sends JSON as the practice, unless the headers (name, value, name, value …) say otherwise. */
    public Reply send(String method, String path, String body, String... headers) {
        URI uri = URI.create(path.startsWith("http") ? path : path.isEmpty() ? base() : base() + '/' + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        request.setHeader("Caller", PRACTICE);
        if (!body.isEmpty()) {
            request.setHeader("Content-Type", "application/fhir+json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            return new Reply(client.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** An HTTP response. */
    public record Reply(HttpResponse<byte[]> response) {

        public int status() {
            return response.statusCode();
        }

        public String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** The first issue's diagnostics. */
        public String diagnostics() {
            return json().path("issue").path(0).path("diagnostics").asString("");
        }

        /** The first issue's code. */
        public String issueCode() {
            return json().path("issue").path(0).path("code").asString("");
        }

        /** The URL of a Bundle's link; empty when there is none. */
        public String link(String relation) {
            for (JsonNode link : json().path("link")) {
                if (link.path("relation").asString().equals(relation)) {
                    return link.path("url").asString();
                }
            }
            return "";
        }

        /** The ids of the resources in a Bundle, in order. */
        public List<String> ids() {
            List<String> ids = new ArrayList<>();
            json().path("entry").forEach(entry -> ids.add(entry.path("resource").path("id").asString()));
            return ids;
        }
    }

    /**
     * The door and what lies beneath it, without sign-in, pages and the other doors. Not a component itself: tests of
     * the whole hub must not pick it up.
     */
    @ImportAutoConfiguration(TomcatServletWebServerAutoConfiguration.class)
    @Import(DatabaseConfiguration.class)
    @ComponentScan({"org.tributary.hub.store", "org.tributary.hub.identity", "org.tributary.hub.pathway",
            "org.tributary.hub.ingest", "org.tributary.hub.conformance", "org.tributary.hub.fhir"})
    static class Door {

        @Bean
        @Primary
        CallerSource callerSource() {
            return request -> caller(request.getHeader("Caller"));
        }
    }

    /** {@code practice}, {@code trust}, {@code nobody}, or scopes of the practice separated by blanks. */
    private static Caller caller(String name) {
        return switch (name) {
            case PRACTICE -> caller(Optional.of("A81001"), Set.of(SmartScope.ALL));
            case TRUST -> caller(Optional.of("RTR"), Set.of(SmartScope.ALL));
            case STRICT -> caller(Optional.of("RST"), Set.of(SmartScope.ALL));
            case OPERATOR -> new Caller("operator", Optional.empty(), Role.OPERATOR, Purpose.DIRECT_CARE,
                    Set.of(SmartScope.ALL), true);
            case "nobody" -> caller(Optional.empty(), Set.of(SmartScope.ALL));
            default -> {
                Set<SmartScope> scopes = new HashSet<>();
                for (String scope : name.split(" ")) {
                    scopes.add(SmartScope.parse(scope).orElseThrow());
                }
                yield caller(Optional.of("A81001"), scopes);
            }
        };
    }

    private static Caller caller(Optional<String> organisation, Set<SmartScope> scopes) {
        return new Caller("test", organisation, Role.SYSTEM, Purpose.DIRECT_CARE, scopes, false);
    }
}
