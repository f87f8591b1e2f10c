package org.tributary.hub.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tributary.hub.identity.PersonView.SourceRecord;
import org.tributary.hub.identity.linking.PatientTraits;
import org.tributary.mapping.NhsNumber;
import tools.jackson.databind.JsonNode;

/**
 * What one source Patient says of a person.
 *
 * @param patient
 *            the Patient's logical id
 */
record Demographics(String patient, Optional<String> name, Optional<String> birthDate, Optional<String> gender,
        Optional<String> nhsNumber,
        boolean verified, Optional<String> address, boolean deceased, Instant lastUpdated) {

    /** Whose value survives: a Patient whose NHS number is verified first, then the one changed last. */
    private static final Comparator<Demographics> SURVIVORS = Comparator
            .comparing((Demographics source) -> !source.verified())
            .thenComparing(Demographics::lastUpdated, Comparator.<Instant>reverseOrder())
            .thenComparing(Demographics::patient);

    static Demographics of(String id, JsonNode patient, Instant lastUpdated) {
        Optional<JsonNode> identifier = PatientTraits.findNhsIdentifier(patient);
        return new Demographics(id, name(preferred(patient.path("name"))), text(patient.path("birthDate")),
                text(patient.path("gender")),
                identifier.flatMap(node -> NhsNumber.parse(node.path("value").asString(""))).map(NhsNumber::value),
                identifier.flatMap(PatientTraits::findVerificationStatus).filter("01"::equals).isPresent(),
                address(preferred(patient.path("address"))),
                patient.has("deceasedDateTime") || patient.path("deceasedBoolean").asBoolean(false), lastUpdated);
    }

    /** Each value from the first source that has one, in the order of survival. */
    static PersonView view(String person, List<Demographics> all, List<SourceRecord> sources) {
        List<Demographics> survivors = all.stream().sorted(SURVIVORS).toList();
        Map<String, String> from = new TreeMap<>();
        return new PersonView(person, first("name", survivors, Demographics::name, from).orElse("Name not known"),
                first("birthDate", survivors, Demographics::birthDate, from),
                first("gender", survivors, Demographics::gender, from),
                first("nhsNumber", survivors, Demographics::nhsNumber, from),
                all.stream().anyMatch(Demographics::verified),
                first("address", survivors, Demographics::address, from),
                all.stream().anyMatch(Demographics::deceased), sources, from);
    }

    private static Optional<String> first(String value, List<Demographics> survivors,
            Function<Demographics, Optional<String>> has, Map<String, String> from) {
        for (Demographics source : survivors) {
            Optional<String> found = has.apply(source);
            if (found.isPresent()) {
                from.put(value, source.patient());
                return found;
            }
        }
        return Optional.empty();
    }

    /** The official or usual one that is not old, else the first. */
    private static JsonNode preferred(JsonNode list) {
        return nodes(list).filter(node -> !node.path("use").asString("").equals("old"))
                .filter(node -> node.path("period").path("end").isMissingNode())
                .findFirst()
                .orElse(list.path(0));
    }

    private static Optional<String> name(JsonNode name) {
        List<String> words = new ArrayList<>();
        nodes(name.path("prefix")).forEach(word -> words.add(word.asString("")));
        nodes(name.path("given")).forEach(word -> words.add(word.asString("")));
        words.add(name.path("family").asString(""));
        String joined = words.stream().filter(word -> !word.isBlank()).collect(Collectors.joining(" "));
        return joined.isEmpty() ? text(name.path("text")) : Optional.of(joined);
    }

    private static Optional<String> address(JsonNode address) {
        List<String> parts = new ArrayList<>();
        nodes(address.path("line")).forEach(line -> parts.add(line.asString("")));
        Stream.of("city", "district", "postalCode").forEach(part -> parts.add(address.path(part).asString("")));
        String joined = parts.stream().filter(part -> !part.isBlank()).collect(Collectors.joining(", "));
        return joined.isEmpty() ? text(address.path("text")) : Optional.of(joined);
    }

    private static Stream<JsonNode> nodes(JsonNode array) {
        return array.isArray() ? array.valueStream() : Stream.empty();
    }

    private static Optional<String> text(JsonNode node) {
        return node.isString() && !node.asString().isBlank() ? Optional.of(node.asString()) : Optional.empty();
    }
}
