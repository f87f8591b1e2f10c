package org.tributary.hub.fhir.terminology;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.FhirRequest;
import org.tributary.hub.fhir.exchange.MediaTypes;
import org.tributary.hub.fhir.exchange.RelativeUrl;
import org.tributary.hub.store.ResourceBody;

/**
 * The terminology server, if there is one, that is asked what the hub cannot answer itself. It is told the question and
 * nothing of who asks. It is reached by https, or on this machine; it cannot send the hub elsewhere, and what it says
 * must be R4 and no longer than 16 MB.
 */
public final class RemoteTerminology {

    private static final int LONGEST = 16 << 20;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Optional<URI> server;
    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(3))
            .build();

    /**
     * @throws IllegalArgumentException
     *             when it is neither https nor on this machine
     */
    public RemoteTerminology(Optional<URI> server) {
        server.ifPresent(RemoteTerminology::check);
        this.server = server;
    }

    private static void check(URI server) {
        String scheme = String.valueOf(server.getScheme());
        boolean local = scheme.equals("http") && LOOPBACK.contains(String.valueOf(server.getHost()));
        if (!(scheme.equals("https") || local) || server.getHost() == null || server.getRawQuery() != null
                || server.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "tributary.fhir.terminology-server must be a URL such as https://terminology.example/fhir");
        }
    }

    /** What the server answers to an operation on a type; empty when there is no server. */
    Optional<Answer> ask(FhirRequest request) {
        return server.map(base -> send(base, request));
    }

    private Answer send(URI base, FhirRequest request) {
        String query = RelativeUrl.writeQuery(request.parameters());
        String start = base.toString().endsWith("/") ? base.toString() : base.toString() + '/';
        URI uri = URI.create(start + String.join("/", request.path()) + (query.isEmpty() ? "" : '?' + query));
        HttpRequest.Builder question = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(20))
                .header("Accept", MediaTypes.FHIR_JSON);
        if (request.body().length > 0) {
            question.header("Content-Type", MediaTypes.FHIR_JSON)
                    .POST(BodyPublishers.ofByteArray(request.body()));
        }
        try {
            return read(client.send(question.build(), BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw unavailable("does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("was not waited for");
        }
    }

    private static Answer read(HttpResponse<InputStream> response) throws IOException {
        try (InputStream in = response.body()) {
            byte[] body = in.readNBytes(LONGEST + 1);
            boolean answers = response.statusCode() == 200
                    || List.of(400, 404, 422).contains(response.statusCode());
            if (!answers || body.length > LONGEST
                    || !(ResourceBody.parse(body) instanceof ResourceBody.Valid valid)) {
                throw unavailable("answered what is of no use: HTTP " + response.statusCode());
            }
            return Answer.of(response.statusCode(), valid.body().json());
        }
    }

    private static FhirRefusal unavailable(String what) {
        return FhirRefusal.of(502, IssueType.TRANSIENT, "The terminology server " + what);
    }
}
