package org.tributary.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tributary.hub.access.signin.DevelopmentAccess;
import org.tributary.hub.access.signin.DevelopmentDirectory;
import org.tributary.hub.access.signin.DevelopmentDirectory.Client;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole hub, and clients that ask {@code /api} over HTTP, each with a token of its own. */
public final class ApiHub implements AutoCloseable {

    private final WebHub hub;
    private final DevelopmentAccess access;
    private final HttpClient http = HttpClient.newHttpClient();

    private ApiHub(WebHub hub, DevelopmentAccess access) {
        this.hub = hub;
        this.access = access;
    }

    /**
     * @param secrets
     *            an empty folder
     */
    public static ApiHub start(Path secrets, List<Client> clients, String... properties) throws IOException {
        List<String> all = new ArrayList<>(List.of(properties));
        all.add("tributary.access.development-issuer=true");
        all.add("tributary.access.development-directory=" + secrets);
        WebHub hub = WebHub.start(new DevelopmentDirectory(List.of(), clients), all.toArray(String[]::new));
        return new ApiHub(hub, DevelopmentAccess.read(secrets));
    }

    public WebHub hub() {
        return hub;
    }

    /**
     * @param client
     *            its name in the directory
     */
    public HttpResponse<String> ask(String client, String method, String path, String body)
            throws IOException, InterruptedException {
        String token = ((DevelopmentAccess.Token) access.token(client)).value();
        return http.send(HttpRequest.newBuilder(URI.create(hub.origin() + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The body of an answer that has this status. */
    public static JsonNode json(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JsonMapper.shared().readTree(answer.body());
    }

    @Override
    public void close() {
        http.close();
        hub.close();
    }
}
