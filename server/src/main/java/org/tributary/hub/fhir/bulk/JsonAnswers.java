package org.tributary.hub.fhir.bulk;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.tributary.hub.fhir.exchange.Answer;

/** Sends answers as FHIR JSON, whatever was asked for: those of jobs are for programs. */
final class JsonAnswers {

    private JsonAnswers() {
    }

    static void write(Answer answer, HttpServletResponse response) throws IOException {
        write(answer, "application/fhir+json;charset=UTF-8", response);
    }

    static void write(Answer answer, String contentType, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        if (answer.body().isPresent()) {
            response.setContentType(contentType);
            response.setContentLength(answer.body().get().length);
            response.getOutputStream().write(answer.body().get());
        }
    }
}
