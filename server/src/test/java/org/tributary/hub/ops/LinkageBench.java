package org.tributary.hub.ops;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.tributary.hub.ops.synth.pairs.LabelledFiles;
import org.tributary.hub.ops.synth.pairs.LabelledSet;
import org.tributary.hub.ops.synth.pairs.LabelledSource;
import org.tributary.hub.ops.synth.pairs.Shares;

/**
 * Measures linkage with invented people of a labelled set: Patients a second while records of the second organisation
 * are loaded beside all of the first's, each of which has a partner to find, and {@code $match} by four clients. Run by
 * {@code ./tributary bench linkage PERSONS}.
 */
final class LinkageBench {

    private static final int DESCRIBED = 5_000;
    /** So many of the second organisation's records tell the rate: to load a million would tell it no better. */
    private static final int PARTNERS = 100_000;

    private LinkageBench() {
    }

    /**
     * @param arguments
     *            how many people
     */
    public static void main(String[] arguments) throws Exception {
        int people = Integer.parseInt(arguments[0]);
        Path folder = Path.of("target", "bench-linkage").toAbsolutePath();
        BenchHub hub = new BenchHub(folder);
        hub.clean();
        Path set = folder.resolve("set");
        LabelledFiles.write(LabelledSet.generate(people, 1, Shares.BOROUGH), set);
        BenchHub.printMachine();
        System.out.printf(Locale.ROOT, "%,d people%n", people);
        keepLines(set.resolve(LabelledSource.HOSPITAL.feed()).resolve("Patient.ndjson"), PARTNERS);
        for (LabelledSource source : LabelledSource.values()) {
            hub.load("load of " + source.feed(), set.resolve(source.feed()), source.feed(), source.organisation());
        }
        match(hub, set.resolve(LabelledSource.HOSPITAL.feed()).resolve("Patient.ndjson"));
    }

    private static void keepLines(Path file, int most) throws IOException {
        Path kept = file.resolveSibling("kept");
        try (Stream<String> lines = Files.lines(file)) {
            Files.write(kept, (Iterable<String>) lines.limit(most)::iterator);
        }
        Files.move(kept, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void match(BenchHub hub, Path patients) throws Exception {
        List<String> described;
        try (Stream<String> lines = Files.lines(patients)) {
            described = lines.limit(DESCRIBED)
                    .map(patient -> "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"resource\",\"resource\":"
                            + patient + "}]}")
                    .toList();
        }
        AtomicInteger next = new AtomicInteger();
        try (BenchClients clients = new BenchClients(BenchHub.ORIGIN)) {
            Process served = hub.serve(clients);
            try {
                clients.time("$match",
                        () -> HttpRequest.newBuilder(URI.create(BenchHub.ORIGIN + "/fhir/Patient/$match"))
                                .header("Content-Type", "application/fhir+json")
                                .POST(HttpRequest.BodyPublishers
                                        .ofString(described.get(next.getAndIncrement() % described.size())))
                                .build());
            } finally {
                BenchHub.stop(served);
            }
        }
    }
}
