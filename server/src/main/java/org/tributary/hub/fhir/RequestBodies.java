package org.tributary.hub.fhir;

import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.tributary.hub.fhir.exchange.BinaryContent;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.MediaTypes;
import org.tributary.hub.fhir.exchange.RelativeUrl;
import org.tributary.hub.fhir.exchange.XmlText;
import org.tributary.hub.fhir.patch.ResourcePatch;
import org.tributary.hub.store.ResourceSearch.Parameter;

/** What requests carry: resources in JSON or XML, and the forms of searches. */
final class RequestBodies {

    private static final byte[] NONE = new byte[0];
    private static final Set<String> METHODS = Set.of("POST", "PUT", "PATCH");

    private final int maximum;

    RequestBodies(FhirSettings settings) {
        this.maximum = Math.toIntExact(settings.maximumBody().toBytes());
    }

    /**
     * A resource as JSON; empty when the request carries none.
     *
     * @param path
     *            the segments below the base
     */
    byte[] read(HttpServletRequest request, List<String> path) throws IOException {
        if (!METHODS.contains(request.getMethod()) || isForm(request)) {
            return NONE;
        }
        byte[] body = bytes(request);
        if (body.length == 0) {
            return NONE;
        }
        if (BinaryContent.isWritten(request.getMethod(), path)) {
            byte[] binary = BinaryContent.read(path, Optional.ofNullable(request.getContentType()),
                    Optional.ofNullable(request.getHeader("X-Security-Context")), body);
            if (binary.length > maximum) {
                throw tooLarge();
            }
            return binary;
        }
        MediaType type = contentType(request).orElse(MediaType.APPLICATION_JSON);
        String version = type.getParameter("fhirVersion");
        if (version != null && !version.equals("4.0")) {
            throw unsupported("fhirVersion " + version);
        }
        String name = type.getType() + '/' + type.getSubtype();
        return switch (name) {
            case String json when MediaTypes.JSON.contains(json) -> body;
            case String xml when MediaTypes.XML.contains(xml) -> XmlText.fromXml(body);
            case ResourcePatch.JSON_PATCH, ResourcePatch.XML_PATCH -> {
                if (!request.getMethod().equals("PATCH")) {
                    throw unsupported(name);
                }
                yield ResourcePatch.wrap(name, body);
            }
            default -> throw unsupported(name);
        };
    }

    /** The body as it is meant: what is compressed may be no longer than what is not. */
    private byte[] bytes(HttpServletRequest request) throws IOException {
        String encoding = request.getHeader("Content-Encoding");
        boolean compressed = "gzip".equalsIgnoreCase(encoding) || "x-gzip".equalsIgnoreCase(encoding);
        if (encoding != null && !compressed && !encoding.equalsIgnoreCase("identity")) {
            throw unsupported("Content-Encoding " + encoding);
        }
        if (request.getContentLengthLong() > maximum) {
            throw tooLarge();
        }
        byte[] body = compressed ? inflated(request) : request.getInputStream().readNBytes(maximum + 1);
        if (body.length > maximum) {
            throw tooLarge();
        }
        return body;
    }

    private byte[] inflated(HttpServletRequest request) throws IOException {
        try (InputStream body = new GZIPInputStream(request.getInputStream())) {
            return body.readNBytes(maximum + 1);
        } catch (ZipException | EOFException e) {
            throw FhirRefusal.invalid("The body is not gzip, as its Content-Encoding says");
        }
    }

    private FhirRefusal tooLarge() {
        return FhirRefusal.of(413, IssueType.TOOLONG,
                "The body is larger than %d bytes, or would be as a resource".formatted(maximum));
    }

    private static FhirRefusal unsupported(String what) {
        return FhirRefusal.of(415, IssueType.NOTSUPPORTED,
                "The body is sent as %s; this server reads %s and %s in UTF-8"
                        .formatted(FhirRefusal.shorten(what), MediaTypes.FHIR_JSON, MediaTypes.FHIR_XML));
    }

    /** Whether the request is a search that carries its parameters as a form. */
    boolean isForm(HttpServletRequest request) {
        return request.getMethod().equals("POST") && request.getRequestURI().endsWith("/_search")
                && contentType(request).filter(MediaType.APPLICATION_FORM_URLENCODED::isCompatibleWith).isPresent();
    }

    /** The parameters of the form and of the query. */
    List<Parameter> readForm(HttpServletRequest request) {
        List<Parameter> parameters = new ArrayList<>();
        try {
            // The container may have read the form already, for a filter: its body is no more.
            request.getParameterMap().forEach((name, values) -> {
                for (String value : values) {
                    parameters.add(RelativeUrl.parameter(name, value));
                }
            });
        } catch (IllegalStateException e) {
            throw FhirRefusal.invalid("The form of the search cannot be read");
        }
        return parameters;
    }

    private static Optional<MediaType> contentType(HttpServletRequest request) {
        if (request.getContentType() == null) {
            return Optional.empty();
        }
        try {
            MediaType type = MediaType.parseMediaType(request.getContentType());
            if (type.getCharset() != null && !type.getCharset().equals(StandardCharsets.UTF_8)) {
                throw unsupported("charset " + type.getCharset());
            }
            return Optional.of(type);
        } catch (InvalidMediaTypeException e) {
            throw FhirRefusal.invalid("The Content-Type header is not a media type");
        }
    }
}
