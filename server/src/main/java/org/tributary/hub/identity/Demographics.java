package org.tributary.hub.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tributary.hub.identity.PersonView.SourceRecord;
import org.tributary.mapping.NhsNumber;
import tools.jackson.databind.JsonNode;

/** What a page shows of one source Patient. */
record Demographics(String name, Optional<String> birthDate, Optional<String> gender, Optional<String> nhsNumber,
        boolean verified, Optional<String> address, boolean deceased, Instant lastUpdated) {

    static Demographics of(JsonNode patient, Instant lastUpdated) {
        Optional<JsonNode> identifier = PatientTraits.findNhsIdentifier(patient);
        return new Demographics(name(preferred(patient.path("name"))), text(patient.path("birthDate")),
                text(patient.path("gender")),
                identifier.flatMap(node -> NhsNumber.parse(node.path("value").asString(""))).map(NhsNumber::value),
                identifier.flatMap(PatientTraits::findVerificationStatus).filter("01"::equals).isPresent(),
                address(preferred(patient.path("address"))),
                patient.has("deceasedDateTime") || patient.path("deceasedBoolean").asBoolean(false), lastUpdated);
    }

    /** This source's values where it has them, those of the others where it has none. */
    PersonView view(String person, List<Demographics> all, List<SourceRecord> sources) {
        return new PersonView(person, name, first(birthDate, all.stream().map(Demographics::birthDate)),
                first(gender, all.stream().map(Demographics::gender)),
                first(nhsNumber, all.stream().map(Demographics::nhsNumber)),
                all.stream().anyMatch(Demographics::verified),
                first(address, all.stream().map(Demographics::address)),
                all.stream().anyMatch(Demographics::deceased), sources);
    }

    private static Optional<String> first(Optional<String> mine, Stream<Optional<String>> others) {
        return mine.or(() -> others.flatMap(Optional::stream).findFirst());
    }

    /** The official or usual one that is not old, else the first. */
    private static JsonNode preferred(JsonNode list) {
        return nodes(list).filter(node -> !node.path("use").asString("").equals("old"))
                .filter(node -> node.path("period").path("end").isMissingNode())
                .findFirst()
                .orElse(list.path(0));
    }

    private static String name(JsonNode name) {
        List<String> words = new ArrayList<>();
        nodes(name.path("prefix")).forEach(word -> words.add(word.asString("")));
        nodes(name.path("given")).forEach(word -> words.add(word.asString("")));
        words.add(name.path("family").asString(""));
        String joined = words.stream().filter(word -> !word.isBlank()).collect(Collectors.joining(" "));
        return joined.isEmpty() ? text(name.path("text")).orElse("Name not known") : joined;
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
