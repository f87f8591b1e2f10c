package org.tributary.hub.fhir.operation;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Plain words for resources, and the XHTML around them (R4, section 2.4.1): whatever a record holds, it stays text. */
final class Narrative {

    private static final List<String> WHAT = List.of("code", "vaccineCode", "medicationCodeableConcept", "type",
            "serviceType", "category");
    private static final List<String> WHEN = List.of("onsetDateTime", "recordedDate", "performedDateTime",
            "occurrenceDateTime", "effectiveDateTime", "authoredOn", "date", "issued", "start", "created");

    private Narrative() {
    }

    static String list(String opening, List<String> lines) {
        StringBuilder div = new StringBuilder("<div xmlns=\"http://www.w3.org/1999/xhtml\">");
        if (!opening.isEmpty()) {
            div.append("<p>").append(escape(opening)).append("</p>");
        }
        if (!lines.isEmpty()) {
            div.append("<ul>");
            lines.forEach(line -> div.append("<li>").append(escape(line)).append("</li>"));
            div.append("</ul>");
        }
        return div.append("</div>").toString();
    }

    /** Leaves out what XML cannot hold at all. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> {
                    boolean control = point < 0x20 && point != '\t' && point != '\n' && point != '\r';
                    if (!control && point != 0xFFFE && point != 0xFFFF) {
                        escaped.appendCodePoint(point);
                    }
                }
            }
        });
        return escaped.toString();
    }

    /** What it is, its value, when, and its status: {@code Asthma, 2020-01, active}. */
    static String line(JsonNode resource, Optional<String> name) {
        StringBuilder line = new StringBuilder(name.or(() -> what(resource)).orElse("Without a name"));
        value(resource).ifPresent(value -> line.append(": ").append(value));
        when(resource).ifPresent(time -> line.append(", ").append(time));
        Optional<String> status = words(resource.path("clinicalStatus")).or(() -> text(resource.path("status")));
        status.ifPresent(text -> line.append(", ").append(text));
        return line.toString();
    }

    private static Optional<String> what(JsonNode resource) {
        return WHAT.stream()
                .map(resource::path)
                .flatMap(node -> words(node.isArray() ? node.path(0) : node).stream())
                .findFirst()
                .or(() -> text(resource.path("title")))
                .or(() -> text(resource.path("description")))
                .or(() -> text(resource.path("medicationReference").path("display")))
                .or(() -> text(resource.path("class").path("display")))
                .or(() -> text(resource.path("class").path("code")));
    }

    /** A CodeableConcept's words: its text, else a display, else a code. */
    static Optional<String> words(JsonNode concept) {
        Stream<JsonNode> codings = concept.path("coding").valueStream();
        return text(concept.path("text"))
                .or(() -> codings.flatMap(coding -> text(coding.path("display")).stream()).findFirst())
                .or(() -> text(concept.path("coding").path(0).path("code")));
    }

    private static Optional<String> value(JsonNode resource) {
        JsonNode quantity = resource.path("valueQuantity");
        if (quantity.path("value").isNumber()) {
            return Optional.of(text(quantity.path("comparator")).orElse("")
                    + quantity.path("value").decimalValue().toString()
                    + text(quantity.path("unit")).or(() -> text(quantity.path("code")))
                            .map(unit -> ' ' + unit)
                            .orElse(""));
        }
        return words(resource.path("valueCodeableConcept")).or(() -> text(resource.path("valueString")))
                .or(() -> components(resource));
    }

    private static Optional<String> components(JsonNode resource) {
        List<String> parts = resource.path("component")
                .valueStream()
                .flatMap(part -> value(part).map(value -> words(part.path("code")).orElse("") + ' ' + value).stream())
                .toList();
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", parts));
    }

    /** As the source gives it. */
    static Optional<String> when(JsonNode resource) {
        return WHEN.stream()
                .flatMap(name -> text(resource.path(name)).stream())
                .findFirst()
                .or(() -> Stream.of("period", "performedPeriod", "effectivePeriod", "onsetPeriod")
                        .flatMap(name -> text(resource.path(name).path("start")).stream())
                        .findFirst());
    }

    private static Optional<String> text(JsonNode node) {
        return node.isString() && !node.asString().isBlank() ? Optional.of(node.asString()) : Optional.empty();
    }
}
