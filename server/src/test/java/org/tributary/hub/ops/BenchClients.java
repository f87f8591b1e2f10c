package org.tributary.hub.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Four clients that ask a hub one thing after the other: wrk where it is installed, else Java's own client. */
final class BenchClients implements AutoCloseable {

    private static final int CLIENTS = 4;
    private static final int BUNDLE = 50;
    private static final int WARM_UP_SECONDS = 10;
    private static final int SECONDS = 10;
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern MEDIAN = Pattern.compile("50%\\s+(\\S+)");
    private static final Pattern LATE = Pattern.compile("99%\\s+(\\S+)");

    private final String origin;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService pool = Executors.newFixedThreadPool(CLIENTS);
    private final boolean wrk = isInstalled();

    BenchClients(String origin) {
        this.origin = origin;
    }

    String get(String path) {
        return send(HttpRequest.newBuilder(URI.create(origin + path)).build());
    }

    /** Prints how many answers there are in a second, and how long half and all but one in a hundred take. */
    void time(String what, String path) throws IOException, InterruptedException {
        if (wrk) {
            wrk(path, WARM_UP_SECONDS);
            String told = wrk(path, SECONDS);
            System.out.printf("%s: %s/s with %d clients, p50 %s, p99 %s%s%n", what, find(RATE, told), CLIENTS,
                    find(MEDIAN, told), find(LATE, told), told.contains("Non-2xx") ? ", NOT ALL ANSWERED" : "");
        } else {
            run(WARM_UP_SECONDS, () -> get(path));
            print(what, run(SECONDS, () -> get(path)));
        }
    }

    /** Prints the same of requests that are each another; without wrk, which sends one and the same. */
    void time(String what, Supplier<HttpRequest> requests) {
        Runnable request = () -> send(requests.get());
        run(WARM_UP_SECONDS, request);
        print(what, run(SECONDS, request));
    }

    private static void print(String what, List<Long> nanos) {
        System.out.printf(Locale.ROOT, "%s: %d/s with %d clients in Java, p50 %.2f ms, p99 %.2f ms%n", what,
                nanos.size() / SECONDS, CLIENTS, nanos.get(nanos.size() / 2) / 1e6,
                nanos.get(nanos.size() * 99 / 100) / 1e6);
    }

    /** Sends transactions of new resources, made of these. */
    void timeTransactions(List<String> resources) {
        AtomicInteger next = new AtomicInteger();
        Runnable transaction = () -> {
            int from = next.getAndAdd(BUNDLE);
            StringBuilder bundle = new StringBuilder(
                    "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[");
            for (int i = from; i < from + BUNDLE; i++) {
                String resource = BenchPeople.another(resources.get(i % resources.size()),
                        100 + i / resources.size());
                String id = find(Pattern.compile("\"id\":\"([^\"]+)\""), resource);
                String type = find(Pattern.compile("\"resourceType\":\"([^\"]+)\""), resource);
                bundle.append(i == from ? "" : ",")
                        .append("{\"resource\":")
                        .append(resource)
                        .append(",\"request\":{\"method\":\"PUT\",\"url\":\"")
                        .append(type + '/' + id)
                        .append("\"}}");
            }
            send(HttpRequest.newBuilder(URI.create(origin + "/fhir"))
                    .header("Content-Type", "application/fhir+json")
                    .header("Prefer", "return=minimal")
                    .POST(HttpRequest.BodyPublishers.ofString(bundle + "]}"))
                    .build());
        };
        run(WARM_UP_SECONDS, transaction);
        List<Long> nanos = run(SECONDS, transaction);
        System.out.printf(Locale.ROOT, "transactions of %d resources: %d resources/s with %d clients, p99 %.0f ms%n",
                BUNDLE, nanos.size() * BUNDLE / SECONDS, CLIENTS, nanos.get(nanos.size() * 99 / 100) / 1e6);
    }

    /** How long each took, shortest first. */
    private List<Long> run(int seconds, Runnable request) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        List<Future<List<Long>>> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(pool.submit(() -> {
                List<Long> nanos = new ArrayList<>();
                while (System.nanoTime() < end) {
                    long start = System.nanoTime();
                    request.run();
                    nanos.add(System.nanoTime() - start);
                }
                return nanos;
            }));
        }
        List<Long> all = new ArrayList<>();
        for (Future<List<Long>> client : clients) {
            try {
                all.addAll(client.get());
            } catch (Exception e) {
                throw new IllegalStateException("A client failed", e);
            }
        }
        all.sort(Comparator.naturalOrder());
        return all;
    }

    private String send(HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IOException(request.uri() + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while measuring", e);
        }
    }

    private String wrk(String path, int seconds) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("wrk", "-t1", "-c" + CLIENTS, "-d" + seconds + "s", "--latency",
                origin + path).redirectErrorStream(true).start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return told;
    }

    private static String find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "unknown";
    }

    private static boolean isInstalled() {
        try {
            new ProcessBuilder("wrk", "-v").redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            return true;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
        http.close();
    }
}
