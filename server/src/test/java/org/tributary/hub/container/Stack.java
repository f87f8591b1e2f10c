package org.tributary.hub.container;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import tools.jackson.databind.json.JsonMapper;

/** The stack of {@code docker/compose.yaml} as it runs on this machine, seen from outside its proxy. */
final class Stack implements AutoCloseable {

    /** By the name that browsers know. */
    static final String ORIGIN = "https://hub.localhost:8443";

    private static final Path SECRETS = Path.of("..", "docker", "secrets");
    /** Java looks up no name below {@code localhost}; the certificate holds this address, too. */
    private static final String ADDRESS = "https://127.0.0.1:8443";

    private final Map<String, String> secrets;
    private final HttpClient http;

    Stack() throws IOException, GeneralSecurityException {
        secrets = Files.readAllLines(SECRETS.resolve("keycloak.env"))
                .stream()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream authority = Files.newInputStream(SECRETS.resolve("ca.pem"))) {
            trusted.setCertificateEntry("ca", CertificateFactory.getInstance("X.509").generateCertificate(authority));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        http = HttpClient.newBuilder().sslContext(tls).connectTimeout(Duration.ofSeconds(10)).build();
    }

    String secret(String name) {
        return requireNonNull(secrets.get(name), name);
    }

    /** A token of one of the realm's clients, good for five minutes. */
    String token(String client) throws IOException, InterruptedException {
        String form = "grant_type=client_credentials&client_id=" + client + "&client_secret="
                + URLEncoder.encode(secret(client.toUpperCase(java.util.Locale.ROOT).replace('-', '_') + "_SECRET"),
                        StandardCharsets.UTF_8);
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(ADDRESS + "/realms/care/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return JsonMapper.shared().readTree(answer.body()).get("access_token").stringValue();
    }

    /**
     * @param body
     *            empty for none
     */
    HttpResponse<String> send(String token, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(ADDRESS + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", path.startsWith("/fhir") ? "application/fhir+json" : "application/json")
                .method(method, body.isEmpty()
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body));
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The container of one of the stack's services. */
    static String container(String service) throws IOException, InterruptedException {
        return docker(List.of("ps", "-aq", "--filter", "label=com.docker.compose.project=tributary", "--filter",
                "label=com.docker.compose.service=" + service));
    }

    static String docker(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of("docker"));
        command.addAll(arguments);
        Process docker = new ProcessBuilder(command).redirectErrorStream(true).start();
        String told = new String(docker.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (!docker.waitFor(60, TimeUnit.SECONDS) || docker.exitValue() != 0) {
            throw new AssertionError(String.join(" ", command) + ": " + told);
        }
        return told;
    }

    @Override
    public void close() {
        http.close();
    }
}
