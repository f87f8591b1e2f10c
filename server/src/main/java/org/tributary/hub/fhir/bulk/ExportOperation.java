package org.tributary.hub.fhir.bulk;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.fhir.bulk.BulkJob.Kind;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.FhirOperation;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.FhirRequest;
import org.tributary.hub.fhir.exchange.OperationInput;
import org.tributary.hub.fhir.exchange.Permissions;
import org.tributary.hub.fhir.exchange.RelativeUrl;
import org.tributary.hub.store.ResourceReader;
import org.tributary.hub.store.ResourceSearch;
import tools.jackson.databind.json.JsonMapper;

/**
 * Kick-off of {@code $export} for the whole system, for all patients and for a Group's members (Bulk Data Access 2.0).
 */
@Component
final class ExportOperation implements FhirOperation {

    private final BulkJobs jobs;
    private final ResourceSearch search;
    private final ReaderDatabase database;
    private final ResourceReader reader;

    ExportOperation(BulkJobs jobs, ResourceSearch search, ReaderDatabase database, ResourceReader reader) {
        this.jobs = jobs;
        this.search = search;
        this.database = database;
        this.reader = reader;
    }

    @Override
    public Signature signature() {
        return new Signature("export", "http://hl7.org/fhir/uv/bulkdata/OperationDefinition/export",
                Set.of("Patient", "Group"), Set.of(Level.SYSTEM, Level.TYPE, Level.INSTANCE), false,
                ExportRequest.PARAMETERS);
    }

    /** It leaves a job behind. */
    @Override
    public boolean writes(FhirRequest request) {
        return true;
    }

    @Override
    public Answer answer(FhirRequest request, Target target, OperationInput input) {
        refuseOthers(target);
        request.presentation()
                .stream()
                .filter(other -> other.name().equals("_summary"))
                .findFirst()
                .ifPresent(other -> {
                    throw FhirRefusal.notSupported("Parameter '_summary' is not supported for exports");
                });
        if (!request.preferences().async()) {
            throw FhirRefusal.invalid("An export needs the header Prefer: respond-async");
        }
        ExportRequest export = ExportRequest.of(input, target, request.caller(), search);
        if (target instanceof Instance group) {
            Permissions.require(request.caller(), Interaction.READ, "Group");
            boolean seen = database.read(request.caller(), transaction -> reader.find(transaction, group.key()))
                    .filter(found -> !found.deleted())
                    .isPresent();
            if (!seen) {
                throw FhirRefusal.notFound(group.key().reference());
            }
        }
        BulkTable.NewJob job = new BulkTable.NewJob(UUID.randomUUID(), Kind.EXPORT, request.caller(), url(request),
                request.base(), JsonMapper.shared().writeValueAsString(export));
        return jobs.accept(job, Optional.empty());
    }

    private static void refuseOthers(Target target) {
        boolean offered = switch (target) {
            case System system -> true;
            case Type type -> type.type().equals("Patient");
            case Instance instance -> instance.key().type().equals("Group");
        };
        if (!offered) {
            throw FhirRefusal.notSupported("$export is supported on the whole system, on Patient and on one Group");
        }
    }

    private static String url(FhirRequest request) {
        String query = RelativeUrl.writeQuery(request.parameters());
        return request.base() + '/' + String.join("/", request.path()) + (query.isEmpty() ? "" : '?' + query);
    }
}
