package org.tributary.hub.ops;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LoggingSystem;
import org.tributary.hub.ingest.ExtractFolder;
import org.tributary.hub.ingest.SourceMappers;
import org.tributary.mapping.AggregateKey;
import org.tributary.mapping.CareSetting;
import org.tributary.mapping.Contribution;
import org.tributary.mapping.FoldResult;
import org.tributary.mapping.MappedResource;
import org.tributary.mapping.MappingIssue;
import org.tributary.mapping.MappingResult;
import org.tributary.mapping.SourceDocument;
import org.tributary.mapping.SourceFeed;
import org.tributary.mapping.SourceMapper;
import org.tributary.mapping.gpconnect.BareResource;
import org.tributary.mapping.hl7v2.Hl7File;
import org.tributary.mapping.layout.LayoutMapper;
import org.tributary.mapping.layout.LayoutRefused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Shows what a mapper makes of a document. Needs no hub and keeps nothing: R4 resources go to standard output, one a
 * line, issues to standard error, as if the document were the first that its feed brings. Exit 0 when everything was
 * accepted, 2 when something was refused, 1 when it could not be tried.
 */
@Command(name = "map", mixinStandardHelpOptions = true, description = {
        "Show what a mapper makes of a document, without a hub: R4 resources on standard output, one a line, issues on standard error.",
        "Exit 0 when everything was accepted, 2 when something was refused, 1 when it could not be tried."})
final class MapCommand implements Callable<Integer> {

    private static final int SOMETHING_REFUSED = 2;
    private static final String LAYOUTS = "csv-layout";

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final boolean ownProcess;

    @Option(names = "--format", required = true, paramLabel = "FORMAT", description = "The format's name, as feeds give it: hl7v2, gpconnect, asc-cld, hospital-csv, gp-extract or csv-layout:NAME. Of gpconnect also one bare STU3 resource.")
    private String format = "";

    @Option(names = "--layout", paramLabel = "LAYOUT", description = "With --format csv-layout: a layout's file, or the name of one that comes with the hub.")
    private @Nullable String layout;

    @Option(names = "--in", required = true, paramLabel = "FILE", description = "The document, or - for standard input; of gp-extract also the folder of one extraction.")
    private String file = "";

    @Option(names = "--source", paramLabel = "CODE", defaultValue = "dry-run", description = "The feed's code, on which ids rest (default: ${DEFAULT-VALUE}).")
    private String source = "";

    @Option(names = "--organisation", paramLabel = "ODS", defaultValue = "X99999", description = "ODS code of the publisher (default: ${DEFAULT-VALUE}).")
    private String organisation = "";

    /** What a document gave rise to: resources as JSON, issues as lines. */
    private record Shown(List<String> resources, List<String> issues, int accepted, int rejected) {
    }

    MapCommand() {
        this(System.in, unicode(FileDescriptor.out), unicode(FileDescriptor.err), true);
    }

    /** For use within a process that has a log and more to do. */
    MapCommand(InputStream in, PrintStream out, PrintStream err) {
        this(in, out, err, false);
    }

