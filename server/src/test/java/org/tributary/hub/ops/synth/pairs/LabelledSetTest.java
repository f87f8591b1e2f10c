package org.tributary.hub.ops.synth.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.hub.ops.synth.NhsNumbers;
import org.tributary.hub.store.ResourceBody;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LabelledSetTest {

    private static final int PEOPLE = 20_000;

    private static final Map<String, JsonNode> PATIENTS = new HashMap<>();
    private static List<LabelledPair> pairs = List.of();

    @BeforeAll
    static void generate() {
        LabelledSet set = LabelledSet.generate(PEOPLE, 1, Shares.BOROUGH);
        for (LabelledSource source : LabelledSource.values()) {
            set.records(source)
                    .forEach(record -> PATIENTS.put(record.id(), JsonMapper.shared().readTree(record.json())));
        }
        pairs = set.pairs().toList();
    }

    @Test
    void everybody_has_one_record_in_each_organisation() {
        assertThat(PATIENTS).hasSize(2 * PEOPLE);
        Set<String> seen = new HashSet<>();
        pairs.stream().filter(LabelledPair::same).forEach(pair -> {
            assertThat(seen.add(pair.one().getFirst())).isTrue();
            assertThat(seen.add(pair.other().getFirst())).isTrue();
        });
        assertThat(seen).isEqualTo(PATIENTS.keySet());
    }

    @Test
    void the_hub_takes_every_record() {
        assertThat(PATIENTS.values().stream().limit(2_000)).allSatisfy(
                patient -> assertThat(ResourceBody.parse(patient.toString().getBytes(StandardCharsets.UTF_8)))
                        .isInstanceOf(ResourceBody.Valid.class));
    }

    @Test
    void a_pair_without_a_situation_says_the_same_of_name_birth_and_number() {
        List<LabelledPair> alike = ofOne().stream().filter(pair -> pair.situations().isEmpty()).toList();
        assertThat(alike).hasSizeGreaterThan(PEOPLE / 5).allSatisfy(pair -> {
            JsonNode one = one(pair);
            JsonNode other = other(pair);
            assertThat(family(one)).isEqualToIgnoringCase(family(other));
            assertThat(one.path("birthDate")).isEqualTo(other.path("birthDate"));
            assertThat(number(one)).isEqualTo(number(other));
            assertThat(pair.enough()).isTrue();
        });
    }

    @Test
    void numbers_are_of_the_range_kept_for_tests_and_fail_their_check_only_where_that_is_the_error() {
        for (LabelledPair pair : ofOne()) {
            boolean invalid = List.of(one(pair), other(pair))
                    .stream()
                    .map(LabelledSetTest::number)
                    .filter(number -> !number.isEmpty())
                    .peek(number -> assertThat(number).hasSize(10).startsWith("999"))
                    .anyMatch(number -> !NhsNumbers.isValid(number));
            if (invalid) {
                assertThat(pair.situations()).contains(Situation.NUMBER_OF_FALSE_CHECK_DIGIT);
            }
        }
    }

    @Test
    void errors_befall_the_shares_of_people_that_are_promised() {
        Map<Situation, Integer> counts = new EnumMap<>(Situation.class);
        ofOne().forEach(pair -> pair.situations().forEach(situation -> counts.merge(situation, 1, Integer::sum)));
        for (Situation all : List.of(Situation.MOVED, Situation.TYPED_WRONG, Situation.NUMBER_MISSING_IN_ONE,
                Situation.NUMBER_MISSING_IN_BOTH, Situation.NUMBER_OF_FALSE_CHECK_DIGIT,
                Situation.BIRTH_DIGIT_WRONG, Situation.NAMES_SWAPPED, Situation.NUMBER_OF_A_STRANGER)) {
            assertThat(counts.getOrDefault(all, 0)).as(all.name())
                    .isCloseTo(PEOPLE * all.boroughPerMille() / 1000,
                            within(PEOPLE * all.boroughPerMille() / 4000 + 10));
        }
        assertThat(counts.keySet()).containsAll(Situation.ofOnePerson());
    }

    @Test
    void every_kind_of_neighbour_occurs_and_is_two_people() {
        Set<Situation> found = new HashSet<>();
        pairs.stream().filter(pair -> !pair.same()).forEach(pair -> {
            found.addAll(pair.situations());
            assertThat(pair.one()).doesNotContainAnyElementsOf(pair.other());
        });
        assertThat(found).contains(Situation.TWINS, Situation.TWINS_OF_LIKE_NAMES,
                Situation.PARENT_AND_CHILD_OF_ONE_NAME, Situation.COUSINS_OF_ONE_NAME, Situation.NAMESAKES,
                Situation.SIBLINGS, Situation.COUPLE, Situation.SHARED_ADDRESS, Situation.BEARER_OF_THE_NUMBER,
                Situation.TWO_OF_ONE_NUMBER);
    }

    @Test
    void a_record_under_anothers_number_differs_from_that_other_in_name_birth_or_sex() {
        pairs.stream()
                .filter(pair -> pair.situations().contains(Situation.BEARER_OF_THE_NUMBER))
                .forEach(pair -> assertThat(pair.one()).noneSatisfy(id -> {
                    JsonNode own = patient(id);
                    JsonNode bearer = other(pair);
                    assertThat(family(own)).isEqualToIgnoringCase(family(bearer));
                    assertThat(given(own)).isEqualToIgnoringCase(given(bearer));
                    assertThat(own.path("birthDate")).isEqualTo(bearer.path("birthDate"));
                    assertThat(own.path("gender")).isEqualTo(bearer.path("gender"));
                    assertThat(number(own)).isEqualTo(number(bearer));
                }));
    }

    @Test
    void doubled_shares_befall_about_twice_as_many() {
        long moved = ofOne().stream().filter(pair -> pair.situations().contains(Situation.MOVED)).count();
        long twice = LabelledSet.generate(PEOPLE, 1, Shares.DOUBLED)
                .pairs()
                .filter(pair -> pair.situations().contains(Situation.MOVED))
                .count();
        assertThat((double) twice / moved).isBetween(1.8, 2.2);
    }

    @Test
    void the_same_seed_writes_the_same_bytes(@TempDir Path folder) throws Exception {
        for (String name : List.of("a", "b")) {
            LabelledFiles.write(LabelledSet.generate(300, 7, Shares.DOUBLED), folder.resolve(name));
        }
        for (String file : List.of("truth.csv", "pairs.csv", "labelled-practices/Patient.ndjson",
                "labelled-hospital/Patient.ndjson")) {
            assertThat(folder.resolve("a").resolve(file)).hasSameBinaryContentAs(folder.resolve("b").resolve(file));
        }
        assertThat(Files.readAllLines(folder.resolve("a/truth.csv"))).hasSize(601);
    }

    @Test
    void too_few_people_are_refused() {
        assertThatThrownBy(() -> LabelledSet.generate(5, 1, Shares.BOROUGH))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("from 100 to 1000000 people, not 5");
    }

    private static List<LabelledPair> ofOne() {
        return pairs.stream().filter(LabelledPair::same).toList();
    }

    private static JsonNode one(LabelledPair pair) {
        return patient(pair.one().getFirst());
    }

    private static JsonNode other(LabelledPair pair) {
        return patient(pair.other().getFirst());
    }

    private static JsonNode patient(String id) {
        return Objects.requireNonNull(PATIENTS.get(id));
    }

    private static String family(JsonNode patient) {
        return patient.path("name").path(0).path("family").asString("");
    }

    private static String given(JsonNode patient) {
        return patient.path("name").path(0).path("given").path(0).asString("");
    }

    private static String number(JsonNode patient) {
        return patient.path("identifier")
                .valueStream()
                .filter(identifier -> identifier.path("system").asString("").endsWith("nhs-number"))
                .map(identifier -> identifier.path("value").asString(""))
                .findFirst()
                .orElse("");
    }
}
