package org.tributary.hub.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tributary.hub.WebHub;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.identity.PersonView;
import org.tributary.hub.pathway.CareRecord;
import org.tributary.hub.pathway.CareRecords;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Random definitions over a random population, asked by callers who see different parts of it, count and list just
 * those whom a plain walk through each person's own record finds. A seed that failed is run again with
 * {@code -Dcohort.seed=NUMBER}.
 */
@SuppressWarnings("NullAway.Init")
class RandomCohortsTest {

    private static final int DEFINITIONS = 600;
    private static final long SEED = Long.getLong("cohort.seed", 20_261_123L);

    private static WebHub hub;
    private static CohortPopulation population;
    private static List<Caller> callers;
    private static final Map<Caller, List<CareRecord>> SEEN = new HashMap<>();

    @BeforeAll
    static void start() {
        System.out.println("Random cohorts: seed " + SEED);
        hub = WebHub.open();
        population = new CohortPopulation(SEED);
        population.load(hub);
        callers = CohortPopulation.callers();
        List<String> persons = hub.get(ReaderDatabase.class)
                .read(Caller.hub(), transaction -> transaction.jdbc()
                        .sql("SELECT id FROM person WHERE retired_into IS NULL")
                        .query(UUID.class)
                        .list())
                .stream()
                .map(UUID::toString)
                .toList();
        for (Caller caller : callers) {
            SEEN.put(caller, hub.get(ReaderDatabase.class)
                    .read(caller, transaction -> persons.stream()
                            .flatMap(person -> hub.get(CareRecords.class).find(transaction, person).stream())
                            .toList()));
        }
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void thePopulationIsOneInWhichCallersSeeDifferentPersons() {
        List<Integer> sizes = callers.stream().map(caller -> seen(caller).size()).toList();
        assertThat(sizes.get(0)).isBetween(CohortPopulation.PEOPLE / 2, CohortPopulation.PEOPLE * 2);
        assertThat(sizes.get(1)).isEqualTo(sizes.get(0));
        assertThat(sizes.get(2)).isPositive();
        assertThat(sizes.get(5)).isZero();
        assertThat(seen(callers.get(1)).stream().filter(person -> person.patients().size() > 1).count())
                .isGreaterThan(CohortPopulation.PEOPLE / 3);
        assertThat(seen(callers.get(1)).stream().mapToInt(person -> person.spells().size()).sum()).isGreaterThan(60);
    }

    @Test
    void randomDefinitionsEqualANaiveWalk() {
        RandomDefinitions definitions = new RandomDefinitions(new Random(SEED + 1));
        int met = 0;
        for (int i = 0; i < DEFINITIONS; i++) {
            ObjectNode definition = definitions.next();
            Caller caller = callers.get(i % callers.size());
            met += check(caller, definition);
        }
        // A test in which hardly anybody ever meets anything would show nothing.
        assertThat(met).isGreaterThan(DEFINITIONS);
    }

    private static List<CareRecord> seen(Caller caller) {
        return SEEN.getOrDefault(caller, List.of());
    }

    private static int check(Caller caller, ObjectNode definition) {
        Cohorts cohorts = hub.get(Cohorts.class);
        CohortDefinition read = cohorts.read(caller, definition.toString().getBytes(StandardCharsets.UTF_8));
        CohortCount count = cohorts.count(caller, read);
        NaiveCohort naive = new NaiveCohort(population.patients(), count.today());
        List<Long> expected = new ArrayList<>();
        for (JsonNode part : parts(definition)) {
            expected.add(seen(caller).stream().filter(person -> naive.meets(person, part)).count());
        }
        assertThat(count.steps().stream().map(step -> step.people().orElseThrow()).toList())
                .as("%s asked %s", caller.name() + caller.organisation(), definition)
                .isEqualTo(expected);
        assertThat(cohorts.list(caller, read, Cohorts.MOST_MEMBERS, Optional.empty())
                .people()
                .stream()
                .map(PersonView::id)
                .toList())
                .as("members of %s", definition)
                .containsExactlyElementsOf(seen(caller).stream()
                        .filter(person -> naive.meets(person, definition))
                        .map(CareRecord::person)
                        .sorted()
                        .toList());
        return expected.getLast().intValue();
    }

    /** The definition with its first criterion, with its first two, and so on. */
    private static List<JsonNode> parts(ObjectNode definition) {
        Map.Entry<String, JsonNode> group = definition.properties().iterator().next();
        List<JsonNode> members = NaiveCohort.all(group.getValue());
        List<JsonNode> parts = new ArrayList<>();
        for (int i = 1; i <= members.size(); i++) {
            ObjectNode part = JsonMapper.shared().createObjectNode();
            ArrayNode first = part.putArray(group.getKey());
            members.subList(0, i).forEach(first::add);
            parts.add(part);
        }
        return parts;
    }
}
