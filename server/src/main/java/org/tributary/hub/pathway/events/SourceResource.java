package org.tributary.hub.pathway.events;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.tributary.hub.pathway.EventCode;
import org.tributary.hub.pathway.EventTime;
import org.tributary.hub.store.ResourceKey;
import tools.jackson.databind.JsonNode;

/**
 * A resource's JSON as event derivation reads it. What a resource does not hold, or holds in a shape that R4 does not
 * know, is absent: the store's structural check has refused broken resources before.
 *
 * @param json
 *            an R4 resource or one of its elements
 */
public record SourceResource(JsonNode json) {

    private static final String SNOMED = "http://snomed.info/sct";

    String type() {
        return json.path("resourceType").asString("");
    }

    String id() {
        return json.path("id").asString("");
    }

    public ResourceKey key() {
        return new ResourceKey(type(), id());
    }

    /** Whether the resource says that it should never have been. */
    boolean isEnteredInError() {
        return findText("status").filter("entered-in-error"::equals).isPresent()
                || hasCoding("verificationStatus", "entered-in-error");
    }

    public Optional<String> findText(String... path) {
        return text(at(path));
    }

    /** A number as the source writes it. */
    public Optional<String> findNumber(String... path) {
        JsonNode node = at(path);
        return node.isNumber() ? Optional.of(node.decimalValue().toPlainString()) : Optional.empty();
    }

    /** {@code true} or {@code false}. */
    Optional<String> findBoolean(String element) {
        JsonNode node = json.path(element);
        return node.isBoolean() ? Optional.of(Boolean.toString(node.booleanValue())) : Optional.empty();
    }

    /** The first extension with this URL. */
    public Optional<SourceResource> findExtension(String url) {
        return list("extension").filter(extension -> extension.path("url").asString("").equals(url))
                .findFirst()
                .map(SourceResource::new);
    }

    /** The logical id of the resource of a type that an element refers to. */
    Optional<String> findReferred(String element, String type) {
        return referenceIn(json.path(element)).filter(key -> key.type().equals(type)).map(ResourceKey::id);
    }

    /** The span of a Period. */
    When findPeriod(String... path) {
        JsonNode period = at(path);
        return new When(text(period.path("start")).flatMap(EventTime::parse),
                text(period.path("end")).flatMap(EventTime::parse));
    }

    /** The moment or span of a choice element such as {@code performed[x]}; ages and words are no time. */
    When findWhen(String element) {
        Optional<EventTime> moment = firstOf(findTime(element + "DateTime"), findTime(element + "Instant"),
                findTime(element + "Timing", "event", "0"));
        return moment.map(When::at).orElseGet(() -> findPeriod(element + "Period"));
    }

    public Optional<EventTime> findTime(String... path) {
        return findText(path).flatMap(EventTime::parse);
    }

    /** The first of several places that holds a time. */
    @SafeVarargs
    public static <T> Optional<T> firstOf(Optional<T>... places) {
        return Stream.of(places).flatMap(Optional::stream).findFirst();
    }

    /** The elements of a list, in order. */
    public Stream<JsonNode> list(String... path) {
        JsonNode node = at(path);
        return node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.empty();
    }

    /** The codes of all codings of a CodeableConcept or a list of them, in order. */
    public Stream<String> codes(String... path) {
        JsonNode node = at(path);
        Stream<JsonNode> concepts = node.isArray() ? list(path) : Stream.of(node);
        return concepts.flatMap(concept -> StreamSupport.stream(concept.path("coding").spliterator(), false))
                .flatMap(coding -> text(coding.path("code")).stream());
    }

    boolean hasCoding(String element, String code) {
        return codes(element).anyMatch(code::equals);
    }

    /** The concept of an element, or the first of a list that says anything. */
    public Optional<EventCode> findConcept(String... path) {
        JsonNode node = at(path);
        return node.isArray()
                ? list(path).flatMap(concept -> conceptOf(concept).stream()).findFirst()
                : conceptOf(node);
    }

    /** The logical id of the Patient that an element refers to; empty for another server's and for anything else. */
    Optional<String> findPatient(String element) {
        return findReferred(element, "Patient");
    }

    /** The resource on this hub that a Reference names. */
    static Optional<ResourceKey> referenceIn(JsonNode reference) {
        String[] parts = reference.path("reference").asString("").split("/", -1);
        return parts.length < 2 || parts[0].isEmpty() || parts[0].contains(":") || parts[1].isEmpty()
                ? Optional.empty()
                : Optional.of(new ResourceKey(parts[0], parts[1]));
    }

    /** The contained resource that a Reference names. */
    Optional<SourceResource> findContained(JsonNode reference) {
        String local = reference.path("reference").asString("");
        return list("contained").filter(contained -> local.equals('#' + contained.path("id").asString("")))
                .findFirst()
                .map(SourceResource::new);
    }

    public static Optional<String> text(JsonNode node) {
        return node.isString() ? Optional.of(node.asString()).filter(text -> !text.isBlank()) : Optional.empty();
    }

    /** The words are those the user meant ({@code text}) before those of the code system (R4, CodeableConcept). */
    private static Optional<EventCode> conceptOf(JsonNode concept) {
        Optional<String> words = text(concept.path("text"));
        return StreamSupport.stream(concept.path("coding").spliterator(), false)
                .filter(coding -> coding.path("code").isString() || coding.path("display").isString())
                .sorted(Comparator.comparingInt(SourceResource::preference))
                .findFirst()
                .map(coding -> new EventCode(text(coding.path("system")), text(coding.path("code")),
                        firstOf(words, text(coding.path("display")), text(coding.path("code")))))
                .or(() -> words.map(EventCode::ofText));
    }

    /** SNOMED CT before the coding that the user chose, before the others in their order. */
    private static int preference(JsonNode coding) {
        if (coding.path("system").asString("").equals(SNOMED)) {
            return 0;
        }
        return coding.path("userSelected").asBoolean(false) ? 1 : 2;
    }

    private JsonNode at(String... path) {
        JsonNode node = json;
        for (String name : path) {
            node = node.isArray() ? node.path(Integer.parseInt(name)) : node.path(name);
        }
        return node;
    }
}
