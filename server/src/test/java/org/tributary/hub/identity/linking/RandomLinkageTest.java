package org.tributary.hub.identity.linking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.tributary.hub.Seed;
import org.tributary.hub.access.Caller;
import org.tributary.hub.identity.compare.Judge;
import org.tributary.hub.identity.compare.Judgement;
import org.tributary.hub.identity.compare.Traits;
import org.tributary.hub.identity.compare.Verdict;
import org.tributary.hub.identity.compare.Weights;
import org.tributary.hub.identity.review.LinkDecisions;
import org.tributary.hub.identity.review.LinkRequest;
import org.tributary.hub.ops.TestHub;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes, deletions and decisions in random order, against a computation that compares everybody with everybody and
 * makes all persons anew every time.
 */
class RandomLinkageTest {

    private static final int STEPS = Boolean.getBoolean("tributary.test.full") ? 600 : 120;
    private static final Caller OPERATOR = Caller.hub();
    private static final List<String> NUMBERS = List.of("9990000018", "9990123462", "9990123454");

    /** What the hub should hold: who says what, and what was decided and not revoked. */
    private static final class Model {

        private final Map<String, String> patients = new TreeMap<>();
        private final List<Made> decisions = new ArrayList<>();
        private final Judge judge = new Judge(Weights.shipped());

        private record Made(Decision decision, Answer answer, Set<Pair> pairs) {
        }

        private Set<Set<String>> persons() {
            Map<String, Traits> traits = new TreeMap<>();
            patients.forEach((id, members) -> traits.put(id,
                    Traits.of(id, Population.organisationOf(id).hashCode(), JsonMapper.shared()
                            .readTree(("{'resourceType':'Patient'," + members + "}").replace('\'', '"')))));
            List<Edge> edges = new ArrayList<>();
            for (Traits one : traits.values()) {
                for (Traits other : traits.values()) {
                    if (one.id().compareTo(other.id()) < 0) {
                        Judgement judgement = judge.judge(one, other);
                        if (judgement.verdict() != Verdict.APART) {
                            edges.add(Edge.of(one, other, judgement));
                        }
                    }
                }
            }
            return new HashSet<>(Clustering.of(traits, edges, rulings(), judge));
        }

        private List<Ruling> rulings() {
            Map<Pair, Ruling> newest = new HashMap<>();
            for (int number = 0; number < decisions.size(); number++) {
                Made made = decisions.get(number);
                for (Pair pair : made.pairs()) {
                    newest.put(pair, new Ruling(pair, made.answer(), made.decision().id(), number));
                }
            }
            return List.copyOf(newest.values());
        }
    }

    @Test
    void anyOrderOfWritesAndDecisionsMakesThePersonsOfTheNaiveComputation() {
        long seed = Seed.get();
        System.out.println("RandomLinkageTest with seed " + seed);
        Random random = new Random(seed);
        try (TestHub hub = TestHub.start(); TestHub never = TestHub.start()) {
            Population population = new Population(hub);
            Model model = new Model();
            for (int step = 0; step < STEPS; step++) {
                String told = step(hub, population, model, random);
                assertThat(population.persons()).as("seed %d, step %d: %s", seed, step, told)
                        .isEqualTo(model.persons());
            }
            for (Model.Made made : List.copyOf(model.decisions)) {
                hub.get(LinkDecisions.class).undo(OPERATOR, made.decision().id(), "All is undone.");
            }
            new Population(never).put(model.patients);
            assertThat(hub.digest()).as("seed %d: all undone", seed).isEqualTo(never.digest());
        }
    }

    private static String step(TestHub hub, Population population, Model model, Random random) {
        List<String> present = List.copyOf(model.patients.keySet());
        int dice = random.nextInt(10);
        if (dice < 5 || present.size() < 3) {
            String id = List.of("gp-", "trust-", "council-").get(random.nextInt(3)) + random.nextInt(4);
            String members = patient(random);
            model.patients.put(id, members);
            population.put(id, members);
            return "put " + id + ' ' + members;
        }
        if (dice == 5) {
            String id = pick(present, random);
            model.patients.remove(id);
            population.delete(id);
            return "delete " + id;
        }
        if (dice == 6 && !model.decisions.isEmpty()) {
            Model.Made made = model.decisions.remove(random.nextInt(model.decisions.size()));
            hub.get(LinkDecisions.class).undo(OPERATOR, made.decision().id(), "It was wrong.");
            return "undo " + made;
        }
        return decide(hub, population, model, random, present);
    }

    private static String decide(TestHub hub, Population population, Model model, Random random,
            List<String> present) {
        String one = pick(present, random);
        String other = pick(present, random);
        Set<String> mine = personOf(model, one);
        Set<String> others = personOf(model, other);
        LinkRequest request;
        Answer answer = Answer.DIFFERENT;
        Set<Pair> pairs = Set.of(Pair.of(one, other));
        switch (random.nextInt(4)) {
            case 0 -> {
                request = new LinkRequest.Link(one, other);
                answer = Answer.SAME;
            }
            case 1 -> request = new LinkRequest.NeverSame(one, other);
            case 2 -> {
                request = new LinkRequest.Merge(population.personOf(one), population.personOf(other));
                answer = Answer.SAME;
                pairs = across(mine, others);
            }
            default -> {
                request = new LinkRequest.Unlink(one);
                others = new TreeSet<>(mine);
                others.remove(one);
                pairs = across(Set.of(one), others);
            }
        }
        boolean makesNoSense = one.equals(other) && !(request instanceof LinkRequest.Unlink) || pairs.isEmpty()
                || request instanceof LinkRequest.Merge && mine.equals(others);
        if (makesNoSense) {
            return "nothing";
        }
        Decision decision = hub.get(LinkDecisions.class).decide(OPERATOR, request, "They told us so.");
        model.decisions.add(new Model.Made(decision, answer, pairs));
        return request.toString();
    }

    private static Set<String> personOf(Model model, String patient) {
        return model.persons().stream().filter(person -> person.contains(patient)).findFirst().orElseThrow();
    }

    private static Set<Pair> across(Set<String> some, Set<String> others) {
        Set<Pair> pairs = new HashSet<>();
        some.forEach(one -> others.forEach(other -> pairs.add(Pair.of(one, other))));
        return pairs;
    }

    private static String patient(Random random) {
        String given = List.of("Ann", "Anne", "Grace", "Annie").get(random.nextInt(4));
        String family = List.of("Merridew", "Merridew", "Merridue", "Stone").get(random.nextInt(4));
        String date = List.of("1940-05-06", "1940-05-06", "1940-06-05", "1970-05-06").get(random.nextInt(4));
        StringBuilder members = new StringBuilder("'gender':'female','birthDate':'" + date + "','name':[{'family':'"
                + family + "','given':['" + given + "']}]");
        if (random.nextBoolean()) {
            members.append(",'address':[{'line':['12 Mill Lane'],'postalCode':'TB1 2CD'}]");
        }
        if (random.nextInt(3) > 0) {
            members.append(",'identifier':[{'system':'https://fhir.nhs.uk/Id/nhs-number','value':'")
                    .append(NUMBERS.get(random.nextInt(NUMBERS.size())))
                    .append("'}]");
        }
        return members.toString();
    }

    private static String pick(List<String> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }
}
