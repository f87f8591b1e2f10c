package org.tributary.hub.identity.linking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tributary.hub.Seed;
import org.tributary.hub.TestDatabase;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.Role;
import org.tributary.hub.identity.People;
import org.tributary.hub.identity.PersonView;
import org.tributary.hub.identity.review.DecisionRefused;
import org.tributary.hub.identity.review.LinkDecisions;
import org.tributary.hub.identity.review.LinkRequest;
import org.tributary.hub.identity.review.ReviewCase;
import org.tributary.hub.identity.review.ReviewQueue;
import org.tributary.hub.ingest.CommitLine;
import org.tributary.hub.ops.TestHub;

/** Source Patients that come, change, go and are decided about, and the persons that are made of them. */
@SuppressWarnings("NullAway.Init")
class LinkageTest {

    private static final Caller OPERATOR = Caller.hub().asking("POST /api/review");

    private static final String ANN = "'birthDate':'1940-05-06','gender':'female','name':[{'family':'Smith','given':['Ann']}]";
    private static final String HOME = ",'address':[{'line':['12 Mill Lane'],'postalCode':'TB1 2CD'}]";
    private static final String BEN = "'birthDate':'1951-02-03','gender':'male','name':[{'family':'Okafor','given':['Ben']}]";

    private TestDatabase database;
    private TestHub hub;
    private Population population;

