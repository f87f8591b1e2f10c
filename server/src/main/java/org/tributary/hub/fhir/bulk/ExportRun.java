package org.tributary.hub.fhir.bulk;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.AuditEntry;
import org.tributary.hub.access.AuditTrail;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.fhir.bulk.ExportRequest.Filter;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.Permissions;
import org.tributary.hub.fhir.exchange.Subset;
import org.tributary.hub.ingest.CommitLine;
import org.tributary.hub.store.ResourceExport;
import org.tributary.hub.store.ResourceExport.Selection;
import org.tributary.hub.store.ResourceExport.Since;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceReader;
import org.tributary.hub.store.ResourceSearch;
import org.tributary.hub.store.ResourceSearch.Parameter;
import org.tributary.hub.store.SearchPage;
import org.tributary.hub.store.StoredResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes an export's files: in one read transaction as the one who asked, so that all files show one moment, each
 * resource on its way from the database's cursor into the next part of its file.
 */
@Component
final class ExportRun {

    private static final int PAGE = 400;

    private final ReaderDatabase database;
    private final CommitLine commitLine;
    private final BulkTable table;
    private final ResourceExport resources;
    private final ResourceReader reader;
    private final ResourceSearch search;
    private final AuditTrail trail;

    ExportRun(ReaderDatabase database, CommitLine commitLine, BulkTable table, ResourceExport resources,
            ResourceReader reader, ResourceSearch search, AuditTrail trail) {
        this.database = database;
        this.commitLine = commitLine;
        this.table = table;
        this.resources = resources;
        this.reader = reader;
        this.search = search;
        this.trail = trail;
    }

    void run(BulkJob job) {
        ExportRequest request = JsonMapper.shared().readValue(job.detail(), ExportRequest.class);
        // What is shown goes into the audit trail part by part: at the end there would be too much of it.
        database.read(job.askedBy().askingNothing(), transaction -> {
            start(job, transaction);
            Since since = since(transaction, request);
            Optional<List<String>> patients = request.group().map(group -> members(transaction, group));
            for (String type : request.types()) {
                write(job, transaction, request, new Selection(type, since, request.ofPatients(), patients));
            }
            if (!request.ofPatients() && !(since instanceof ResourceExport.Always)) {
                writeDeleted(job, transaction, request.types(), since);
            }
            return job;
        });
    }

    /** What this transaction sees is what the export tells of, whatever is committed from now on. */
    private void start(BulkJob job, ReadTransaction transaction) {
        record Sight(Instant moment, String snapshot, Integer[] scopes) {
        }
        Sight sight = transaction.jdbc()
                .sql("""
                        SELECT date_trunc('milliseconds', clock_timestamp()) AS moment,
                               pg_current_snapshot()::text AS snapshot,
                               nullif(current_setting('hub.scopes'), '')::int[] AS scopes""")
                .query((row, number) -> new Sight(row.getObject("moment", OffsetDateTime.class).toInstant(),
                        row.getString("snapshot"), (Integer[]) row.getArray("scopes").getArray()))
                .single();
        commitLine.change(change -> {
            Instant moment = table.addMoment(change, sight.moment(), sight.snapshot());
            table.startOver(change, job, sight.scopes(), moment);
            return moment;
        });
    }

    /** The moment of an export of this hub is known by the order of commits; any other by the clock. */
    private Since since(ReadTransaction transaction, ExportRequest request) {
        if (request.since().isEmpty()) {
            return new ResourceExport.Always();
        }
        Instant moment = request.since().get();
        return table.findSnapshot(transaction, moment)
                .<Since>map(ResourceExport.NotIn::new)
                .orElseGet(() -> new ResourceExport.After(moment));
    }

    private List<String> members(ReadTransaction transaction, String group) {
        StoredResource stored = reader.find(transaction, new ResourceKey("Group", group))
                .filter(found -> !found.deleted())
                .orElseThrow(() -> FhirRefusal.notFound("Group/" + group));
        Set<String> patients = new HashSet<>();
        for (JsonNode member : JsonMapper.shared().readTree(stored.json()).path("member")) {
            String reference = member.at("/entity/reference").asString("");
            if (reference.matches("Patient/[A-Za-z0-9.-]{1,64}") && !member.path("inactive").asBoolean(false)) {
                patients.add(reference.substring("Patient/".length()));
            }
        }
        return List.copyOf(patients);
    }

