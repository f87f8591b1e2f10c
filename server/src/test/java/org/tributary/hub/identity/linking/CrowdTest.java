package org.tributary.hub.identity.linking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.tributary.hub.TestDatabase;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.identity.compare.BlockingKeys;
import org.tributary.hub.identity.compare.Judge;
import org.tributary.hub.identity.compare.Judgement;
import org.tributary.hub.identity.compare.KeyKind;
import org.tributary.hub.identity.compare.Traits;
import org.tributary.hub.identity.compare.Verdict;
import org.tributary.hub.identity.compare.Weights;
import org.tributary.hub.ingest.CommitLine;
import org.tributary.hub.ops.TestHub;
import tools.jackson.databind.json.JsonMapper;

/** Patients so many and so alike that comparing each with each would not end: they come, change and go. */
class CrowdTest {

    private static final List<String> NUMBERS = List.of("9990000018", "9990123462", "9990123454");

    /** What there should be: pairs that share a key that no more than so many have, and persons made of them. */
    private record Model(Map<String, String> patients, int mostAlike) {

        private static final Judge JUDGE = new Judge(Weights.shipped());

        private Map<String, Traits> traits() {
            Map<String, Traits> traits = new TreeMap<>();
            patients.forEach((id, members) -> traits.put(id,
                    Traits.of(id, Population.organisationOf(id).hashCode(), JsonMapper.shared()
                            .readTree(("{'resourceType':'Patient'," + members + "}").replace('\'', '"')))));
            return traits;
        }

        private List<Edge> edges() {
            Map<Long, List<Traits>> blocks = new HashMap<>();
            Map<Long, KeyKind> kinds = new HashMap<>();
            traits().values().forEach(patient -> BlockingKeys.kindsOf(patient).forEach((key, kind) -> {
                blocks.computeIfAbsent(key, none -> new ArrayList<>()).add(patient);
                kinds.put(key, kind);
            }));
            Map<String, Edge> edges = new TreeMap<>();
            blocks.forEach((key, block) -> {
                if (block.size() <= mostAlike || !kinds.getOrDefault(key, KeyKind.PATIENT).mayCrowd()) {
                    for (Traits one : block) {
                        for (Traits other : block) {
                            Judgement judgement = JUDGE.judge(one, other);
                            if (one.id().compareTo(other.id()) < 0 && judgement.verdict() != Verdict.APART) {
                                edges.put(one.id() + ' ' + other.id(), Edge.of(one, other, judgement));
                            }
                        }
                    }
                }
            });
            return List.copyOf(edges.values());
        }

        private void assertHeldBy(Population population, String told) {
            List<Edge> edges = edges();
            Set<String> pairs = new TreeSet<>();
            edges.forEach(edge -> pairs.add(edge.patient() + ' ' + edge.other()));
            assertThat(population.edges()).as(told).isEqualTo(pairs);
            assertThat(population.persons()).as(told)
                    .isEqualTo(new HashSet<>(Clustering.of(traits(), edges, List.of(), JUDGE)));
        }
    }

    private static TestHub start(int mostAlike) {
        return TestHub.start(TestDatabase.create(), "tributary.identity.most-alike=" + mostAlike);
    }

    private static Crowds.Report report(TestHub hub) {
        Crowds crowds = hub.get(Crowds.class);
        return hub.get(ReaderDatabase.class).read(Caller.hub(), crowds::report);
    }

    private static String tester(int number) {
        return "'birthDate':'1980-01-01','name':[{'family':'TESTER','given':['NUMBER" + number + "']}]";
    }

    @Test
    void thousandsOfLikeNamesBornOnOneDayAreComparedNoMoreOftenThanAHundred() {
        try (TestHub hub = TestHub.start()) {
            Population population = new Population(hub);
            for (int from = 0; from < 2_000; from += 25) {
                Map<String, String> batch = new TreeMap<>();
                for (int number = from; number < from + 25; number++) {
                    batch.put("trust-" + number, tester(number));
                }
                population.put(batch);
            }
            assertThat(population.edges()).isEmpty();
            assertThat(hub.get(Linkage.class).comparisons()).as("pairs compared, of two million").isLessThan(20_000);
            Crowds.Report report = report(hub);
            assertThat(report.crowds()).extracting(Crowds.Crowd::alikeIn)
                    .contains("birth date and a name", "names and year of birth", "names and day of birth");
            assertThat(report.crowds().getFirst().patients()).isEqualTo(Map.of("RZ8", 2_000L));
            assertThat(report.crowds().getFirst().examples()).hasSize(3);

            String numbered = ",'identifier':[{'system':'https://fhir.nhs.uk/Id/nhs-number','value':'9990000018'}]";
            population.put("gp-7", tester(7) + numbered);
            population.put("council-7", tester(7) + numbered);
            assertThat(population.edges()).as("a number is no crowd's").containsExactly("council-7 gp-7");
            assertThat(population.personOf("gp-7")).isEqualTo(population.personOf("council-7"));

            String digest = hub.digest();
            Crowds.Report before = report(hub);
            hub.get(CommitLine.class).rebuild();
            assertThat(hub.digest()).isEqualTo(digest);
            assertThat(report(hub)).isEqualTo(before);
        }
    }

