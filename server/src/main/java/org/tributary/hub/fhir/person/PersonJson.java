package org.tributary.hub.fhir.person;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.tributary.hub.fhir.exchange.JsonText;
import org.tributary.hub.identity.PersonRecord;
import org.tributary.hub.identity.PersonRecord.Source;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a person as R4's Person (section 8.3), made of what the caller sees of the source Patients: every identifier
 * once; of name, contact points, gender, birth date and address what the first source has that has any; and a link to
 * each Patient.
 */
final class PersonJson {

    /** Marks persons that the hub keeps among those that publishers have sent. */
    static final String TAG_SYSTEM = "https://tributary.example/fhir/CodeSystem/record-origin";
    static final String TAG_CODE = "derived";

    private final PersonRecord person;
    private final List<JsonNode> patients;
    private final ObjectNode json = JsonText.EXACT.createObjectNode();

    private PersonJson(PersonRecord person) {
        this.person = person;
        this.patients = person.sources()
                .stream()
                .map(source -> JsonText.EXACT.readTree(source.patient().json()))
                .toList();
    }

    /**
     * A Person as bytes.
     *
     * @param version
     *            changes with what the caller sees of the person; there are no other versions to read
     */
    record Written(byte[] json, String version) {
    }

    static Written write(PersonRecord person) {
        return new PersonJson(person).write();
    }

    private Written write() {
        json.put("resourceType", "Person");
        json.put("id", person.id());
        ObjectNode meta = json.putObject("meta");
        writeIdentifiers();
        copyFirst("name");
        copyFirst("telecom");
        copyFirst("gender");
        copyFirst("birthDate");
        copyFirst("address");
        json.put("active", true);
        writeLinks();
        String lastUpdated = person.lastChanged().toString();
        String version = Integer.toHexString(
                31 * lastUpdated.hashCode() + Arrays.hashCode(JsonText.EXACT.writeValueAsBytes(json)));
        meta.put("versionId", version);
        meta.put("lastUpdated", lastUpdated);
        meta.putArray("tag").addObject().put("system", TAG_SYSTEM).put("code", TAG_CODE);
        return new Written(JsonText.EXACT.writeValueAsBytes(json), version);
    }

    private void writeIdentifiers() {
        ArrayNode identifiers = JsonText.EXACT.createArrayNode();
        Set<String> told = new TreeSet<>();
        patients.stream()
                .flatMap(patient -> patient.path("identifier").valueStream())
                .filter(identifier -> told.add(name(identifier)))
                .map(PersonJson::alone)
                .forEach(identifiers::add);
        if (!identifiers.isEmpty()) {
            json.set("identifier", identifiers);
        }
    }

    /** Identifiers are one if system and value are; without a value they are as they are spelled. */
    private static String name(JsonNode identifier) {
        return identifier.has("value")
                ? identifier.path("system").asString("") + '|' + identifier.path("value").asString("")
                : identifier.toString();
    }

    /** What refers to a resource contained in its Patient would refer to nothing here. */
    static JsonNode alone(JsonNode identifier) {
        ObjectNode copy = (ObjectNode) identifier.deepCopy();
        if (copy.path("assigner").path("reference").asString("").startsWith("#")) {
            copy.remove("assigner");
        }
        return copy;
    }

    private void copyFirst(String name) {
        Optional<JsonNode> first = patients.stream()
                .map(patient -> patient.path(name))
                .filter(value -> !value.isMissingNode())
                .findFirst();
        first.ifPresent(value -> json.set(name, value));
    }

    private void writeLinks() {
        ArrayNode links = json.putArray("link");
        Stream<Source> ordered = person.sources()
                .stream()
                .sorted(Comparator.comparing(source -> source.patient().key().id()));
        ordered.forEach(source -> {
            ObjectNode link = links.addObject();
            link.putObject("target").put("reference", source.patient().key().reference());
            LinkAssurance.of(source, person).ifPresent(level -> link.put("assurance", level));
        });
    }
}
