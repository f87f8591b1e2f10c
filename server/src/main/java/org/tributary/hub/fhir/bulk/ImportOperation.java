package org.tributary.hub.fhir.bulk;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.fhir.bulk.BulkJob.Kind;
import org.tributary.hub.fhir.bulk.ImportManifest.Input;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.FhirOperation;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.FhirRequest;
import org.tributary.hub.fhir.exchange.OperationInput;
import org.tributary.hub.fhir.exchange.Permissions;

/**
 * Kick-off of {@code $import} with a manifest of files on this machine. NDJSON in the body comes in by
 * {@link ImportUpload}.
 */
@Component
final class ImportOperation implements FhirOperation {

    private final BulkJobs jobs;
    private final BulkTable table;
    private final ImportSources sources;

    ImportOperation(BulkJobs jobs, BulkTable table, ImportSources sources) {
        this.jobs = jobs;
        this.table = table;
        this.sources = sources;
    }

    @Override
    public Signature signature() {
        return new Signature("import", "https://tributary.example/fhir/OperationDefinition/import", Set.of(),
                Set.of(Level.SYSTEM), true,
                ImportManifest.NAMES);
    }

    /** A manifest may also be plain JSON, which is no resource. */
    @Override
    public Answer call(FhirRequest request, Target target) {
        requireImport(request.caller());
        request.refuseParameters();
        Optional<ImportManifest> plain = ImportManifest.ofPlainJson(request.body());
        return plain.isPresent() ? accept(request, plain.get()) : FhirOperation.super.call(request, target);
    }

    @Override
    public Answer answer(FhirRequest request, Target target, OperationInput input) {
        return accept(request, ImportManifest.of(input));
    }

    private Answer accept(FhirRequest request, ImportManifest manifest) {
        List<Input> inputs = manifest.inputs();
        List<String> paths = inputs.stream().map(input -> sources.check(input.url()).toString()).toList();
        BulkTable.NewJob job = new BulkTable.NewJob(UUID.randomUUID(), Kind.IMPORT, request.caller(),
                request.base() + "/$import", request.base(), "{}");
        return jobs.accept(job, Optional.of(transaction -> {
            for (int i = 0; i < inputs.size(); i++) {
                table.addFile(transaction, job.id(), "input", inputs.get(i).type(), paths.get(i));
            }
        }));
    }

    /** A file may hold resources of any type, new ones and others. */
    static void requireImport(Caller caller) {
        Permissions.require(caller, Interaction.CREATE, "*");
        if (caller.publishesAs().isEmpty()) {
            throw FhirRefusal.of(403, IssueType.FORBIDDEN,
                    "Only a caller who acts for an organisation can import: it owns what is written");
        }
    }
}
