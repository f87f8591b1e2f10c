package org.tributary.hub.access.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.tributary.hub.access.Incident;

/**
 * An error answered before any controller is reached, in the words of the door: an OperationOutcome at {@code /fhir}
 * and {@code /intake}, else a problem document. Texts are fixed sentences without quotes and control characters, so
 * nothing of the request can come back in them.
 *
 * @param issueCode
 *            of the OperationOutcome (R4 value set issue-type)
 * @param challenge
 *            the {@code WWW-Authenticate} header
 */
record FixedAnswer(int status, String title, String issueCode, String reason, Optional<String> challenge) {

    void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean fhir = speaksFhir(request.getRequestURI().substring(request.getContextPath().length()));
        response.setStatus(status);
        challenge.ifPresent(header -> response.setHeader("WWW-Authenticate", header));
        if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
            response.setHeader("Retry-After", Incident.RETRY_AFTER_SECONDS);
        }
        response.setContentType(fhir ? "application/fhir+json" : "application/problem+json");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.getOutputStream().write((fhir ? outcome() : problem()).getBytes(StandardCharsets.UTF_8));
    }

    private static boolean speaksFhir(String path) {
        return path.equals("/fhir") || path.startsWith("/fhir/") || path.equals("/intake")
                || path.startsWith("/intake/");
    }

    private String outcome() {
        return """
                {"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"%s","diagnostics":"%s"}]}"""
                .formatted(issueCode, reason);
    }

    private String problem() {
        return """
                {"type":"about:blank","title":"%s","status":%d,"detail":"%s"}""".formatted(title, status, reason);
    }
}
