package org.tributary.hub.ops;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * A hospital that sends HL7 v2 over MLLP on 16 connections, each message when the one before is acknowledged: of ten
 * messages three admit, transfer and discharge, five update, two report eight results.
 */
final class BenchHospital {

    static final String SENDER = "BENCH^RZ9";
    private static final int CONNECTIONS = 16;
    private static final int WARM_UP_SECONDS = 15;
    private static final int SECONDS = 20;
    private static final List<String> MIX = List.of("A01", "A08", "R01", "A31", "A08", "A02", "A08", "R01", "A31",
            "A03");

    private final int port;

    BenchHospital(int port) {
        this.port = port;
    }

    /** As fast as acknowledgements come, then at half of the rate that is aimed at. */
    void send() throws InterruptedException {
        run(WARM_UP_SECONDS, 0, 1);
        List<Long> fast = run(SECONDS, 0, 2);
        System.out.printf(Locale.ROOT, "HL7 v2 messages: %d/s over %d connections, ACK p50 %.1f ms, p99 %.1f ms%n",
                fast.size() / SECONDS, CONNECTIONS, part(fast, 50), part(fast, 99));
        List<Long> paced = run(SECONDS, 300, 3);
        System.out.printf(Locale.ROOT, "HL7 v2 messages at 300/s: ACK p50 %.1f ms, p99 %.1f ms%n", part(paced, 50),
                part(paced, 99));
    }

    private static double part(List<Long> nanos, int percent) {
        return nanos.get((int) ((nanos.size() - 1) * (long) percent / 100)) / 1e6;
    }

    /**
     * @param rate
     *            messages a second on all connections together; 0 for as many as it takes. A late message counts from
     *            when it should have been sent.
     * @param run
     *            tells the messages of one run from those of another
     */
    private List<Long> run(int seconds, int rate, int run) throws InterruptedException {
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(seconds);
        long step = rate == 0 ? 0 : TimeUnit.SECONDS.toNanos(CONNECTIONS) / rate;
        List<Future<List<Long>>> senders = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (int i = 0; i < CONNECTIONS; i++) {
                int connection = i;
                senders.add(
                        pool.submit(() -> send(connection, run, start + step * connection / CONNECTIONS, step, end)));
            }
        }
        List<Long> all = new ArrayList<>();
        for (Future<List<Long>> sender : senders) {
            try {
                all.addAll(sender.get());
            } catch (java.util.concurrent.ExecutionException e) {
                throw new IllegalStateException("A connection failed", e);
            }
        }
        all.sort(Comparator.naturalOrder());
        return all;
    }

    private List<Long> send(int connection, int run, long first, long step, long end)
            throws IOException, InterruptedException {
        List<Long> nanos = new ArrayList<>();
        try (Socket socket = new Socket("127.0.0.1", port);
                InputStream in = new BufferedInputStream(socket.getInputStream());
                OutputStream out = socket.getOutputStream()) {
            socket.setTcpNoDelay(true);
            long due = first;
            for (int number = 0; System.nanoTime() < end; number++) {
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                long from = step == 0 ? System.nanoTime() : due;
                out.write(frame(message(connection, run, number)));
                out.flush();
                String answer = read(in);
                if (!answer.contains("MSA|AA|")) {
                    throw new IOException("The hub answered " + answer.replace('\r', ' '));
                }
                nanos.add(System.nanoTime() - from);
                due += step;
            }
        }
        return nanos;
    }

    private static String message(int connection, int run, int number) {
        String event = MIX.get(number % MIX.size());
        int patient = run * 10_000_000 + connection * 100_000 + number / MIX.size();
        String time = "20260%d%02d%02d%02d%02d".formatted(1 + number / MIX.size() % 9, 1 + patient % 28,
                number % MIX.size(), number / 60 % 60, number % 60);
        String type = event.equals("R01") ? "ORU^R01" : "ADT^" + event;
        StringBuilder message = new StringBuilder("MSH|^~\\&|BENCH|RZ9|ROUTE|ROUTE|%s||%s|M%d-%d-%d|P|2.4\r"
                .formatted(time, type, run, connection, number));
        message.append("EVN|%s|%s\r".formatted(event, time))
                .append("PID|1||%d^^^RZ9^MR||BENCH%d^ADA^^^MS||19%02d0%d%02d|2|||%d HIGH STREET^^LEEDS^^LS1 1AA^GBR\r"
                        .formatted(patient, patient % 5000, 20 + patient % 80, 1 + patient % 9, 1 + patient % 28,
                                1 + patient % 200))
                .append("PV1|1|I|W%d^%d^1^RZ9||||C1234567^SMITH^JO|||100|||||||||V%d\r".formatted(number % 9,
                        1 + patient % 8, patient));
        if (event.equals("R01")) {
            message.append("OBR|1||R%d-%d|FBC^Full blood count^L|||%s\r".formatted(patient, number, time));
            for (int i = 1; i <= 8; i++) {
                message.append("OBX|%d|NM|C%d^Count %d^L||%d.%d|10*9/L|1-100|N|||F|||%s\r".formatted(i, i, i,
                        1 + number % 90, i, time));
            }
        }
        return message.toString();
    }

    private static byte[] frame(String message) {
        return ('\u000b' + message + "\u001c\r").getBytes(StandardCharsets.US_ASCII);
    }

    private static String read(InputStream in) throws IOException {
        StringBuilder answer = new StringBuilder();
        for (int next = in.read(); next != 0x1c; next = in.read()) {
            if (next < 0) {
                throw new IOException("The hub closed the connection");
            }
            answer.append((char) next);
        }
        in.read();
        return answer.toString();
    }
}
