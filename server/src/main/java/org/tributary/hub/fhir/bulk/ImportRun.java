package org.tributary.hub.fhir.bulk;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.AuditEntry;
import org.tributary.hub.access.AuditTrail;
import org.tributary.hub.fhir.bulk.BulkJob.File;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.ingest.CommitLine;
import org.tributary.hub.ingest.NdjsonLoad;
import org.tributary.hub.ingest.NdjsonLoad.Batch;
import org.tributary.hub.ingest.NdjsonLoad.Origin;

/**
 * Imports a job's inputs one after the other. After each batch its place and what became of its lines are kept, so that
 * a run that was cut off is gone on with there; a batch that was committed just before is then unchanged.
 */
@Component
final class ImportRun {

    private final NdjsonLoad loader;
    private final CommitLine commitLine;
    private final BulkTable table;
    private final FileParts parts;
    private final ImportSources sources;
    private final AuditTrail trail;

    ImportRun(NdjsonLoad loader, CommitLine commitLine, BulkTable table, FileParts parts, ImportSources sources,
            AuditTrail trail) {
        this.loader = loader;
        this.commitLine = commitLine;
        this.table = table;
        this.parts = parts;
        this.sources = sources;
        this.trail = trail;
    }

    void run(BulkJob job) {
        List<File> files = commitLine.change(transaction -> table.listFiles(transaction, job.id()));
        for (File input : files) {
            if (input.kind().equals("input") && !input.complete()) {
                load(job, input, outcomeOf(job, input, files));
            }
        }
    }

    /** The file that tells what became of an input's lines. */
    private int outcomeOf(BulkJob job, File input, List<File> files) {
        String source = Integer.toString(input.number());
        return files.stream()
                .filter(file -> file.kind().equals("outcome") && file.source().equals(source))
                .findFirst()
                .map(File::number)
                .orElseGet(() -> commitLine.change(transaction -> table.addFile(transaction, job.id(), "outcome",
                        "OperationOutcome", source)));
    }

    private void load(BulkJob job, File input, int outcome) {
        try (InputStream in = open(job, input)) {
            Origin origin = new Origin(name(input), input.source().isEmpty() ? input.hash() : hash(job, input));
            loader.load(job.askedBy(), origin, in, input.position(), batch -> keep(job, input, outcome, batch));
            commitLine.change(transaction -> {
                table.complete(transaction, job.id(), input);
                return input;
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private InputStream open(BulkJob job, File input) throws IOException {
        return input.source().isEmpty()
                ? parts.open(job.askedBy(), job.id(), input.number())
                : new BufferedInputStream(Files.newInputStream(sources.check(input.source())));
    }

    private static String name(File input) {
        return input.source().isEmpty() ? "import" : String.valueOf(Path.of(input.source()).getFileName());
    }

    /** A file that is another than it was when its import began would be imported in halves. */
    private String hash(BulkJob job, File input) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(sources.check(input.source())), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        String hash = HexFormat.of().formatHex(digest.digest());
        if (!input.hash().isEmpty() && !input.hash().equals(hash)) {
            throw FhirRefusal.invalid("Input %d was changed while it was imported".formatted(input.number()));
        }
        commitLine.change(transaction -> {
            table.setHash(transaction, job.id(), input.number(), hash);
            return hash;
        });
        return hash;
    }

    private void keep(BulkJob job, File input, int outcome, Batch batch) {
        byte[] told = ChunkWriter.compress(ImportOutcome.of(batch));
        commitLine.change(transaction -> {
            if (!table.goOn(transaction, job, "input %d: %d lines".formatted(input.number(), batch.lastLine()))) {
                throw new BulkStopped();
            }
            trail.write(transaction, new AuditEntry(job.askedBy(), AuditEntry.Action.EXECUTE,
                    AuditEntry.Outcome.SUCCESS, (int) batch.sum().accepted(), Set.of()));
            table.addChunk(transaction, job.id(), outcome, batch.firstLine(), told, 1L + batch.rejects().size());
            table.advance(transaction, job.id(), input, batch.lastLine(), batch.sum().accepted(),
                    batch.sum().rejected(), batch.sum().unchanged());
            return batch;
        });
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
