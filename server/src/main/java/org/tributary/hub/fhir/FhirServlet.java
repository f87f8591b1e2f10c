package org.tributary.hub.fhir;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.BinaryContent;
import org.tributary.hub.fhir.exchange.FhirRequest;
import org.tributary.hub.fhir.exchange.FhirRequest.Preconditions;
import org.tributary.hub.fhir.exchange.FhirRequest.Preferences;
import org.tributary.hub.fhir.exchange.RelativeUrl;
import org.tributary.hub.store.ResourceSearch.Parameter;

/** HTTP on one side, {@link FhirRequest} and {@link Answer} on the other. */
final class FhirServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    private static final int WORTH_COMPRESSING = 2_048;
    private static final Pattern GZIP = Pattern
            .compile("(?i)(?:^|[,\\s])(?:x-)?gzip\\s*(?:$|,|;\\s*q=(?:1|0\\.0{0,2}[1-9]))");

    private final transient FhirDoor door;
    private final transient Rendering rendering;
    private final transient RequestBodies bodies;
    private final transient FhirSettings settings;
    private final transient CallerSource callers;
    private final transient DoorMetrics metrics;

    FhirServlet(FhirDoor door, Rendering rendering, FhirSettings settings, CallerSource callers,
            DoorMetrics metrics) {
        this.door = door;
        this.rendering = rendering;
        this.bodies = new RequestBodies(settings);
        this.settings = settings;
        this.callers = callers;
        this.metrics = metrics;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        long started = System.nanoTime();
        Presentation presentation = Presentation.PLAIN;
        List<String> path = List.of();
        Answer answer;
        try {
            RelativeUrl url = RelativeUrl.parse(pathAndQuery(request));
            path = url.path();
            List<Parameter> parameters = bodies.isForm(request) ? bodies.readForm(request) : url.parameters();
            Map<Boolean, List<Parameter>> parts = Presentation.part(path, parameters);
            String accept = header(request, "Accept").orElse("");
            boolean content = parts.getOrDefault(true, List.of()).isEmpty()
                    && BinaryContent.isAsked(request.getMethod(), path, accept);
            presentation = content
                    ? Presentation.PLAIN
                    : Presentation.negotiate(accept, parts.getOrDefault(true, List.of()));
            Answer given = door.answer(read(request, path, parameters, parts));
            answer = content ? BinaryContent.of(given) : rendered(given, presentation);
        } catch (RuntimeException e) {
            presentation = presentation.whole();
            answer = rendered(Answer.of(Refusals.of(e)), presentation);
        }
        write(answer, presentation, request, response);
        metrics.count(request.getMethod(), path, answer.status(), System.nanoTime() - started);
    }

    private Answer rendered(Answer answer, Presentation presentation) {
        return answer.body().map(json -> answer.withBody(rendering.render(json, presentation))).orElse(answer);
    }

    private FhirRequest read(HttpServletRequest request, List<String> path, List<Parameter> parameters,
            Map<Boolean, List<Parameter>> parts) throws IOException {
        return new FhirRequest(callers.callerOf(request).asking(asked(request, path, parameters)), base(request),
                request.getMethod(), path,
                parts.getOrDefault(false, List.of()), parts.getOrDefault(true, List.of()),
                new Preconditions(header(request, "If-Match"), header(request, "If-None-Match"),
                        header(request, "If-Modified-Since"), header(request, "If-None-Exist")),
                Preferences.parse(Collections.list(request.getHeaders("Prefer"))),
                bodies.read(request, path));
    }

    /** With what a search sent as a form, which its URL does not tell. */
    private static String asked(HttpServletRequest request, List<String> path, List<Parameter> parameters) {
        return request.getMethod() + ' ' + request.getServletPath() + '/' + String.join("/", path)
                + (parameters.isEmpty() ? "" : '?' + RelativeUrl.writeQuery(parameters));
    }

    private static String pathAndQuery(HttpServletRequest request) {
        String below = request.getRequestURI()
                .substring(request.getContextPath().length() + request.getServletPath().length());
        return request.getQueryString() == null ? below : below + '?' + request.getQueryString();
    }

    private static Optional<String> header(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getHeader(name));
    }

    private String base(HttpServletRequest request) {
        return settings.baseUrl().orElseGet(() -> {
            StringBuffer url = request.getRequestURL();
            int host = url.indexOf("/", url.indexOf("://") + 3);
            return url.substring(0, host) + request.getContextPath() + request.getServletPath();
        });
    }

    private void write(Answer answer, Presentation presentation, HttpServletRequest request,
            HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        response.addHeader("Vary", "Accept, Accept-Encoding");
        header(request, "X-Request-Id").filter(id -> Route.ID.matcher(id).matches())
                .ifPresent(id -> response.setHeader("X-Request-Id", id));
        answer.entityTag().ifPresent(tag -> response.setHeader("ETag", tag));
        answer.lastModified().ifPresent(time -> response.setHeader("Last-Modified", httpDate(time)));
        answer.location().ifPresent(location -> response.setHeader("Location", base(request) + '/' + location));
        answer.headers().forEach(response::setHeader);
        if (answer.body().isPresent()) {
            response.setContentType(answer.headers()
                    .getOrDefault("Content-Type", presentation.contentType() + ";charset=UTF-8"));
            byte[] body = encoded(answer.body().get(), request, response);
            response.setContentLength(body.length);
            if (!request.getMethod().equals("HEAD")) {
                response.getOutputStream().write(body);
            }
        }
    }

    /** Compressed for a client that takes gzip, where it is worth it. */
    private static byte[] encoded(byte[] body, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (body.length < WORTH_COMPRESSING || !takesGzip(request.getHeader("Accept-Encoding"))) {
            return body;
        }
        response.setHeader("Content-Encoding", "gzip");
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(body.length / 4);
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(body);
        }
        return compressed.toByteArray();
    }

    private static boolean takesGzip(@Nullable String acceptEncoding) {
        return acceptEncoding != null && GZIP.matcher(acceptEncoding).find();
    }

    private static String httpDate(Instant time) {
        return HTTP_DATE.format(time);
    }
}
