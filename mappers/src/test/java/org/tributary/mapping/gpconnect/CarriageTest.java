package org.tributary.mapping.gpconnect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.mapping.CareSetting;
import org.tributary.mapping.MappingIssue;
import org.tributary.mapping.SourceDocument;
import org.tributary.mapping.SourceFeed;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every element of every type that GP records hold is carried, or its place is reported. */
class CarriageTest {

    private static final SourceFeed FEED = new SourceFeed("gp-a", "Y99901", CareSetting.PRIMARY);

    /** Elements with the most types have eleven. */
    private static final int CHOICES = 11;

    /** One that was not given has that as its status, whatever its status was; R4 names relations by elements. */
    private static final Map<String, Set<String>> SAID_BY_ANOTHER = Map.of("Immunization", Set.of("/status"),
            "Observation", Set.of("/related[0]/type"));

    @ParameterizedTest
    @ValueSource(strings = {"AllergyIntolerance", "Appointment", "CarePlan", "Condition", "DiagnosticReport",
            "DocumentReference", "Encounter", "EpisodeOfCare", "FamilyMemberHistory", "Flag", "Goal",
            "HealthcareService", "Immunization", "List", "Location", "Medication", "MedicationAdministration",
            "MedicationDispense", "MedicationRequest", "MedicationStatement", "Observation", "Organization", "Patient",
            "Practitioner", "PractitionerRole", "Procedure", "ProcedureRequest", "QuestionnaireResponse",
            "ReferralRequest", "RelatedPerson", "Schedule", "Slot", "Specimen"})
    void every_value_is_carried_or_reported(String type) {
        for (int choice = 0; choice < CHOICES; choice++) {
            ObjectNode stu3 = FullResources.make(type, choice);
            BareResource bare = map(stu3);
            assertThat(bare.r4()).as("%s: %s", stu3, bare.issues()).isPresent();
            Set<String> carried = new HashSet<>();
            leaves(GpJson.MAPPER.readTree(bare.r4().orElseThrow()), type, (path, value) -> carried.add(value));
            List<String> reported = bare.issues().stream().map(MappingIssue::location).toList();
            List<String> lost = new ArrayList<>();
            leaves(stu3, type, (path, value) -> {
                if (!carried.contains(value) && reported.stream().noneMatch(path::startsWith)
                        && !path.equals(type + ".resourceType") && !isSaidByAnother(type, path)) {
                    lost.add(path);
                }
            });
            assertThat(lost).as("choice %d", choice).isEmpty();
        }
    }

    /** Finds what values that are alike hide: codes and flags. */
    @ParameterizedTest
    @ValueSource(strings = {"AllergyIntolerance", "Appointment", "Condition", "DiagnosticReport", "DocumentReference",
            "Encounter", "FamilyMemberHistory", "HealthcareService", "Immunization", "List", "Location", "Medication",
            "MedicationAdministration", "MedicationDispense", "MedicationRequest", "MedicationStatement", "Observation",
            "Organization", "Patient", "Practitioner", "PractitionerRole", "Procedure", "ProcedureRequest",
            "ReferralRequest", "RelatedPerson", "Schedule", "Slot", "Specimen"})
    void without_an_element_the_result_is_another(String type) {
        ObjectNode stu3 = FullResources.make(type, 0);
        String whole = map(stu3).toString();
        List<String> members = new ArrayList<>();
        members(stu3, "", members);
        List<String> silent = new ArrayList<>();
        for (String member : members) {
            ObjectNode less = stu3.deepCopy();
            int slash = member.lastIndexOf('/');
            ((ObjectNode) less.at(member.substring(0, slash))).remove(member.substring(slash + 1));
            if (map(less).toString().equals(whole) && !SAID_BY_ANOTHER.getOrDefault(type, Set.of()).contains(member)) {
                silent.add(member);
            }
        }

        assertThat(silent).isEmpty();
    }

    private static boolean isSaidByAnother(String type, String path) {
        String member = path.substring(type.length()).replace('.', '/');
        return SAID_BY_ANOTHER.getOrDefault(type, Set.of()).contains(member);
    }

    private static BareResource map(ObjectNode stu3) {
        byte[] json = GpJson.MAPPER.writeValueAsString(stu3).getBytes(StandardCharsets.UTF_8);
        return BareResource.find(new SourceDocument(json, Instant.EPOCH), FEED).orElseThrow();
    }

    /** JSON pointers to the members of all objects that have more than one. */
    private static void members(JsonNode node, String at, List<String> members) {
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                members(node.path(i), at + '/' + i, members);
            }
        }
        node.propertyStream().forEach(member -> {
            String pointer = at + '/' + member.getKey();
            if (node.size() > 1 && !pointer.equals("/resourceType")) {
                members.add(pointer);
            }
            members(member.getValue(), pointer, members);
        });
    }

    private static void leaves(JsonNode node, String path, BiConsumer<String, String> leaf) {
        if (node.isObject()) {
            node.propertyStream().forEach(member -> leaves(member.getValue(), path + '.' + member.getKey(), leaf));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                leaves(node.path(i), path + '[' + i + ']', leaf);
            }
        } else {
            leaf.accept(path, node.asString());
        }
    }
}
