package org.tributary.hub.fhir.bulk;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.FhirRefusal;

/**
 * Refuses {@code _elements} and {@code _summary} in the URL of an export. Elsewhere they say how the answer is to be
 * presented; here they would look as if they had been applied to the files.
 */
final class ExportElements extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getRequestURI().endsWith("$export") && request.getQueryString() != null) {
            for (String pair : request.getQueryString().split("&")) {
                String name = pair.split("=", 2)[0];
                if (name.equals("_elements") || name.equals("_summary")) {
                    JsonAnswers.write(
                            Answer.of(
                                    FhirRefusal.notSupported("Parameter '" + name + "' is not supported for exports")),
                            response);
                    return;
                }
            }
        }
        chain.doFilter(request, response);
    }
}
