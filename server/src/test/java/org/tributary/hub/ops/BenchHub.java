package org.tributary.hub.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A hub as an operator runs it: by the launcher, in a process of its own, a durable embedded PostgreSQL beside it. */
final class BenchHub {

    static final String HEAP = "-Xmx512m";
    private static final int PORT = Integer.getInteger("bench.port", 18_181);
    static final int MLLP_PORT = PORT + 1;
    static final String ORIGIN = "http://127.0.0.1:" + PORT;

    private final Path folder;
    private final Path data;

    BenchHub(Path folder) {
        this.folder = folder;
        this.data = folder.resolve("data");
    }

    Path data() {
        return data;
    }

    static void printMachine() {
        System.out.printf("%s, %d processors, Java %s, heap of the hub %s%n", System.getProperty("os.name"),
                Runtime.getRuntime().availableProcessors(), System.getProperty("java.version"), HEAP);
    }

    /** Loads a folder and prints what the command says. */
    void load(String what, Path ndjson, String source, String organisation, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("load", "--source", source, "--organisation", organisation,
                "--data", data.toString(), "--rejects", folder.resolve("rejects.ndjson").toString()));
        command.addAll(List.of(options));
        command.add(ndjson.toString());
        Process process = start(command.toArray(String[]::new));
        String memory = "unknown";
        while (!process.waitFor(500, TimeUnit.MILLISECONDS)) {
            memory = peakMemory(process.pid(), memory);
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        System.out.printf("%s: %s, peak memory of the process %s, exit %d%n", what, output.strip(), memory,
                process.exitValue());
    }

    /** Starts serving, and prints how long it took until the hub was up. */
    Process serve(BenchClients clients) throws IOException, InterruptedException {
        long started = System.nanoTime();
        // To a file: a pipe that nobody reads fills up, and the hub then waits for ever to write its log.
        Process hub = command("serve", "--open", "--port", Integer.toString(PORT), "--mllp-port",
                Integer.toString(MLLP_PORT), "--data", data.toString())
                .redirectOutput(folder.resolve("hub.log").toFile())
                .start();
        while (!isUp(clients)) {
            if (!hub.isAlive() || System.nanoTime() - started > TimeUnit.MINUTES.toNanos(2)) {
                throw new IOException("The hub did not start");
            }
            Thread.sleep(20);
        }
        System.out.printf(Locale.ROOT, "start-up on the loaded database, PostgreSQL included: %.1f s%n",
                (System.nanoTime() - started) / 1e9);
        return hub;
    }

    /** Prints what the hub used, and stops it. */
    static void stop(Process hub) throws IOException, InterruptedException {
        System.out.println("peak memory of the serving hub: " + peakMemory(hub.pid(), "unknown"));
        hub.destroy();
        hub.waitFor();
    }

    private static boolean isUp(BenchClients clients) {
        try {
            return clients.get("/actuator/health").contains("\"UP\"");
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    static Process start(String... arguments) throws IOException {
        return command(arguments).start();
    }

    /** By the launcher, which the process then becomes. */
    private static ProcessBuilder command(String... arguments) {
        List<String> command = new ArrayList<>(List.of("sh", Path.of("..", "tributary").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("TRIBUTARY_JAVA_OPTIONS", HEAP);
        return builder;
    }

    /** The high-water mark of a process's resident memory, where the system tells it. */
    private static String peakMemory(long process, String otherwise) throws IOException {
        Path status = Path.of("/proc", Long.toString(process), "status");
        if (!Files.exists(status)) {
            return otherwise;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> line.substring(6).strip())
                    .findFirst()
                    .orElse(otherwise);
        } catch (UncheckedIOException e) {
            return otherwise;
        }
    }

    /** Forgets what an earlier bench left. */
    void clean() throws IOException {
        if (Files.exists(data)) {
            try (Stream<Path> all = Files.walk(data)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
