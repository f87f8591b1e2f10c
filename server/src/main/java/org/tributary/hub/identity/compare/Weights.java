package org.tributary.hub.identity.compare;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.tributary.hub.identity.compare.Traits.Name;
import tools.jackson.databind.json.JsonMapper;

/**
 * What agreement and disagreement weigh (Fellegi and Sunter): for each level of each field the logarithm, to base 2, of
 * how often two records of one person show it over how often records of two people do. That two people share a name is
 * as likely as the name is frequent.
 *
 * @param version
 *            names the table; links that the weights decided tell it
 * @param link
 *            from so many bits on two Patients are linked, if no gate forbids it
 * @param review
 *            from so many bits on a human is asked
 * @param odds
 *            by field and level; a level that is not told weighs nothing
 * @param families
 *            the share of people who have a family name, for frequent ones
 * @param otherFamily
 *            the share of each family name not told
 * @param givens
 *            the share of people who have a given name, for frequent ones
 * @param otherGiven
 *            the share of each given name not told
 */
public record Weights(String version, double link, double review, Map<Field, Map<Level, Odds>> odds,
        Map<String, Double> families, double otherFamily, Map<String, Double> givens, double otherGiven) {

    /**
     * @param m
     *            the share of pairs of one person's records that show the level
     * @param u
     *            the share of pairs of two people's records that show it
     */
    public record Odds(double m, double u) {

        public Odds {
            if (!(m > 0 && m <= 1 && u > 0 && u <= 1)) {
                throw new IllegalArgumentException("Shares must be above 0 and at most 1");
            }
        }

        /** The weight of the level. */
        public double bits() {
            return bits(u);
        }

        private double bits(double share) {
            return Math.log(m / share) / Math.log(2);
        }
    }

    private static final Weights SHIPPED = readShipped();

    public Weights {
        if (!(review < link)) {
            throw new IllegalArgumentException("The threshold of review must be below that of links");
        }
        odds = Map.copyOf(odds);
        families = Map.copyOf(families);
        givens = Map.copyOf(givens);
    }

    /** The table that comes with the hub. */
    public static Weights shipped() {
        return SHIPPED;
    }

    public static Weights parse(String json) {
        return JsonMapper.shared().readValue(json, Weights.class);
    }

    public String json() {
        return JsonMapper.shared().writeValueAsString(this);
    }

    /** What one field adds to the score, in bits. */
    double bits(Field field, Evidence evidence, Traits one, Traits other) {
        Odds level = odds.getOrDefault(field, Map.of()).get(evidence.of(field));
        if (level == null) {
            return 0;
        }
        if (evidence.of(field) == Level.SAME && field == Field.FAMILY) {
            return level.bits(share(families, otherFamily, familiesOf(one), familiesOf(other)));
        }
        if (evidence.of(field) == Level.SAME && field == Field.GIVEN) {
            return level.bits(share(givens, otherGiven, givensOf(one), givensOf(other)));
        }
        return level.bits();
    }

    /** The weight of all the evidence, in bits. */
    double score(Evidence evidence, Traits one, Traits other) {
        double sum = 0;
        for (Field field : evidence.levels().keySet()) {
            sum += bits(field, evidence, one, other);
        }
        // A score is told and compared: differences that rounding makes must not count.
        return Math.round(sum * 100) / 100.0;
    }

    /** Whether many bear the family name, or a part of it, here or elsewhere. */
    boolean isFrequentFamilyOf(Name name) {
        return Stream.concat(Stream.of(name.family()), name.families().stream())
                .anyMatch(family -> families.containsKey(family) || FamilyNames.isFrequent(family));
    }

    /** Of several shared names the most frequent, which proves least. */
    private static double share(Map<String, Double> shares, double otherwise, Collection<String> mine,
            Collection<String> theirs) {
        return mine.stream()
                .filter(theirs::contains)
                .mapToDouble(name -> shares.getOrDefault(name, otherwise))
                .max()
                .orElse(otherwise);
    }

    private static Collection<String> familiesOf(Traits traits) {
        Collection<String> families = new TreeSet<>();
        for (Name name : traits.names()) {
            families.add(name.family());
        }
        return families;
    }

    private static Collection<String> givensOf(Traits traits) {
        Collection<String> givens = new TreeSet<>();
        for (Name name : traits.names()) {
            name.givens().stream().limit(1).forEach(givens::add);
        }
        return givens;
    }

    private static Weights readShipped() {
        try (InputStream in = Weights.class.getResourceAsStream("weights.json")) {
            if (in == null) {
                throw new IllegalStateException("The hub was built without its weights");
            }
            return JsonMapper.shared().readValue(in.readAllBytes(), Weights.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
