package org.tributary.hub.ops.linkage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.tributary.hub.ops.linkage.Found.Outcome;
import org.tributary.hub.ops.linkage.Found.Pair;
import org.tributary.hub.ops.synth.pairs.LabelledPair;
import org.tributary.hub.ops.synth.pairs.Situation;

/**
 * Holds what linkage found against the truth. Every two records of different people that ended in one person count as a
 * false link, whether or not the set names them as neighbours.
 */
final class Evaluation {

    /** Two records of different people in one person, and the situation, or that they are strangers. */
    record FalseLink(String one, String other, String situation) {
    }

    /** Where the two records bear two valid NHS numbers, or one that is two people's: nobody may link them unasked. */
    private static final Set<Situation> TWO_NUMBERS = EnumSet.of(Situation.NUMBER_OF_A_STRANGER,
            Situation.NUMBER_OF_THE_HOUSEHOLD, Situation.NUMBER_OF_THE_TWIN, Situation.NUMBER_OF_A_NAMESAKE,
            Situation.NUMBER_OF_TWO);

    private final Found found;
    private final Tally all = new Tally();
    private final Tally enough = new Tally();
    private final Tally uncontradicted = new Tally();
    private final Tally alike = new Tally();
    private final Map<Situation, Tally> bySituation = new EnumMap<>(Situation.class);
    private final List<FalseLink> falseLinks = new ArrayList<>();
    private final List<LabelledPair> missed = new ArrayList<>();
    private int reviewsOfOne;
    private int reviewsOfTwo;

    /**
     * @param truth
     *            the person of each Patient
     */
    Evaluation(Map<String, String> truth, Stream<LabelledPair> pairs, Found found) {
        this.found = found;
        Map<Pair, Situation> neighbours = new HashMap<>();
        pairs.forEach(pair -> {
            count(pair);
            if (!pair.same()) {
                pair.situations().forEach(situation -> remember(truth, pair, situation, neighbours));
            }
        });
        findFalseLinks(truth, neighbours);
        for (Pair review : found.inReview()) {
            if (person(truth, review.one()).equals(person(truth, review.other()))) {
                reviewsOfOne++;
            } else {
                reviewsOfTwo++;
            }
        }
    }

    private void count(LabelledPair pair) {
        Outcome outcome = outcome(pair);
        for (Situation situation : pair.situations()) {
            bySituation.computeIfAbsent(situation, none -> new Tally()).add(outcome);
        }
        if (!pair.same()) {
            return;
        }
        all.add(outcome);
        if (pair.situations().isEmpty()) {
            alike.add(outcome);
        }
        if (pair.enough()) {
            enough.add(outcome);
            if (Collections.disjoint(pair.situations(), TWO_NUMBERS)) {
                uncontradicted.add(outcome);
            }
            if (outcome == Outcome.APART) {
                missed.add(pair);
            }
        }
    }

    /** The closest that any two records of the sides came to one another. */
    private Outcome outcome(LabelledPair pair) {
        Outcome closest = Outcome.APART;
        for (String one : pair.one()) {
            for (String other : pair.other()) {
                Outcome outcome = found.outcome(one, other);
                closest = outcome.compareTo(closest) > 0 ? outcome : closest;
            }
        }
        return closest;
    }

    private static void remember(Map<String, String> truth, LabelledPair pair, Situation situation,
            Map<Pair, Situation> neighbours) {
        neighbours.putIfAbsent(
                Pair.of(person(truth, pair.one().getFirst()), person(truth, pair.other().getFirst())), situation);
    }