    @BeforeEach
    void start() {
        database = TestDatabase.create();
        hub = TestHub.start(database);
        population = new Population(hub);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private static String number(String value) {
        return ",'identifier':[{'system':'https://fhir.nhs.uk/Id/nhs-number','value':'" + value + "'}]";
    }

    private Decision decide(LinkRequest request) {
        return hub.get(LinkDecisions.class).decide(OPERATOR, request, "They told us so.");
    }

    private Decision undo(Decision decision) {
        return hub.get(LinkDecisions.class).undo(OPERATOR, decision.id(), "It was a mistake.");
    }

    /** Three records of Ann, two of Ben, one that may be Ann, and one with Ann's number that is nobody else's. */
    private static Map<String, String> world() {
        Map<String, String> world = new TreeMap<>();
        world.put("gp-ann", ANN + HOME + number("9990000018"));
        world.put("trust-ann", ANN + number("9990000018"));
        world.put("council-ann", ANN + HOME);
        world.put("gp-ben", BEN + number("9990123462"));
        world.put("trust-ben", BEN.replace("02-03", "03-02") + number("9990123462"));
        world.put("council-maybe", ANN);
        world.put("council-wrong", "'birthDate':'1990-09-09'" + number("9990000018"));
        return world;
    }

    private static final String[] PERSONS = {"gp-ann trust-ann council-ann", "gp-ben trust-ben", "council-maybe",
            "council-wrong"};

    private static final List<String> WAITING = List.of("council-ann council-maybe", "council-maybe gp-ann",
            "council-maybe trust-ann", "council-wrong gp-ann", "council-wrong trust-ann");

    @Test
    void personsAreTheSameInEveryOrderOneByOneAndAllAtOnce() {
        long seed = Seed.get();
        System.out.println("LinkageTest orders with seed " + seed);
        population.put(world());
        population.assertPersons(PERSONS);
        assertThat(population.waiting()).isEqualTo(WAITING);
        String digest = hub.digest();
        for (int round = 0; round < 6; round++) {
            List<String> ids = new ArrayList<>(world().keySet());
            Collections.shuffle(ids, new Random(seed + round));
            ids.forEach(population::delete);
            assertThat(population.persons()).isEmpty();
            Collections.shuffle(ids, new Random(seed - round));
            ids.forEach(id -> population.put(id, world().getOrDefault(id, "")));
            population.assertPersons(PERSONS);
            assertThat(population.waiting()).as("seed %d", seed + round).isEqualTo(WAITING);
            assertThat(hub.digest()).isEqualTo(digest);
        }
    }

    @Test
    void rebuildingChangesNothing() {
        population.put(world());
        decide(new LinkRequest.Link("council-maybe", "gp-ann"));
        String digest = hub.digest();
        List<String> waiting = population.waiting();
        String ann = population.personOf("gp-ann");
        hub.get(CommitLine.class).rebuild();
        assertThat(hub.digest()).isEqualTo(digest);
        assertThat(population.waiting()).isEqualTo(waiting);
        assertThat(population.personOf("gp-ann")).isEqualTo(ann);
    }

    @Test
    void aStoreThatAnOlderHubLinkedIsLinkedAnewAtTheFirstStart() {
        population.put(world());
        hub.get(CommitLine.class).change(transaction -> {
            // As the older hub left it: traits without content, no keys, no pairs, everybody alone.
            transaction.jdbc().sql("UPDATE linkage_state SET version = 0").update();
            transaction.jdbc().sql("UPDATE patient_traits SET traits = NULL").update();
            transaction.jdbc().sql("DELETE FROM patient_key").update();
            transaction.jdbc().sql("DELETE FROM person_edge").update();
            return transaction;
        });
        hub.close();
        hub = TestHub.start(database);
        population = new Population(hub);
        population.assertPersons(PERSONS);
        assertThat(population.waiting()).isEqualTo(WAITING);
    }

    @Test
    void severalFeedsAboutOnePersonAtOnceMakeOnePerson() throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(6)) {
            for (int round = 0; round < 8; round++) {
                List<Future<?>> writing = new ArrayList<>();
                for (String id : List.of("gp-1", "gp-2", "trust-1", "trust-2", "council-1", "council-2")) {
                    writing.add(pool.submit(() -> population.put(id,
                            id.endsWith("1") ? ANN + HOME + number("9990000018") : ANN + HOME)));
                }
                for (Future<?> write : writing) {
                    write.get();
                }
                population.assertPersons("gp-1 gp-2 trust-1 trust-2 council-1 council-2");
                for (Future<?> delete : List.of("gp-1", "gp-2", "trust-1", "trust-2", "council-1", "council-2")
                        .stream()
                        .map(id -> pool.submit(() -> population.delete(id)))
                        .toList()) {
                    delete.get();
                }
            }
        }
    }

    @Test
    void aPersonThatGoesLeadsToTheOneThatStaysAndComesBackWhenItIsSplit() {
        population.put("gp-ann", ANN);
        population.put("trust-ann", ANN);
        String first = population.personOf("gp-ann");
        String second = population.personOf("trust-ann");
        Decision merged = decide(new LinkRequest.Merge(second, first));
        assertThat(population.personOf("trust-ann")).isEqualTo(first);
        List<String> found = hub.get(ReaderDatabase.class)
                .read(Caller.hub(), transaction -> hub.get(People.class).listPatients(transaction, second));
        assertThat(found).containsExactly("gp-ann", "trust-ann");
        undo(merged);
        assertThat(population.personOf("gp-ann")).isEqualTo(first);
        assertThat(population.personOf("trust-ann")).isEqualTo(second);
    }

    @Test
    void afterMergeLaterWritesAndUndoAllIsAsInARunThatNeverMerged() {
        population.put(world());
        Decision merged = decide(new LinkRequest.Merge(population.personOf("gp-ann"), population.personOf("gp-ben")));
        Decision linked = decide(new LinkRequest.Link("council-wrong", "gp-ben"));
        population.assertPersons("gp-ann trust-ann council-ann gp-ben trust-ben council-wrong", "council-maybe");
        writeLater();
        undo(linked);
        undo(merged);
        String undone = hub.digest();
        List<String> waiting = population.waiting();
        try (TestHub never = TestHub.start()) {
            Population other = new Population(never);
            other.put(world());
            other.put("gp-ben", BEN + HOME + number("9990123462"));
            other.put("trust-new", BEN + number("9990123462"));
            other.delete("council-ann");
            assertThat(undone).isEqualTo(never.digest());
            assertThat(waiting).isEqualTo(other.waiting());
        }
    }

    private void writeLater() {
        population.put("gp-ben", BEN + HOME + number("9990123462"));
        population.put("trust-new", BEN + number("9990123462"));
        population.delete("council-ann");
    }

    @Test
    void aDecisionIsRememberedWhenTheDataComeAgain() {
        population.put(world());
        decide(new LinkRequest.NeverSame("gp-ann", "trust-ann"));
        decide(new LinkRequest.Link("council-maybe", "trust-ann"));
        Set<Set<String>> decided = population.persons();
        assertThat(decided).noneMatch(person -> person.containsAll(Set.of("gp-ann", "trust-ann")))
                .anyMatch(person -> person.containsAll(Set.of("council-maybe", "trust-ann")));
        population.delete("trust-ann");
        population.put("trust-ann", world().getOrDefault("trust-ann", ""));
        assertThat(population.persons()).isEqualTo(decided);
    }

    @Test
    void unlinkingTakesOnePatientOutAndSplittingKeepsEachSideTogether() {
        population.put(world());
        Decision unlinked = decide(new LinkRequest.Unlink("trust-ann"));
        population.assertPersons("gp-ann council-ann", "trust-ann", "gp-ben trust-ben", "council-maybe",
                "council-wrong");
        assertThat(undo(unlinked).revoked()).isPresent();
        population.assertPersons(PERSONS);
        decide(new LinkRequest.Split(population.personOf("gp-ann"), Set.of("gp-ann", "council-ann")));
        population.assertPersons("gp-ann council-ann", "trust-ann", "gp-ben trust-ben", "council-maybe",
                "council-wrong");
    }

    @Test
    void aReviewedCaseLeavesTheQueueAndItsUndoBringsItBack() {
        population.put(world());
        UUID pair = Pair.of("council-maybe", "gp-ann").id();
        Decision unsure = decide(new LinkRequest.Review(pair, Answer.UNSURE));
        assertThat(population.waiting()).doesNotContain("council-maybe gp-ann").contains("council-maybe trust-ann");
        undo(unsure);
        assertThat(population.waiting()).isEqualTo(WAITING);
        decide(new LinkRequest.Review(pair, Answer.DIFFERENT));
        // Who is not the same as one of Ann's records is nobody else of hers either.
        assertThat(population.waiting()).containsExactly("council-wrong gp-ann", "council-wrong trust-ann");
        decide(new LinkRequest.Review(pair, Answer.SAME));
        population.assertPersons("gp-ann trust-ann council-ann council-maybe", "gp-ben trust-ben", "council-wrong");
    }

    @Test
    void theQueueShowsTheTwoWithWhatSpeaksForAndAgainst() {
        population.put(world());
        ReviewQueue queue = hub.get(ReviewQueue.class);
        UUID id = Pair.of("council-wrong", "gp-ann").id();
        ReviewCase shown = hub.get(ReaderDatabase.class)
                .read(Caller.hub(), transaction -> queue.find(transaction, id))
                .orElseThrow();
        assertThat(shown.rule()).isEqualTo("one-nhs-number-two-birth-dates-1");
        assertThat(shown.evidence().getFirst().words()).isEqualTo("The NHS number is the same.");
        assertThat(shown.evidence().getLast().words()).isEqualTo("The birth date differs.");
        assertThat(shown.records()).extracting(ReviewCase.Record::patient)
                .containsExactly("council-wrong", "gp-ann", "council-ann", "trust-ann");
        ReviewQueue.Page first = page(queue, Optional.empty(), Optional.empty(), 3);
        ReviewQueue.Page second = page(queue, first.next(), Optional.empty(), 3);
        assertThat(first.cases()).hasSize(3);
        assertThat(second.cases()).hasSize(2);
        assertThat(second.next()).isEmpty();
        assertThat(first.waiting()).isEqualTo(5);
        assertThat(page(queue, Optional.empty(), Optional.of("RZ8"), 9).waiting()).isEqualTo(2);
    }

    private ReviewQueue.Page page(ReviewQueue queue, Optional<String> after, Optional<String> organisation,
            int limit) {
        return hub.get(ReaderDatabase.class)
                .read(Caller.hub(), transaction -> queue.list(transaction,
                        new ReviewQueue.Filter(organisation, Optional.empty(), after, false, limit)));
    }

    @Test
    void whoMayNotSeeBothSeesNoCaseAndDecidesNothing() {
        population.put(world());
        UUID id = Pair.of("council-wrong", "gp-ann").id();
        Caller council = TestHub.carer("E99999");
        ReviewQueue queue = hub.get(ReviewQueue.class);
        ReaderDatabase reader = hub.get(ReaderDatabase.class);
        Optional<ReviewCase> seen = reader.read(council, transaction -> queue.find(transaction, id));
        assertThat(seen).isEmpty();
        ReviewQueue.Backlog backlog = reader.read(council, queue::backlog);
        assertThat(backlog.waiting()).isEqualTo(1);
        LinkDecisions decisions = hub.get(LinkDecisions.class);
        assertThatThrownBy(() -> decisions.decide(council, new LinkRequest.Review(id, Answer.SAME), "x"))
                .isInstanceOfSatisfying(DecisionRefused.class,
                        refused -> assertThat(refused.kind()).isEqualTo(DecisionRefused.Kind.FORBIDDEN));
        Caller coordinator = new Caller("c", Optional.of("E99999"), Role.COORDINATOR,
                council.purpose(), council.permissions(), false);
        for (LinkRequest hidden : List.of(new LinkRequest.Review(id, Answer.SAME),
                new LinkRequest.Link("council-wrong", "gp-ann"), new LinkRequest.Unlink("gp-ann"),
                new LinkRequest.Merge(population.personOf("council-wrong"), population.personOf("gp-ben")))) {
            assertThatThrownBy(() -> decisions.decide(coordinator, hidden, "x"))
                    .isInstanceOfSatisfying(DecisionRefused.class,
                            refused -> assertThat(refused.kind()).isEqualTo(DecisionRefused.Kind.UNKNOWN));
        }
        Decision own = decide(new LinkRequest.Link("council-wrong", "gp-ann"));
        assertThatThrownBy(() -> decisions.undo(coordinator, own.id(), "x")).isInstanceOf(DecisionRefused.class)
                .hasMessage("There is no such decision.");
    }

    @Test
    void aSourcesMergeIsFollowedAndItsReversalToo() {
        population.put("trust-old", BEN + number("9990123462"));
        population.put("trust-kept", ANN);
        population.assertPersons("trust-old", "trust-kept");
        population.put("trust-old", BEN + number("9990123462")
                + ",'active':false,'link':[{'other':{'reference':'Patient/trust-kept'},'type':'replaced-by'}]");
        population.assertPersons("trust-old trust-kept");
        population.put("gp-ben", BEN + number("9990123462"));
        population.assertPersons("trust-old trust-kept gp-ben");
        population.put("trust-old", BEN + number("9990123462"));
        population.assertPersons("trust-old gp-ben", "trust-kept");
    }

    @Test
    void whatWouldJoinTwoNumbersIsNotJoinedButAsked() {
        population.put("gp-1", ANN + HOME + number("9990000018"));
        population.put("trust-2", ANN + HOME + number("9990123462"));
        population.put("council-3", ANN + HOME);
        population.assertPersons("gp-1", "trust-2", "council-3");
        assertThat(population.waiting()).containsExactly("council-3 gp-1", "council-3 trust-2", "gp-1 trust-2");
    }

    @Test
    void aPersonsValuesComeFromTheVerifiedSourceFirstThenFromTheNewest() {
        String status = "'extension':[{'url':'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus',"
                + "'valueCodeableConcept':{'coding':[{'code':'01'}]}}],'value'";
        population.put("gp-1", "'birthDate':'1940-05-06','name':[{'family':'Smith','given':['Ann']}]"
                + number("9990000018").replace("'value'", status));
        population.put("trust-1", ANN.replace("Smith", "Stone") + HOME + number("9990000018"));
        population.put("council-1", ANN.replace("Smith", "Brook") + HOME.replace("12", "14") + number("9990000018"));
        PersonView person = hub.get(ReaderDatabase.class)
                .read(Caller.hub(), transaction -> hub.get(People.class)
                        .find(transaction, population.personOf("gp-1")))
                .orElseThrow();
        assertThat(person.name()).isEqualTo("Ann Smith");
        assertThat(person.address()).contains("14 Mill Lane, TB1 2CD");
        assertThat(person.from()).containsEntry("name", "gp-1")
                .containsEntry("nhsNumber", "gp-1")
                .containsEntry("address", "council-1")
                .containsEntry("gender", "council-1");
    }

    @Test
    void weightsOfTheHubsOwnAreKeptInForceAndTakenBack() {
        population.put(world());
        String digest = hub.digest();
        TrainedWeights trained = hub.get(ReaderDatabase.class)
                .read(Caller.hub(), transaction -> hub.get(WeightsTraining.class).train(transaction, "weights-own"));
        hub.get(CommitLine.class).useWeights(trained);
        assertThat(hub.digest()).isEqualTo(digest);
        assertThat(reviewRule()).isEqualTo("weights-own");
        hub.close();
        hub = TestHub.start(database);
        population = new Population(hub);
        population.put("gp-new", ANN);
        assertThat(reviewRule()).isEqualTo("weights-own");
        hub.get(CommitLine.class).useWeights(TrainedWeights.shipped());
        assertThat(reviewRule()).isEqualTo("weights-2");
    }

    private String reviewRule() {
        return hub.get(CommitLine.class)
                .change(transaction -> transaction.jdbc()
                        .sql("SELECT DISTINCT rule FROM person_edge WHERE patient = 'council-maybe' OR other = 'council-maybe'")
                        .query(String.class)
                        .single());
    }

    @Test
    void linksTellTheirRuleAndDecision() {
        population.put(world());
        Decision linked = decide(new LinkRequest.Link("council-maybe", "gp-ann"));
        Map<String, String> rules = new HashMap<>();
        hub.get(CommitLine.class)
                .change(transaction -> transaction.jdbc()
                        .sql("SELECT patient, rule || coalesce(' ' || decision, '') AS told FROM person_link WHERE until IS NULL")
                        .query((row, number) -> rules.put(row.getString("patient"), row.getString("told")))
                        .list());
        assertThat(rules).containsEntry("trust-ben", "nhs-number-and-two-more-5")
                .containsEntry("council-maybe", "decision " + linked.id())
                .containsEntry("council-wrong", "alone");
    }
}
