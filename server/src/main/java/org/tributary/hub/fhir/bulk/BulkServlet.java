package org.tributary.hub.fhir.bulk;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.fhir.CallerSource;
import org.tributary.hub.fhir.Refusals;
import org.tributary.hub.fhir.bulk.BulkJob.Overview;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.MediaTypes;
import org.tributary.hub.fhir.exchange.OperationOutcomes;
import org.tributary.hub.ingest.CommitLine;

/**
 * {@code /fhir/bulk/{job}}: how an export or import goes, its files, and its end (Bulk Data Access 2.0, "Bulk Data
 * Status Request"). Streams: it knows no sizes.
 */
final class BulkServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final Pattern PATH = Pattern.compile(
            "/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?:/([1-9][0-9]{0,5})\\.ndjson)?");
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    private final transient CallerSource callers;
    private final transient ReaderDatabase database;
    private final transient CommitLine commitLine;
    private final transient BulkTable table;
    private final transient FileParts parts;

    BulkServlet(CallerSource callers, ReaderDatabase database, CommitLine commitLine, BulkTable table,
            FileParts parts) {
        this.callers = callers;
        this.database = database;
        this.commitLine = commitLine;
        this.table = table;
        this.parts = parts;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            answer(request, response);
        } catch (RuntimeException e) {
            if (response.isCommitted()) {
                // The connection breaks: half a file must not look like a whole one.
                throw new IOException("The file could not be sent to its end", e);
            }
            response.reset();
            JsonAnswers.write(Answer.of(Refusals.of(e)), response);
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Caller caller = callers.callerOf(request);
        String path = request.getPathInfo() == null ? "" : request.getPathInfo();
        Matcher named = PATH.matcher(path);
        if (!named.matches()) {
            throw FhirRefusal.notFound("bulk" + path);
        }
        UUID id = UUID.fromString(named.group(1));
        boolean file = named.group(2) != null;
        Overview overview = find(file ? caller.asking(request.getMethod() + " /fhir/bulk" + path) : caller, id);
        switch (request.getMethod()) {
            case "GET" -> {
                if (file) {
                    send(caller, overview, Integer.parseInt(named.group(2)), response);
                } else {
                    tell(overview, response);
                }
            }
            case "DELETE" -> {
                if (file) {
                    throw FhirRefusal.methodNotAllowed("DELETE", "bulk" + path, List.of("GET"));
                }
                delete(id, response);
            }
            default -> throw FhirRefusal.methodNotAllowed(request.getMethod(), "bulk" + path,
                    file ? List.of("GET") : List.of("DELETE", "GET"));
        }
    }

    private Overview find(Caller caller, UUID id) {
        record Found(Overview overview, boolean seesAll) {
        }
        Optional<Found> found = database.read(caller, transaction -> table.find(transaction, id)
                .map(overview -> new Found(overview, table.seesAll(transaction, id))));
        Found job = found.orElseThrow(() -> FhirRefusal.notFound("bulk/" + id));
        if (!job.seesAll()) {
            throw FhirRefusal.of(410, IssueType.EXPIRED,
                    "Records that this export holds are no longer open to you; ask for a new one");
        }
        return job.overview();
    }

    private void delete(UUID id, HttpServletResponse response) throws IOException {
        commitLine.change(transaction -> {
            table.delete(transaction, id);
            return id;
        });
        JsonAnswers.write(Answer.of(202, OperationOutcomes.success("Cancelled; its files are gone")), response);
    }

    private static void tell(Overview overview, HttpServletResponse response) throws IOException {
        BulkJob job = overview.job();
        switch (job.state()) {
            case RUNNING -> JsonAnswers.write(Answer.empty(202)
                    .withHeader("X-Progress", job.progress())
                    .withHeader("Retry-After", "1"), response);
            case DONE -> JsonAnswers.write(Answer.of(200, BulkManifest.of(overview))
                    .withHeader("Expires", HTTP_DATE.format(job.expires())), "application/json", response);
            case FAILED -> JsonAnswers.write(Answer.of(FhirRefusal.of(500, IssueType.EXCEPTION,
                    job.problem().orElse("It failed"))), response);
        }
    }

    private void send(Caller caller, Overview overview, int number, HttpServletResponse response) throws IOException {
        BulkJob job = overview.job();
        boolean offered = job.state() == BulkJob.State.DONE && overview.files()
                .stream()
                .anyMatch(file -> file.number() == number && !file.kind().equals("input"));
        if (!offered) {
            throw FhirRefusal.notFound("bulk/" + job.id() + '/' + number + ".ndjson");
        }
        try (InputStream in = parts.open(caller, job.id(), number)) {
            response.setContentType(MediaTypes.FHIR_NDJSON);
            in.transferTo(response.getOutputStream());
        }
    }
}