    private void findFalseLinks(Map<String, String> truth, Map<Pair, Situation> neighbours) {
        Map<String, List<String>> clusters = new HashMap<>();
        found.persons()
                .forEach((patient, person) -> clusters.computeIfAbsent(person, none -> new ArrayList<>()).add(patient));
        for (List<String> cluster : clusters.values()) {
            for (int i = 0; i < cluster.size(); i++) {
                for (int j = 0; j < i; j++) {
                    Pair people = Pair.of(person(truth, cluster.get(i)), person(truth, cluster.get(j)));
                    if (!people.one().equals(people.other())) {
                        Situation known = neighbours.get(people);
                        falseLinks.add(new FalseLink(cluster.get(i), cluster.get(j),
                                known == null ? "strangers" : known.words()));
                    }
                }
            }
        }
    }

    private static String person(Map<String, String> truth, String patient) {
        return Objects.requireNonNull(truth.get(patient), "A Patient that is not of the set");
    }

    List<FalseLink> falseLinks() {
        return falseLinks;
    }

    /** Pairs of one person that hold enough and are neither linked nor in review. */
    List<LabelledPair> missed() {
        return missed;
    }

    /** Of the pairs that hold enough, how many were linked without anybody's help. */
    double automaticRecall() {
        return enough.share(Outcome.LINKED);
    }

    /** The same without the pairs that bear two numbers: those are never linked unasked. */
    double automaticRecallOfUncontradicted() {
        return uncontradicted.share(Outcome.LINKED);
    }

    /** Of the pairs that hold enough, how many were linked or wait for a decision. */
    double recallWithReview() {
        return enough.share(Outcome.LINKED) + enough.share(Outcome.REVIEW);
    }

    /** The confusion table and what sums it up, as markdown. */
    String markdown() {
        StringBuilder out = new StringBuilder();
        out.append(String.format(Locale.ROOT,
                "False automatic links: %d. Of the pairs that hold enough, linked %.2f %%, linked or in review %.2f %%;"
                        + " without those whose NHS numbers contradict each other, linked %.2f %%;"
                        + " of all pairs of one person %.2f %% and %.2f %%. In review: %d pairs of one person, %d of two.%n%n",
                falseLinks.size(), 100 * automaticRecall(), 100 * recallWithReview(),
                100 * automaticRecallOfUncontradicted(),
                100 * all.share(Outcome.LINKED), 100 * (all.share(Outcome.LINKED) + all.share(Outcome.REVIEW)),
                reviewsOfOne, reviewsOfTwo));
        Map<String, Tally> one = new LinkedHashMap<>();
        one.put("**all**", all);
        one.put("**all that hold enough**", enough);
        one.put("**all that hold enough and do not contradict each other in the NHS number**", uncontradicted);
        one.put("nothing but custom differs", alike);
        rows(one, true);
        table(out, "two records of one person: what differs", one);
        Map<String, Tally> two = new LinkedHashMap<>();
        rows(two, false);
        table(out, "two people", two);
        return out.toString();
    }

    private void rows(Map<String, Tally> rows, boolean ofOne) {
        bySituation.forEach((situation, tally) -> {
            if (situation.isOfOnePerson() == ofOne) {
                rows.put(situation.words(), tally);
            }
        });
    }

    private static void table(StringBuilder out, String title, Map<String, Tally> rows) {
        out.append("| ").append(title).append(" | pairs | linked | in review | apart |\n|---|---|---|---|---|\n");
        rows.forEach((words, tally) -> out.append(String.format(Locale.ROOT, "| %s | %d | %d | %d | %d |%n", words,
                tally.sum(), tally.of(Outcome.LINKED), tally.of(Outcome.REVIEW), tally.of(Outcome.APART))));
        out.append('\n');
    }

    /** How often each outcome came about. */
    private static final class Tally {
        private final int[] counts = new int[Outcome.values().length];

        void add(Outcome outcome) {
            counts[outcome.ordinal()]++;
        }

        int of(Outcome outcome) {
            return counts[outcome.ordinal()];
        }

        int sum() {
            int sum = 0;
            for (int count : counts) {
                sum += count;
            }
            return sum;
        }

        double share(Outcome outcome) {
            return sum() == 0 ? 1 : (double) of(outcome) / sum();
        }
    }
}
