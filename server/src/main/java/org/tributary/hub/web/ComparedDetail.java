package org.tributary.hub.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tributary.mapping.IdentifierSystems;
import tools.jackson.databind.JsonNode;

/**
 * A detail of people, as pages put it side by side: how it is read from a source's Patient, and whether two that say
 * different things differ. An organisation's own number is its own, and differs from another's by nature.
 */
enum ComparedDetail {

    NAME("Name", true, ComparedDetail::names), BORN("Born", true, patient -> text(patient, "birthDate")
            .map(HumanTime::fhirDate)
            .stream()
            .toList()),
    SEX("Sex", true, patient -> text(patient, "gender").map(Words::code).stream().toList()),
    NHS_NUMBER("NHS number", true, patient -> identifiers(patient, true)),
    ADDRESS("Address", true, patient -> each(patient, "address").map(ComparedDetail::address).toList()),
    CONTACT("Telephone and email", true, patient -> each(patient, "telecom").flatMap(
            point -> text(point, "value").stream()).toList()),
    DIED("Died", true, ComparedDetail::death),
    OWN_NUMBERS("Organisation's own numbers", false, patient -> identifiers(patient, false));

    private final String words;
    private final boolean comparable;
    private final Function<JsonNode, List<String>> reader;

    ComparedDetail(String words, boolean comparable, Function<JsonNode, List<String>> reader) {
        this.words = words;
        this.comparable = comparable;
        this.reader = reader;
    }

    String words() {
        return words;
    }

    /** What a Patient tells of it, each value once. */
    List<String> read(JsonNode patient) {
        return reader.apply(patient).stream().filter(value -> !value.isBlank()).distinct().toList();
    }

    /** Whether of those that tell anything two tell different things; case, spaces and punctuation do not count. */
    boolean differs(List<List<String>> told) {
        return comparable && told.stream()
                .filter(values -> !values.isEmpty())
                .map(values -> values.stream().map(ComparedDetail::folded).collect(Collectors.toSet()))
                .distinct()
                .count() > 1;
    }

    private static String folded(String value) {
        return value.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    private static List<String> names(JsonNode patient) {
        return each(patient, "name").map(name -> {
            String words = Stream
                    .concat(Stream.concat(texts(name, "prefix"), texts(name, "given")), text(name, "family").stream())
                    .collect(Collectors.joining(" "));
            String whole = words.isEmpty() ? text(name, "text").orElse("") : words;
            return Set.of("old", "maiden").contains(name.path("use").asString("")) ? whole + " (former)" : whole;
        }).toList();
    }

    private static List<String> identifiers(JsonNode patient, boolean nhs) {
        List<String> values = new ArrayList<>();
        each(patient, "identifier")
                .filter(identifier -> identifier.path("system")
                        .asString("")
                        .equals(IdentifierSystems.NHS_NUMBER) == nhs)
                .forEach(identifier -> text(identifier, "value")
                        .ifPresent(value -> values.add(nhs ? Words.nhsNumber(value) : value)));
        return values;
    }

    private static String address(JsonNode address) {
        String joined = Stream
                .concat(texts(address, "line"),
                        Stream.of("city", "district", "postalCode").flatMap(part -> text(address, part).stream()))
                .collect(Collectors.joining(", "));
        return joined.isEmpty() ? text(address, "text").orElse("") : joined;
    }

    private static List<String> death(JsonNode patient) {
        Optional<String> day = text(patient, "deceasedDateTime")
                .map(time -> HumanTime.fhirDate(time.substring(0, Math.min(10, time.length()))));
        return day.or(() -> patient.path("deceasedBoolean").asBoolean(false) ? Optional.of("Yes") : Optional.empty())
                .stream()
                .toList();
    }

    private static Stream<JsonNode> each(JsonNode node, String name) {
        return node.path(name).valueStream();
    }

    private static Stream<String> texts(JsonNode node, String name) {
        return each(node, name).map(value -> value.asString("")).filter(value -> !value.isBlank());
    }

    private static Optional<String> text(JsonNode node, String name) {
        return Optional.of(node.path(name).asString("")).filter(value -> !value.isBlank());
    }
}
