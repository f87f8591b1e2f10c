package org.tributary.hub.fhir.bulk;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;
import org.tributary.hub.access.Caller;
import org.tributary.hub.fhir.CallerSource;
import org.tributary.hub.fhir.FhirSettings;
import org.tributary.hub.fhir.Refusals;
import org.tributary.hub.fhir.bulk.BulkJob.Kind;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.MediaTypes;
import org.tributary.hub.ingest.CommitLine;

/**
 * {@code POST /fhir/$import} with NDJSON as its body, of any length: it is kept part by part while it comes in, and
 * imported in the background once it is all there. One that breaks off leaves nothing.
 */
final class ImportUpload extends OncePerRequestFilter {

    private final CallerSource callers;
    private final FhirSettings settings;
    private final BulkSettings bulk;
    private final CommitLine commitLine;
    private final BulkTable table;
    private final BulkJobs jobs;

    ImportUpload(CallerSource callers, FhirSettings settings, BulkSettings bulk, CommitLine commitLine, BulkTable table,
            BulkJobs jobs) {
        this.callers = callers;
        this.settings = settings;
        this.bulk = bulk;
        this.commitLine = commitLine;
        this.table = table;
        this.jobs = jobs;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!request.getMethod().equals("POST") || !isNdjson(request.getContentType())) {
            chain.doFilter(request, response);
            return;
        }
        Answer answer;
        try {
            answer = receive(request);
        } catch (RuntimeException e) {
            answer = Answer.of(Refusals.of(e));
        }
        JsonAnswers.write(answer, response);
    }

    private static boolean isNdjson(@Nullable String contentType) {
        return contentType != null
                && MediaTypes.NDJSON.contains(contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
    }

    private Answer receive(HttpServletRequest request) throws IOException {
        Caller caller = callers.callerOf(request).asking("POST /fhir/$import");
        ImportOperation.requireImport(caller);
        if (request.getHeader("Content-Encoding") != null) {
            throw FhirRefusal.of(415, IssueType.NOTSUPPORTED, "A Content-Encoding is not supported");
        }
        String url = request.getRequestURL().toString();
        String base = settings.baseUrl().orElse(url.substring(0, url.lastIndexOf('/')));
        BulkTable.NewJob job = new BulkTable.NewJob(UUID.randomUUID(), Kind.IMPORT, caller, base + "/$import", base,
                "{}");
        int file = commitLine.change(transaction -> {
            table.add(transaction, job, bulk.keepFor());
            return table.addFile(transaction, job.id(), "input", "Resource", "");
        });
        try {
            String hash = keep(job, file, request.getInputStream());
            commitLine.change(transaction -> {
                table.setHash(transaction, job.id(), file, hash);
                jobs.schedule(transaction, job.id());
                return hash;
            });
        } catch (IOException | RuntimeException e) {
            commitLine.change(transaction -> {
                table.delete(transaction, job.id());
                return file;
            });
            throw e;
        }
        return BulkJobs.accepted(job);
    }

    /** Keeps what comes in, and gives back its hash. */
    private String keep(BulkTable.NewJob job, int file, InputStream body) throws IOException {
        ChunkWriter chunks = new ChunkWriter((number, compressed, lines) -> commitLine.change(transaction -> {
            table.addChunk(transaction, job.id(), file, number, compressed, 0);
            return number;
        }));
        try (DigestInputStream in = new DigestInputStream(body, ImportRun.sha256())) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                chunks.bytes(buffer, read);
            }
            chunks.flush();
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        }
    }
}
