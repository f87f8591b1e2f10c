package org.tributary.hub.fhir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.MediaTypes;
import org.tributary.hub.fhir.exchange.OperationOutcomes;

/**
 * What Tomcat refuses before any servlet is asked, such as a request line that is malformed or a path with a NUL, is
 * answered with an OperationOutcome where it was meant for the door, or where nobody can tell what it was meant for.
 * Public for Tomcat, which makes it by its name.
 */
public final class ContainerRefusals extends ErrorReportValve {

    public ContainerRefusals() {
        setShowServerInfo(false);
        setShowReport(false);
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        String path = request.getRequestURI();
        if (path != null && !path.isEmpty() && !path.equals("/fhir") && !path.startsWith("/fhir/")) {
            super.report(request, response, throwable);
            return;
        }
        FhirRefusal refusal = FhirRefusal.of(status, status < 500 ? IssueType.INVALID : IssueType.EXCEPTION,
                status < 500
                        ? "The request is not HTTP as it should be: its line, path or headers are malformed"
                        : "The hub failed");
        byte[] body = OperationOutcomes.of(refusal);
        try {
            response.setContentType(MediaTypes.FHIR_JSON);
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            // Whoever asked is gone, or has an answer already.
            container.getLogger().debug("An error could not be reported", e);
        }
    }
}
