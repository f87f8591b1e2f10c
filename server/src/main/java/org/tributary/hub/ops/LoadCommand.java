package org.tributary.hub.ops;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tributary.hub.ingest.ExtractFolder;
import org.tributary.hub.ingest.FileLoad;
import org.tributary.hub.ingest.FileLoad.Reject;
import org.tributary.hub.ingest.FileLoad.Source;
import org.tributary.hub.ingest.FileLoad.Sum;
import org.tributary.hub.ingest.FirstLoad;
import org.tributary.mapping.CareSetting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** Loads files and folders. Exit 0 when everything was accepted, 2 when some records were rejected, 1 on failure. */
@Command(name = "load", mixinStandardHelpOptions = true, description = "Load R4 NDJSON, R4 bundles, GP Connect bundles, HL7 v2 files, ASC CLD returns, hospital activity and GP extracts (a zip, or a folder of one extraction).")
final class LoadCommand implements Callable<Integer> {

    private static final int SOME_REJECTED = 2;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Option(names = "--source", required = true, paramLabel = "CODE", description = "The feed's code.")
    private String source = "";

    @Option(names = "--organisation", paramLabel = "ODS", description = "ODS code of the publisher; needed when the feed is new.")
    private @Nullable String organisation;

    @Option(names = "--setting", paramLabel = "SETTING", description = "primary, acute, social, community, mental-health or other.")
    private @Nullable String setting;

    @Option(names = "--rejects", paramLabel = "FILE", defaultValue = "rejects.ndjson", description = "Where rejected records are written (default: ${DEFAULT-VALUE}).")
    private Path rejectsFile = Path.of("rejects.ndjson");

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files, or folders of files; a folder of a GP extract's tables is one document.")
    private List<Path> paths = List.of();

    @Override
    public Integer call() throws Exception {
        Source from = new Source(source, Optional.ofNullable(organisation), careSetting());
        List<Path> files = files();
        return database.run(hub -> load(hub.getBean(FirstLoad.class), hub.getBean(FileLoad.class), from, files));
    }

    private int load(FirstLoad first, FileLoad loader, Source from, List<Path> files) throws Exception {
        long started = System.nanoTime();
        Sum total = first.run(() -> load(loader, from, files));
        double seconds = (System.nanoTime() - started) / 1e9;
        System.out.printf(Locale.ROOT, "accepted=%d rejected=%d unchanged=%d seconds=%.1f rate=%.0f%n",
                total.accepted(), total.rejected(), total.unchanged(), seconds,
                (total.accepted() + total.rejected()) / seconds);
        return total.rejected() == 0 ? 0 : SOME_REJECTED;
    }

    private Sum load(FileLoad loader, Source from, List<Path> files) throws IOException {
        Sum total = new Sum(0, 0, 0);
        try (RejectsFile rejects = new RejectsFile(rejectsFile)) {
            Progress progress = new Progress();
            for (Path file : files) {
                String format = loader.format(file).orElse("unknown format");
                progress.file(file, format);
                Sum before = total;
                total = before.plus(loader.load(from, file, rejects, sum -> progress.show(before.plus(sum))));
            }
            progress.end();
        }
        return total;
    }

    private Optional<CareSetting> careSetting() {
        if (setting == null) {
            return Optional.empty();
        }
        Optional<CareSetting> found = CareSetting.findByCode(setting);
        if (found.isEmpty()) {
            throw new StartUpFailure("There is no setting '" + setting
                    + "': use primary, acute, social, community, mental-health or other");
        }
        return found;
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new StartUpFailure("There is no file or folder " + path);
            }
            files.addAll(ExtractFolder.listDocuments(path));
        }
        return files;
    }

    /** One JSON object a line: file, line, place, reason. Made only when there is something to write. */
    private static final class RejectsFile implements Consumer<Reject>, AutoCloseable {

        private final Path file;
        private @Nullable BufferedWriter writer;

        private RejectsFile(Path file) throws IOException {
            this.file = file;
            Files.deleteIfExists(file);
        }

        @Override
        public void accept(Reject reject) {
            try {
                BufferedWriter out = writer == null ? Files.newBufferedWriter(file) : writer;
                writer = out;
                out.write(JsonMapper.shared().writeValueAsString(reject));
                out.newLine();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            if (writer != null) {
                writer.close();
            }
        }
    }

    /**
     * A line that is written over itself on a terminal (the launcher says whether there is one); one line a file
     * elsewhere.
     */
    private static final class Progress {

        private final boolean terminal = System.getenv("TRIBUTARY_TERMINAL") != null;
        private long shown;

        private void file(Path file, String format) {
            if (terminal) {
                System.err.printf("\r\u001b[K%s (%s)%n", file, format);
            } else {
                System.err.printf("%s (%s)%n", file, format);
            }
        }

        private void show(Sum sum) {
            long now = System.nanoTime();
            if (terminal && now - shown > 100_000_000L) {
                shown = now;
                System.err.printf("\r\u001b[K%,d accepted, %,d rejected", sum.accepted(), sum.rejected());
            }
        }

        private void end() {
            if (terminal) {
                System.err.print("\r\u001b[K");
            }
        }
    }
}