    private void write(BulkJob job, ReadTransaction transaction, ExportRequest request, Selection selection) {
        OutputFile file = new OutputFile(job, transaction, "output", selection.type(),
                request.elementsOf(selection.type()));
        List<Filter> filters = request.filters()
                .stream()
                .filter(filter -> filter.type().equals(selection.type()))
                .toList();
        if (filters.isEmpty()) {
            resources.forEach(transaction, selection, file::add);
        }
        for (int i = 0; i < filters.size(); i++) {
            writeMatches(transaction, selection, filters.get(i), filters.subList(0, i), file);
        }
        file.chunks.flush();
    }

    /** What matches a filter and none of those before it, page by page. */
    private void writeMatches(ReadTransaction transaction, Selection selection, Filter filter, List<Filter> before,
            OutputFile file) {
        Optional<String> cursor = Optional.empty();
        do {
            List<Parameter> parameters = new ArrayList<>(filter.parameters());
            parameters.add(new Parameter("_count", Integer.toString(PAGE)));
            cursor.ifPresent(from -> parameters.add(new Parameter("_cursor", from)));
            SearchPage page = search.run(transaction,
                    search.compile(Permissions.search(transaction.caller(), selection.type()), parameters));
            List<String> ids = page.matches().stream().map(match -> match.key().id()).toList();
            if (!ids.isEmpty()) {
                Map<String, Optional<String>> wanted = resources.retain(transaction, selection, ids);
                before.forEach(other -> wanted.keySet().removeAll(matching(transaction, other, ids)));
                file.addFound(page.matches(), wanted);
            }
            cursor = page.next();
        } while (cursor.isPresent());
    }

    private Set<String> matching(ReadTransaction transaction, Filter filter, List<String> ids) {
        List<Parameter> parameters = new ArrayList<>(filter.parameters());
        parameters.add(new Parameter("_id", String.join(",", ids)));
        parameters.add(new Parameter("_count", Integer.toString(PAGE)));
        return search
                .run(transaction, search.compile(Permissions.search(transaction.caller(), filter.type()), parameters))
                .matches()
                .stream()
                .map(match -> match.key().id())
                .collect(Collectors.toSet());
    }

    /** Bundles of deletions, one resource each. */
    private void writeDeleted(BulkJob job, ReadTransaction transaction, List<String> types, Since since) {
        OutputFile file = new OutputFile(job, transaction, "deleted", "Bundle", List.of());
        for (String type : types) {
            resources.forEachDeleted(transaction, type, since,
                    key -> file.chunks
                            .line("""
                                    {"resourceType":"Bundle","type":"transaction","entry":[{"request":{"method":"DELETE","url":"%s"}}]}"""
                                    .formatted(key.reference())
                                    .getBytes(StandardCharsets.UTF_8)));
        }
        file.chunks.flush();
    }

    /** A file that comes into being with its first part. */
    private final class OutputFile {

        private final BulkJob job;
        private final ReadTransaction reading;
        private final String kind;
        private final String type;
        private final Optional<Subset> subset;
        private final ChunkWriter chunks = new ChunkWriter(this::add);
        private int number;
        private long lines;

        private OutputFile(BulkJob job, ReadTransaction reading, String kind, String type, List<String> elements) {
            this.subset = elements.isEmpty() ? Optional.empty() : Optional.of(Subset.ofElements(elements));
            this.job = job;
            this.reading = reading;
            this.kind = kind;
            this.type = type;
        }

        private void add(StoredResource resource) {
            chunks.line(subset.map(part -> part.of(resource.json())).orElse(resource.json()));
        }

        /** Of what a search found just what is wanted is shown to anybody, and told of in the audit trail. */
        private void addFound(List<StoredResource> found, Map<String, Optional<String>> wanted) {
            reading.release().forget();
            List<StoredResource> shown = found.stream()
                    .filter(resource -> wanted.containsKey(resource.key().id()))
                    .toList();
            shown.forEach(resource -> reading.release()
                    .record(wanted.getOrDefault(resource.key().id(), Optional.empty()).orElse(null)));
            commitLine.change(transaction -> {
                trail.write(transaction, reading.release().take(job.askedBy()));
                return shown;
            });
            shown.forEach(this::add);
        }

        private void add(long part, byte[] compressed, long partLines) {
            lines += partLines;
            AuditEntry shown = reading.release().take(job.askedBy());
            commitLine.change(transaction -> {
                if (shown.records() > 0) {
                    trail.write(transaction, shown);
                }
                if (!table.goOn(transaction, job, "%s: %d resources".formatted(type, lines))) {
                    throw new BulkStopped();
                }
                if (number == 0) {
                    number = table.addFile(transaction, job.id(), kind, type, "");
                }
                table.addChunk(transaction, job.id(), number, part, compressed, partLines);
                return number;
            });
        }
    }
}
