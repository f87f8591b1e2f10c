package org.tributary.hub.access.signin;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The accounts of a hub that runs with its development issuer, read from the files it keeps: for command lines on the
 * same machine and by the same owner.
 */
public final class DevelopmentAccess {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final DevelopmentSecrets.Accounts accounts;

    private DevelopmentAccess(DevelopmentSecrets.Accounts accounts) {
        this.accounts = accounts;
    }

    /** What asking for a token came to. */
    public sealed interface Answer {
    }

    /** An access token for an {@code Authorization: Bearer} header, and for how long it holds. */
    public record Token(String value, Duration lifetime) implements Answer {

        /** Tokens stay out of logs. */
        @Override
        public String toString() {
            return "Token[" + lifetime + "]";
        }
    }

    /** No token, and a sentence that says why. */
    public record NoToken(String reason) implements Answer {
    }

    /**
     * Reads the accounts that a hub keeps.
     *
     * @param directory
     *            its {@code tributary.access.development-directory}
     * @throws IOException
     *             if there are none, or they may not be read
     */
    public static DevelopmentAccess read(Path directory) throws IOException {
        return new DevelopmentAccess(DevelopmentSecrets.Accounts.read(directory));
    }

    /** The passwords by user name, as the demo prints them. */
    public Map<String, String> passwords() {
        return Map.copyOf(accounts.passwords());
    }

    /** The ids of the clients that {@link #token} knows. */
    public Set<String> clients() {
        return Set.copyOf(accounts.clients().keySet());
    }

    /** Asks the running hub for a client's token, with all scopes that the client may have. */
    public Answer token(String client) {
        DevelopmentSecrets.ClientSecret secret = accounts.clients().get(client);
        if (secret == null) {
            return new NoToken("There is no client " + client + ": there are "
                    + String.join(", ", new TreeSet<>(accounts.clients().keySet())) + ".");
        }
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            HttpResponse<String> response = http.send(request(client, secret), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                return new NoToken("The issuer " + accounts.issuer() + " gives " + client + " no token: it answers "
                        + response.statusCode() + ".");
            }
            JsonNode body = JsonMapper.shared().readTree(response.body());
            return new Token(body.required("access_token").asString(),
                    Duration.ofSeconds(body.required("expires_in").asLong()));
        } catch (IOException e) {
            return new NoToken("The hub does not answer at " + accounts.issuer() + ": is the demo running?");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new NoToken("Interrupted while asking " + accounts.issuer() + ".");
        }
    }

    private HttpRequest request(String client, DevelopmentSecrets.ClientSecret secret) {
        String credentials = encode(client) + ":" + encode(secret.secret());
        String form = "grant_type=client_credentials&scope=" + encode(String.join(" ", secret.scopes()));
        return HttpRequest.newBuilder(URI.create(accounts.issuer() + "/oauth2/token"))
                .timeout(TIMEOUT)
                .header("Authorization", "Basic "
                        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
