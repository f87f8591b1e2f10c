package org.tributary.hub.ops;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks at a steady rate, whether or not the answers keep up, and counts each answer from the moment its request was
 * due: a hub that stands still for a second is told of by every request of that second, not by one.
 */
final class SteadyRate implements AutoCloseable {

    private static final long SECOND = 1_000_000_000L;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int perSecond;

    SteadyRate(int perSecond) {
        this.perSecond = perSecond;
    }

    /** Prints how long half, all but one in a hundred, and the slowest took. */
    void time(String what, URI address, int warmUpSeconds, int seconds) {
        ask(address, warmUpSeconds);
        AtomicInteger refused = new AtomicInteger();
        long[] nanos = ask(address, seconds, refused);
        Arrays.sort(nanos);
        System.out.printf(Locale.ROOT, "%s, %d/s: p50 %.1f ms, p99 %.1f ms, slowest %.1f ms%s%n", what, perSecond,
                nanos[nanos.length / 2] / 1e6, nanos[nanos.length * 99 / 100] / 1e6, nanos[nanos.length - 1] / 1e6,
                refused.get() == 0 ? "" : ", " + refused.get() + " NOT ANSWERED");
    }

    /** Asks and prints nothing. */
    void ask(URI address, int seconds) {
        ask(address, seconds, new AtomicInteger());
    }

    private long[] ask(URI address, int seconds, AtomicInteger refused) {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
        int requests = seconds * perSecond;
        long[] nanos = new long[requests];
        List<CompletableFuture<?>> answers = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < requests; i++) {
            int number = i;
            long due = start + i * SECOND / perSecond;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            answers.add(http.sendAsync(request, BodyHandlers.discarding()).handle((answer, failure) -> {
                nanos[number] = System.nanoTime() - due;
                return failure != null || answer.statusCode() != 200 ? refused.incrementAndGet() : 0;
            }));
        }
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
        return nanos;
    }

    @Override
    public void close() {
        http.close();
    }
}
