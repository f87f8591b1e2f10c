package org.tributary.hub.fhir.subscription;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An endpoint that keeps what it is told and answers as the test wants. */
final class RecordingEndpoint implements AutoCloseable {

    /** What one call said. */
    record Call(String method, String path, String contentType, String authorization, String body, int status) {

        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        int version() {
            return Integer.parseInt(json().at("/meta/versionId").asString());
        }

        boolean accepted() {
            return status / 100 == 2;
        }
    }

    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile ToIntFunction<String> answer = path -> 200;

    private RecordingEndpoint(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    static RecordingEndpoint start() throws IOException {
        return new RecordingEndpoint(0);
    }

    static RecordingEndpoint start(int port) throws IOException {
        return new RecordingEndpoint(port);
    }

    /** What to answer with, by the path of the call. */
    void answering(ToIntFunction<String> status) {
        answer = status;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().toString();
            int status = answer.applyAsInt(path);
            calls.add(new Call(exchange.getRequestMethod(), path,
                    String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")), body, status));
            if (status / 100 == 3) {
                exchange.getResponseHeaders().set("Location", url() + "/elsewhere");
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }

    String url() {
        return "http://localhost:" + port() + "/hook";
    }

    int port() {
        return server.getAddress().getPort();
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    /** What it was told and said yes to. */
    List<Call> accepted() {
        return calls.stream().filter(Call::accepted).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
