package org.tributary.hub.ingest;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.tributary.hub.ingest.Feeds.NewFeed;
import org.tributary.mapping.CareSetting;
import org.tributary.mapping.MappingIssue;
import org.tributary.mapping.MappingIssue.Severity;
import org.tributary.mapping.hl7v2.Hl7File;

/** Loads files of any format the hub reads, through the same line as every other door. */
@Component
public final class FileLoad {

    static final int LARGEST_DOCUMENT_BYTES = 512 * 1024 * 1024;

    /** Whose files these are; the feed is made on first use. */
    public record Source(String code, Optional<String> organisation, Optional<CareSetting> setting) {
    }

    /** How many records were accepted (unchanged ones included) and rejected. */
    public record Sum(long accepted, long rejected, long unchanged) {

        static final Sum NOTHING = new Sum(0, 0, 0);

        public Sum plus(Sum other) {
            return new Sum(accepted + other.accepted, rejected + other.rejected, unchanged + other.unchanged);
        }

        static Sum of(IntakeOutcome outcome) {
            return new Sum(outcome.accepted(), outcome.rejected(), outcome.unchanged());
        }
    }

    /**
     * Why a record was rejected, or when the severity is a warning, what was found in one that is stored.
     *
     * @param line
     *            the line of an NDJSON file, the number of the message in an HL7 file, the row of a CSV, else 1; from 1
     */
    public record Reject(String file, long line, String place, String reason, Severity severity) {

        Reject(String file, long line, String place, String reason) {
            this(file, line, place, reason, Severity.ERROR);
        }
    }

    private final Intake intake;
    private final Feeds feeds;
    private final CommitLine commitLine;
    private final ResourceLoad resources;

    FileLoad(Intake intake, Feeds feeds, CommitLine commitLine, ResourceLoad resources) {
        this.intake = intake;
        this.feeds = feeds;
        this.commitLine = commitLine;
        this.resources = resources;
    }

    /** The format of a file, or of a folder that is one extraction, as {@link #load} would read it. */
    public Optional<String> format(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            return ExtractFolder.isExtract(file) ? Optional.of("gp-extract") : Optional.empty();
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return DocumentFormat.detect(in.readNBytes(DocumentFormat.TELLING_BYTES));
        }
    }

    /**
     * Loads one file, or the folder of one extraction ({@link ExtractFolder}).
     *
     * @param rejects
     *            takes each rejected record, and what a feed that reports finds in others
     * @param progress
     *            takes the running sum of the file from time to time
     * @throws FeedRefused
     *             when the feed is of another format, organisation or setting, or is new and its organisation is not
     *             said, or is paused
     */
    public Sum load(Source source, Path file, Consumer<Reject> rejects, Consumer<Sum> progress) throws IOException {
        Optional<String> format = format(file);
        String name = String.valueOf(file.getFileName());
        if (format.isEmpty()) {
            rejects.accept(new Reject(name, 1, "file",
                    "This is none of R4 NDJSON, an R4 bundle, a GP Connect bundle, HL7 v2, an ASC CLD return, hospital activity"
                            + " or a zip or folder of a GP extract"));
            return new Sum(0, 1, 0);
        }
        Feed feed = feed(source, format.get());
        if (format.get().equals(Feeds.FHIR_R4)) {
            return resources.load(feed, file, rejects, progress);
        }
        Optional<byte[]> bytes = read(file);
        if (bytes.isEmpty()) {
            rejects.accept(
                    new Reject(name, 1, "file", "A " + format.get() + " file may have at most 512 MB: split it"));
            return new Sum(0, 1, 0);
        }
        return format.get().equals("hl7v2")
                ? messages(feed, name, Hl7File.split(bytes.get()), rejects, progress)
                : messages(feed, name, List.of(bytes.get()), rejects, progress);
    }

    /** Empty when there is more than a document may have. */
    private static Optional<byte[]> read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            return ExtractFolder.zip(file);
        }
        return Files.size(file) > LARGEST_DOCUMENT_BYTES ? Optional.empty() : Optional.of(Files.readAllBytes(file));
    }

    private Sum messages(Feed feed, String file, List<byte[]> documents, Consumer<Reject> rejects,
            Consumer<Sum> progress) {
        Sum sum = Sum.NOTHING;
        int number = 0;
        for (byte[] document : documents) {
            number++;
            IntakeOutcome outcome = intake.receive(feed, "file", document);
            int offset = number;
            outcome.issues()
                    .stream()
                    .filter(MappingIssue::rejects)
                    .forEach(issue -> rejects.accept(new Reject(file, documents.size() > 1 ? offset : issue.record(),
                            issue.location(), issue.message() + ' ' + issue.remedy())));
            sum = sum.plus(Sum.of(outcome));
            progress.accept(sum);
        }
        return sum;
    }

    private Feed feed(Source source, String format) {
        Optional<Feed> known = feeds.find(source.code());
        if (known.filter(Feed::paused).isPresent()) {
            throw FeedRefused.isPaused(source.code());
        }
        if (known.isEmpty() && source.organisation().isEmpty()) {
            throw FeedRefused.isNew(source.code());
        }
        String organisation = source.organisation().orElseGet(() -> known.orElseThrow().organisation());
        CareSetting setting = source.setting()
                .orElseGet(() -> known.map(Feed::setting).orElseGet(() -> usualSetting(format)));
        return commitLine.addFeed(new NewFeed(source.code(), organisation, setting, format, List.of()));
    }

    private static CareSetting usualSetting(String format) {
        return switch (format) {
            case "hl7v2", "hospital-csv" -> CareSetting.ACUTE;
            case "gpconnect", "gp-extract" -> CareSetting.PRIMARY;
            case "asc-cld" -> CareSetting.SOCIAL;
            default -> CareSetting.OTHER;
        };
    }
}