    @Test
    void whoIsOneTooManyTakesTheOthersPairsAwayAndGivesThemBackByGoing() {
        try (TestHub hub = start(3)) {
            Population population = new Population(hub);
            Map<String, String> patients = new TreeMap<>();
            for (int number = 1; number <= 3; number++) {
                patients.put("trust-" + number, tester(number));
            }
            population.put(patients);
            Set<String> among = population.edges();
            assertThat(among).hasSize(3);
            population.put("trust-4", tester(4));
            assertThat(population.edges()).isEmpty();
            assertThat(population.waiting()).isEmpty();
            population.put("trust-4", tester(4).replace("1980-01-01", "1950-09-09"));
            assertThat(population.edges()).isEqualTo(among);
            assertThat(report(hub).count()).isZero();
            population.put("trust-4", tester(4));
            population.delete("trust-4");
            assertThat(population.edges()).isEqualTo(among);
        }
    }

    @Test
    void inAnyOrderOfComingChangingAndGoingPairsAndPersonsAreTheSame() {
        long seed = Long.getLong("tributary.test.seed", System.nanoTime());
        System.out.println("CrowdTest with seed " + seed);
        Random random = new Random(seed);
        try (TestHub hub = start(3); TestHub another = start(3)) {
            Population population = new Population(hub);
            Model model = new Model(new TreeMap<>(), 3);
            for (int step = 0; step < 120; step++) {
                step(population, model, random);
                model.assertHeldBy(population, "seed " + seed + ", step " + step);
            }
            List<String> ids = new ArrayList<>(model.patients().keySet());
            Collections.shuffle(ids, random);
            Population others = new Population(another);
            ids.forEach(id -> others.put(id, model.patients().getOrDefault(id, "")));
            assertThat(another.digest()).as("seed %d", seed).isEqualTo(hub.digest());
            assertThat(others.waiting()).isEqualTo(population.waiting());
            String digest = hub.digest();
            hub.get(CommitLine.class).rebuild();
            assertThat(hub.digest()).as("seed %d, rebuilt", seed).isEqualTo(digest);
            model.assertHeldBy(population, "seed " + seed + ", rebuilt");
        }
    }

    /** One Patient, or several of one organisation in one transaction. */
    private static void step(Population population, Model model, Random random) {
        String organisation = List.of("gp-", "trust-", "council-").get(random.nextInt(3));
        List<String> present = model.patients().keySet().stream().filter(id -> id.startsWith(organisation)).toList();
        if (random.nextInt(3) == 0 && !present.isEmpty()) {
            List<String> leaving = present.subList(0, 1 + random.nextInt(present.size()));
            population.delete(leaving);
            leaving.forEach(model.patients()::remove);
            return;
        }
        Map<String, String> coming = new TreeMap<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            coming.put(organisation + random.nextInt(5), patient(random));
        }
        population.put(coming);
        model.patients().putAll(coming);
    }

    @Test
    void crowdsThatComeAboutAtOnceInSeveralTransactionsLeaveNoPairBehind() throws Exception {
        long seed = System.nanoTime();
        System.out.println("CrowdTest at once with seed " + seed);
        try (TestHub hub = start(3); ExecutorService pool = Executors.newFixedThreadPool(4)) {
            Population population = new Population(hub);
            Model model = new Model(new TreeMap<>(), 3);
            Random random = new Random(seed);
            for (int round = 0; round < 15; round++) {
                List<Future<?>> writing = new ArrayList<>();
                for (String organisation : List.of("gp-", "trust-", "council-")) {
                    String id = organisation + random.nextInt(4);
                    if (random.nextInt(3) == 0 && model.patients().remove(id) != null) {
                        writing.add(pool.submit(() -> population.delete(id)));
                    } else {
                        String members = patient(random);
                        model.patients().put(id, members);
                        writing.add(pool.submit(() -> population.put(id, members)));
                    }
                }
                for (Future<?> write : writing) {
                    write.get();
                }
                model.assertHeldBy(population, "seed " + seed + ", round " + round);
            }
        }
    }

    private static String patient(Random random) {
        String given = List.of("Ann", "Anne", "Grace", "Annie").get(random.nextInt(4));
        String family = List.of("Merridew", "Merridew", "Stone").get(random.nextInt(3));
        String date = List.of("1940-05-06", "1940-05-06", "1940-06-05").get(random.nextInt(3));
        StringBuilder members = new StringBuilder("'gender':'female','birthDate':'" + date + "','name':[{'family':'"
                + family + "','given':['" + given + "']}]");
        if (random.nextBoolean()) {
            members.append(",'address':[{'line':['12 Mill Lane'],'postalCode':'TB1 2CD'}]");
        }
        if (random.nextInt(3) == 0) {
            members.append(",'identifier':[{'system':'https://fhir.nhs.uk/Id/nhs-number','value':'")
                    .append(NUMBERS.get(random.nextInt(NUMBERS.size())))
                    .append("'}]");
        }
        return members.toString();
    }
}
