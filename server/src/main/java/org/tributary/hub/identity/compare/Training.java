package org.tributary.hub.identity.compare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tributary.hub.identity.compare.Weights.Odds;

/**
 * Estimates weights from a hub's own pairs, by expectation maximisation. How often two people agree by chance (u) is
 * counted among pairs drawn at random. How often one person's records agree (m) is estimated among pairs that were
 * brought together by something else than the field in question, where each pair is one person's as likely as the
 * weights so far say. Few pairs move the table that they start from only a little.
 */
public final class Training {

    private static final int ROUNDS = 30;

    /** So many imagined pairs stand for the table that training starts from. */
    private static final double PRIOR_PAIRS = 50;

    /** Chance agreement is rarer than a sample can count: so many imagined pairs keep it from seeming impossible. */
    private static final double PRIOR_RANDOM_PAIRS = 100_000;

    /** Names below this share are told together. */
    private static final double FREQUENT = 0.0005;

    /** A name seen less often than this may be anybody's typing error. */
    private static final int SEEN = 5;

    private final Weights start;

    public Training(Weights start) {
        this.start = start;
    }

    /**
     * What a hub shows.
     *
     * @param byNumber
     *            pairs that carry one NHS number
     * @param byName
     *            pairs with one family name and birth date
     * @param random
     *            pairs of any two
     * @param families
     *            how many Patients have a family name
     * @param givens
     *            how many Patients have a first given name
     */
    public record Sample(List<Evidence> byNumber, List<Evidence> byName, List<Evidence> random,
            Map<String, Integer> families, Map<String, Integer> givens) {
    }

    /** The weights under a name of their own; thresholds stay. */
    public Weights train(String version, Sample sample) {
        Map<Field, Map<Level, Double>> u = chance(sample.random());
        Set<Field> all = EnumSet.allOf(Field.class);
        Set<Field> withoutNumber = EnumSet.complementOf(EnumSet.of(Field.NHS_NUMBER));
        Set<Field> withoutName = EnumSet.complementOf(EnumSet.of(Field.FAMILY, Field.BIRTH_DATE));
        Map<Field, Map<Level, Double>> m = new EnumMap<>(Field.class);
        m.putAll(agreement(sample.byNumber(), withoutNumber, u));
        m.put(Field.NHS_NUMBER, agreement(sample.byName(), withoutName, u).getOrDefault(Field.NHS_NUMBER, Map.of()));
        Map<Field, Map<Level, Odds>> odds = new EnumMap<>(Field.class);
        for (Field field : all) {
            Map<Level, Odds> levels = new EnumMap<>(Level.class);
            if (start.odds().getOrDefault(field, Map.of()).size() == 1) {
                // A field that is told only where it agrees has nothing to be a share of.
                odds.put(field, start.odds().getOrDefault(field, Map.of()));
                continue;
            }
            start.odds()
                    .getOrDefault(field, Map.of())
                    .forEach((level, before) -> levels.put(level, new Odds(
                            round(m.getOrDefault(field, Map.of()).getOrDefault(level, before.m())),
                            round(u.getOrDefault(field, Map.of()).getOrDefault(level, before.u())))));
            odds.put(field, levels);
        }
        return new Weights(version, start.link(), start.review(), odds,
                shares(sample.families(), start.families()), start.otherFamily(),
                shares(sample.givens(), start.givens()), start.otherGiven());
    }

    private Map<Field, Map<Level, Double>> chance(Collection<Evidence> pairs) {
        return estimate(pairs.stream().map(pair -> new Weighed(pair, 1)).toList(), PRIOR_RANDOM_PAIRS, false);
    }

    /** A pair, and how likely it is one person's. */
    private record Weighed(Evidence pair, double share) {
    }

    private Map<Field, Map<Level, Double>> agreement(Collection<Evidence> pairs, Set<Field> fields,
            Map<Field, Map<Level, Double>> u) {
        Map<Evidence, Integer> counted = new HashMap<>();
        pairs.forEach(pair -> counted.merge(pair, 1, Integer::sum));
        Map<Field, Map<Level, Double>> m = estimate(List.of(), PRIOR_PAIRS, true);
        double onePerson = 0.5;
        for (int round = 0; round < ROUNDS && !counted.isEmpty(); round++) {
            Map<Field, Map<Level, Double>> now = m;
            double before = onePerson;
            double matches = 0;
            List<Weighed> weighed = new ArrayList<>();
            for (Map.Entry<Evidence, Integer> entry : counted.entrySet()) {
                double odds = before / (1 - before);
                for (Field field : fields) {
                    Level level = entry.getKey().of(field);
                    odds *= now.getOrDefault(field, Map.of()).getOrDefault(level, 1.0)
                            / u.getOrDefault(field, Map.of()).getOrDefault(level, 1.0);
                }
                double share = Double.isInfinite(odds) ? 1 : odds / (1 + odds);
                weighed.add(new Weighed(entry.getKey(), share * entry.getValue()));
                matches += share * entry.getValue();
            }
            onePerson = Math.clamp(matches / pairs.size(), 0.0001, 0.9999);
            m = estimate(weighed, PRIOR_PAIRS, true);
        }
        return m;
    }

    /** The shares of levels among those that a field shows at all, with the starting table for so many pairs more. */
    private Map<Field, Map<Level, Double>> estimate(Collection<Weighed> pairs, double prior, boolean onePerson) {
        Map<Field, Map<Level, Double>> estimated = new EnumMap<>(Field.class);
        start.odds().forEach((field, levels) -> {
            double priorSum = levels.values().stream().mapToDouble(odds -> onePerson ? odds.m() : odds.u()).sum();
            Map<Level, Double> counts = new EnumMap<>(Level.class);
            levels.forEach((level, odds) -> counts.put(level, prior * (onePerson ? odds.m() : odds.u()) / priorSum));
            for (Weighed pair : pairs) {
                counts.computeIfPresent(pair.pair().of(field), (level, count) -> count + pair.share());
            }
            double sum = counts.values().stream().mapToDouble(Double::doubleValue).sum();
            counts.replaceAll((level, count) -> count / sum);
            estimated.put(field, counts);
        });
        return estimated;
    }

    /** Frequent names by their share here; names that are frequent elsewhere are never taken for rare. */
    private static Map<String, Double> shares(Map<String, Integer> counts, Map<String, Double> before) {
        Map<String, Double> shares = new TreeMap<>(before);
        double all = counts.values().stream().mapToInt(Integer::intValue).sum();
        counts.forEach((name, count) -> {
            double share = count / all;
            if (count >= SEEN && share >= FREQUENT) {
                shares.put(name, round(share));
            }
        });
        return shares;
    }

    private static double round(double share) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.4g", Math.clamp(share, 1e-9, 1.0)));
    }
}