    private MapCommand(InputStream in, PrintStream out, PrintStream err, boolean ownProcess) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.ownProcess = ownProcess;
    }

    @Override
    public Integer call() throws IOException {
        if (ownProcess) {
            // Nobody has configured the log, which would write among the resources.
            LoggingSystem.get(MapCommand.class.getClassLoader()).beforeInitialize();
        }
        SourceMapper mapper = mapper();
        SourceFeed feed = new SourceFeed(source, organisation, CareSetting.OTHER);
        Shown shown = map(mapper, read(), feed);
        shown.resources().forEach(resource -> out.print(resource + '\n'));
        out.flush();
        shown.issues().forEach(issue -> err.print(issue + '\n'));
        err.printf(Locale.ROOT, "accepted=%d rejected=%d resources=%d%n", shown.accepted(), shown.rejected(),
                shown.resources().size());
        err.flush();
        return shown.rejected() == 0 ? 0 : SOMETHING_REFUSED;
    }

    /** A layout is a file, or the name of one that comes with the hub. */
    private SourceMapper mapper() {
        if (layout == null) {
            return SourceMappers.builtIn().get(format);
        }
        if (!format.equals(LAYOUTS)) {
            throw new StartUpFailure("--layout goes with --format " + LAYOUTS + " only");
        }
        try {
            return Files.isRegularFile(Path.of(layout))
                    ? SourceMappers.layout(Path.of(layout))
                    : SourceMappers.builtIn().get(LayoutMapper.PREFIX + layout);
        } catch (LayoutRefused e) {
            throw new StartUpFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private byte[] read() throws IOException {
        if (file.equals("-")) {
            return in.readAllBytes();
        }
        if (format.equals("gp-extract") && Files.isDirectory(Path.of(file))) {
            return ExtractFolder.zip(Path.of(file))
                    .orElseThrow(() -> new StartUpFailure("The files of an extraction may have at most 512 MB"));
        }
        if (!Files.isRegularFile(Path.of(file))) {
            throw new StartUpFailure("There is no file " + file);
        }
        return Files.readAllBytes(Path.of(file));
    }

    private static Shown map(SourceMapper mapper, byte[] bytes, SourceFeed feed) {
        SourceDocument whole = new SourceDocument(bytes, Instant.now());
        return switch (mapper.format()) {
            case "hl7v2" -> map(mapper, messages(whole), feed);
            case "gpconnect" -> bare(whole, feed).orElseGet(() -> map(mapper, List.of(whole), feed));
            default -> map(mapper, List.of(whole), feed);
        };
    }

    private static List<SourceDocument> messages(SourceDocument file) {
        List<byte[]> messages = Hl7File.split(file.bytes());
        return messages.isEmpty()
                ? List.of(file)
                : messages.stream().map(one -> new SourceDocument(one, file.received())).toList();
    }

    private static Optional<Shown> bare(SourceDocument document, SourceFeed feed) {
        return BareResource.find(document, feed)
                .map(bare -> new Shown(bare.r4().stream().toList(),
                        bare.issues().stream().map(issue -> line("", issue)).toList(), bare.r4().isPresent() ? 1 : 0,
                        bare.r4().isPresent() ? 0 : 1));
    }

    /** Documents in their order of arrival; what they say of one aggregate is folded together, as a hub would. */
    private static Shown map(SourceMapper mapper, List<SourceDocument> documents, SourceFeed feed) {
        Map<AggregateKey, List<Contribution>> contributions = new LinkedHashMap<>();
        List<String> issues = new ArrayList<>();
        int accepted = 0;
        int rejected = 0;
        int number = 0;
        for (SourceDocument document : documents) {
            number++;
            MappingResult result = mapper.map(document, feed);
            String place = documents.size() > 1 ? "message " + number + ", " : "";
            result.issues().forEach(issue -> issues.add(line(place, issue)));
            result.contributions()
                    .forEach(one -> contributions.computeIfAbsent(one.aggregate(), key -> new ArrayList<>()).add(one));
            accepted += result.accepted();
            rejected += result.rejected();
        }
        List<String> resources = new ArrayList<>();
        contributions.forEach((aggregate, several) -> {
            FoldResult folded = mapper.fold(aggregate, inOrder(several), feed);
            folded.resources().stream().map(MappedResource::json).forEach(resources::add);
            folded.issues().forEach(issue -> issues.add(line("", issue)));
        });
        return new Shown(resources, issues, accepted, rejected);
    }

    private static List<Contribution> inOrder(List<Contribution> contributions) {
        return contributions.stream().sorted(Comparator.comparing(Contribution::order)).toList();
    }

    private static String line(String place, MappingIssue issue) {
        return issue.severity().name().toLowerCase(Locale.ROOT) + ' ' + issue.id() + " at " + place + issue.location()
                + ": " + issue.message() + ' ' + issue.remedy();
    }

    /** FHIR's JSON is UTF-8, whatever the terminal's encoding. */
    private static PrintStream unicode(FileDescriptor descriptor) {
        return new PrintStream(new BufferedOutputStream(new FileOutputStream(descriptor), 1 << 16), false,
                StandardCharsets.UTF_8);
    }
}
