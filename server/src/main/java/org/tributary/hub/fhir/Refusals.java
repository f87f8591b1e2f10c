package org.tributary.hub.fhir;

import java.util.List;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tributary.hub.access.Incident;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.ingest.FeedRefused;
import org.tributary.hub.ingest.ProfileRefused;
import org.tributary.hub.ingest.WriteRefused;
import org.tributary.hub.store.DefinitionRefused;
import org.tributary.hub.store.ForeignResource;
import org.tributary.hub.store.SearchRefused;
import org.tributary.hub.store.StoreException;
import org.tributary.hub.store.VersionConflict;

/** The one place where exceptions become answers. */
public final class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private Refusals() {
    }

    public static FhirRefusal of(RuntimeException exception) {
        return switch (exception) {
            case FhirRefusal refusal -> refusal;
            case StoreException refused -> of(refused);
            case WriteRefused refused -> FhirRefusal.of(403, IssueType.FORBIDDEN, messageOf(refused));
            case FeedRefused refused -> FhirRefusal.of(403, IssueType.FORBIDDEN,
                    "The caller's organisation cannot publish: " + messageOf(refused));
            case ProfileRefused refused -> FhirRefusal
                    .notOfProfile(refused.problems().values().stream().flatMap(List::stream).toList());
            case RuntimeException failure when Incident.isUnavailable(failure) -> unavailable(failure);
            default -> fault(exception);
        };
    }

    private static FhirRefusal of(StoreException exception) {
        return switch (exception) {
            case SearchRefused refused -> switch (refused.reason()) {
                case INVALID -> FhirRefusal.of(400, IssueType.INVALID, messageOf(refused));
                case UNSUPPORTED -> FhirRefusal.of(400, IssueType.NOTSUPPORTED, messageOf(refused));
                case FORBIDDEN -> FhirRefusal.of(403, IssueType.FORBIDDEN, messageOf(refused));
            };
            case DefinitionRefused refused -> FhirRefusal.notDone(messageOf(refused), refused.place());
            case VersionConflict conflict -> FhirRefusal.of(412, IssueType.CONFLICT, messageOf(conflict));
            case ForeignResource foreign -> FhirRefusal.of(409, IssueType.CONFLICT, messageOf(foreign));
        };
    }

    private static FhirRefusal unavailable(RuntimeException failure) {
        Incident.warnUnavailable(LOG, failure);
        return FhirRefusal.of(503, IssueType.TRANSIENT, Incident.UNAVAILABLE);
    }

    private static FhirRefusal fault(RuntimeException exception) {
        return FhirRefusal.of(500, IssueType.EXCEPTION,
                "The hub failed; its log tells more at incident " + Incident.log(LOG, exception));
    }

    private static String messageOf(RuntimeException exception) {
        String message = exception.getMessage();
        return message == null ? exception.getClass().getSimpleName() : message;
    }
}
