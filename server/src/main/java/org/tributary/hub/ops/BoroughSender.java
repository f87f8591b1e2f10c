package org.tributary.hub.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tributary.hub.ops.synth.SyntheticDocument;
import org.tributary.hub.ops.synth.SyntheticFeed;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends a borough's documents by the real doors, as its organisations would: HL7 over MLLP, one connection a sender,
 * everything else over HTTP. Each feed sends its documents in order, the feeds beside each other.
 */
final class BoroughSender {

    private static final Pattern COUNTS = Pattern
            .compile("(\\d+) of (\\d+) records accepted, (\\d+) of them unchanged");

    private final URI hub;
    private final int mllpPort;
    private final String token;
    private final HttpClient http = HttpClient.newHttpClient();

    BoroughSender(URI hub, int mllpPort, String token) {
        this.hub = hub;
        this.mllpPort = mllpPort;
        this.token = token;
    }

    /** What a feed sent, and what it was told. */
    static final class Tally {
        int documents;
        int accepted;
        int rejected;
        int expectedAccepted;
        int expectedRejected;

        boolean asExpected() {
            return accepted == expectedAccepted && rejected == expectedRejected;
        }
    }

    /**
     * @param progress
     *            takes the number of documents answered so far
     * @return a tally for each feed, in the order of the feeds
     */
    Map<SyntheticFeed, Tally> send(List<SyntheticFeed> feeds, List<SyntheticDocument> documents,
            IntConsumer progress) {
        AtomicInteger answered = new AtomicInteger();
        Map<SyntheticFeed, Future<Tally>> running = new LinkedHashMap<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(feeds.size())) {
            for (SyntheticFeed feed : feeds) {
                List<SyntheticDocument> own = documents.stream()
                        .filter(document -> document.feed().equals(feed.code()))
                        .toList();
                running.put(feed, pool.submit(
                        () -> send(feed, own, () -> progress.accept(answered.incrementAndGet()))));
            }
            Map<SyntheticFeed, Tally> tallies = new LinkedHashMap<>();
            running.forEach((feed, tally) -> tallies.put(feed, get(tally)));
            return tallies;
        }
    }

    private Tally send(SyntheticFeed feed, List<SyntheticDocument> documents, Runnable answered) throws IOException {
        Tally tally = new Tally();
        try (Connection connection = feed.format().equals("hl7v2") ? new Connection(mllpPort) : null) {
            for (SyntheticDocument document : documents) {
                tally.documents++;
                tally.expectedAccepted += document.expectedAccepted();
                tally.expectedRejected += document.expectedRejected();
                if (connection == null) {
                    post(feed, document, tally);
                } else {
                    connection.send(document, tally);
                }
                answered.run();
            }
        }
        return tally;
    }

    private void post(SyntheticFeed feed, SyntheticDocument document, Tally tally) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(hub.resolve("/intake/" + feed.code()))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type",
                        feed.format().equals("asc-cld") ? "text/csv;charset=UTF-8" : "application/fhir+json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(document.bytes()))
                .build();
        String body;
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200 && response.statusCode() != 422) {
                throw new IOException("/intake/" + feed.code() + " answered " + response.statusCode());
            }
            body = response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while sending", e);
        }
        List<String> texts = new ArrayList<>();
        JsonMapper.shared().readTree(body).path("issue").forEach(issue -> texts.add(text(issue)));
        Matcher counts = COUNTS.matcher(String.join("\n", texts));
        if (!counts.find()) {
            throw new IOException("/intake/" + feed.code() + " did not say how many records it accepted");
        }
        int accepted = Integer.parseInt(counts.group(1));
        tally.accepted += accepted;
        tally.rejected += Integer.parseInt(counts.group(2)) - accepted;
    }

    private static String text(JsonNode issue) {
        return issue.path("diagnostics").asString("");
    }

    private static Tally get(Future<Tally> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while sending", e);
        } catch (ExecutionException e) {
            throw new UncheckedIOException(new IOException("A feed could not send its documents", e.getCause()));
        }
    }

    /** An MLLP sender's connection. */
    private static final class Connection implements AutoCloseable {

        private static final int VT = 0x0B;
        private static final int FS = 0x1C;
        private final Socket socket;

        private Connection(int port) throws IOException {
            socket = new Socket("127.0.0.1", port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(60_000);
        }

        private void send(SyntheticDocument document, Tally tally) throws IOException {
            byte[] frame = new byte[document.bytes().length + 3];
            frame[0] = VT;
            System.arraycopy(document.bytes(), 0, frame, 1, document.bytes().length);
            frame[frame.length - 2] = FS;
            frame[frame.length - 1] = '\r';
            socket.getOutputStream().write(frame);
            socket.getOutputStream().flush();
            String code = acknowledgementCode(read());
            if ("AA".equals(code)) {
                tally.accepted++;
            } else {
                tally.rejected++;
            }
        }

        private String read() throws IOException {
            StringBuilder answer = new StringBuilder();
            for (int value = socket.getInputStream().read(); value != FS; value = socket.getInputStream().read()) {
                if (value < 0) {
                    throw new IOException("The MLLP door closed the connection without an answer");
                }
                answer.append((char) value);
            }
            if (socket.getInputStream().read() != '\r') {
                throw new IOException("The MLLP door's answer did not end as a frame does");
            }
            return new String(answer.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        }

        private static @Nullable String acknowledgementCode(String answer) {
            return answer.lines()
                    .flatMap(line -> Pattern.compile("\r").splitAsStream(line))
                    .filter(segment -> segment.startsWith("MSA|"))
                    .map(segment -> segment.split("\\|", -1)[1])
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
