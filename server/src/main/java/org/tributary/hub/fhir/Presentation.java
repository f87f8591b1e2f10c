package org.tributary.hub.fhir;

import ca.uhn.fhir.rest.api.SummaryEnum;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.MediaTypes;
import org.tributary.hub.fhir.exchange.Subset;
import org.tributary.hub.store.ResourceSearch.Parameter;

/**
 * How an answer is to look (R4, sections 3.1.0.1.9 to 3.1.0.1.11 and 3.1.1.4.10 to 3.1.1.4.11): what the Accept header
 * and the parameters {@code _format}, {@code _pretty}, {@code _summary} and {@code _elements} ask for.
 *
 * @param contentType
 *            of the answer, without charset: the generic type where the client asked by it
 * @param elements
 *            top-level elements to keep; empty for all
 */
record Presentation(Format format, String contentType, boolean pretty, Optional<SummaryEnum> summary,
        List<String> elements) {

    enum Format {
        JSON, XML
    }

    static final Presentation PLAIN = new Presentation(Format.JSON, MediaTypes.FHIR_JSON, false, Optional.empty(),
            List.of());

    private static final Set<String> PARAMETERS = Set.of("_format", "_pretty", "_summary", "_elements");

    Presentation {
        elements = List.copyOf(elements);
    }

    /**
     * Whether a parameter is about how the answer looks. The count of a summary is a matter of the search; the elements
     * of an export are of its files.
     */
    private static boolean isPresentation(List<String> path, Parameter parameter) {
        boolean ofFiles = parameter.name().equals("_elements") && !path.isEmpty() && path.getLast().equals("$export");
        return PARAMETERS.contains(parameter.name()) && !isCount(parameter) && !ofFiles;
    }

    /** Those about how the answer looks (true), and the others. */
    static Map<Boolean, List<Parameter>> part(List<String> path, List<Parameter> parameters) {
        return parameters.stream().collect(Collectors.partitioningBy(parameter -> isPresentation(path, parameter)));
    }

    private static boolean isCount(Parameter parameter) {
        return parameter.name().equals("_summary") && parameter.value().equals("count");
    }

    /**
     * What a request asks for.
     *
     * @param accept
     *            the Accept header; empty when there is none
     */
    static Presentation negotiate(String accept, List<Parameter> parameters) {
        Presentation presentation = find(parameters, "_format").map(Presentation::named)
                .orElseGet(() -> accepted(accept));
        boolean pretty = find(parameters, "_pretty").map(Presentation::flag).orElse(false);
        Optional<SummaryEnum> summary = find(parameters, "_summary").filter(value -> !value.equals("count"))
                .map(Presentation::summary);
        List<String> elements = find(parameters, "_elements").map(Presentation::elements).orElse(List.of());
        if (summary.isPresent() && !elements.isEmpty()) {
            throw FhirRefusal.invalid("_summary and _elements cannot be asked for together");
        }
        return new Presentation(presentation.format, presentation.contentType, pretty,
                summary.filter(value -> value != SummaryEnum.FALSE), elements);
    }

    /** What an entry of a Bundle asks for: how the answer is spelled is the Bundle's matter. */
    static Presentation ofEntry(List<Parameter> parameters) {
        Presentation asked = negotiate("", parameters);
        return new Presentation(Format.JSON, PLAIN.contentType, false, asked.summary, asked.elements);
    }

    /** Whether stored JSON is the answer as it is. */
    boolean isPlain() {
        return format == Format.JSON && !pretty && summary.isEmpty() && elements.isEmpty();
    }

    /** What of a resource is shown; empty for all of it, and for the short summary, which needs the model. */
    Optional<Subset> subset() {
        return elements.isEmpty()
                ? summary.filter(asked -> asked != SummaryEnum.TRUE).map(Subset::ofSummary)
                : Optional.of(Subset.ofElements(elements));
    }

    /** The same format, with nothing left out. */
    Presentation whole() {
        return new Presentation(format, contentType, pretty, Optional.empty(), List.of());
    }

    private static Optional<String> find(List<Parameter> parameters, String name) {
        List<String> values = parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .toList();
        if (values.size() > 1) {
            throw FhirRefusal.invalid(name + " is given more than once");
        }
        return values.stream().findFirst();
    }

    private static Presentation named(String format) {
        // In a query that was not encoded the plus sign of a media type has become a blank.
        String name = format.replace(' ', '+').toLowerCase(Locale.ROOT);
        int parameters = name.indexOf(';');
        return of(parameters < 0 ? name : name.substring(0, parameters))
                .orElseThrow(() -> notAcceptable("_format", format));
    }

    private static Presentation accepted(String accept) {
        if (accept.isBlank()) {
            return PLAIN;
        }
        List<MediaType> types;
        try {
            types = new ArrayList<>(MediaType.parseMediaTypes(accept));
        } catch (InvalidMediaTypeException e) {
            throw FhirRefusal.invalid("The Accept header is not a list of media types");
        }
        types.sort(Comparator.comparingDouble(MediaType::getQualityValue).reversed());
        return types.stream()
                .filter(type -> type.getQualityValue() > 0)
                .filter(Presentation::isR4)
                .flatMap(type -> of(type.getType() + '/' + type.getSubtype()).stream())
                .findFirst()
                .orElseThrow(() -> notAcceptable("Accept", accept));
    }

    /** A client may name the FHIR version that it wants (R4, section 3.1.0.1.12). */
    private static boolean isR4(MediaType type) {
        String version = type.getParameter("fhirVersion");
        return version == null || version.equals("4.0");
    }

    private static FhirRefusal notAcceptable(String where, String asked) {
        return FhirRefusal.of(406, IssueType.NOTSUPPORTED, "%s asks for '%s'; this server speaks %s and %s (FHIR 4.0)"
                .formatted(where, FhirRefusal.shorten(asked), MediaTypes.FHIR_JSON, MediaTypes.FHIR_XML));
    }

    private static Optional<Presentation> of(String type) {
        return switch (type) {
            case "*/*", "application/*", "json", MediaTypes.FHIR_JSON, "application/json+fhir" ->
                Optional.of(PLAIN);
            case "application/json", "text/json" -> Optional.of(typed(Format.JSON, type));
            case "xml", MediaTypes.FHIR_XML, "application/xml+fhir" ->
                Optional.of(typed(Format.XML, MediaTypes.FHIR_XML));
            case MimeTypeUtils.APPLICATION_XML_VALUE, MimeTypeUtils.TEXT_XML_VALUE, "text/*" ->
                Optional.of(typed(Format.XML, type.equals("text/*") ? "text/xml" : type));
            default -> Optional.empty();
        };
    }

    private static Presentation typed(Format format, String contentType) {
        return new Presentation(format, contentType, false, Optional.empty(), List.of());
    }

    private static boolean flag(String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw FhirRefusal.invalid("_pretty is not true or false");
        };
    }

    private static SummaryEnum summary(String value) {
        return switch (value) {
            case "true" -> SummaryEnum.TRUE;
            case "text" -> SummaryEnum.TEXT;
            case "data" -> SummaryEnum.DATA;
            case "false" -> SummaryEnum.FALSE;
            default -> throw FhirRefusal.invalid("_summary is not true, text, data, count or false");
        };
    }

    private static List<String> elements(String value) {
        List<String> elements = List.of(value.split(","));
        for (String element : elements) {
            if (!element.matches("[a-z][A-Za-z0-9]*")) {
                throw FhirRefusal.invalid("_elements is not a list of top-level element names, such as name,birthDate");
            }
        }
        return elements;
    }
}
