package org.tributary.hub.identity.compare;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Says of two source Patients whether they are one person: gates first, which forbid an automatic link; then rules in
 * their order; then weights. The same two always get the same judgement, whichever is named first.
 */
public final class Judge {

    /** What the source itself says of two of its own Patients, e.g. in an HL7 merge (A40). */
    public static final String SOURCE_MERGE = "source-merge-1";

    /** Two Patients that their one source keeps apart. */
    public static final String TWO_OF_ONE_SOURCE = Gate.TWO_OF_ONE_SOURCE.code();

    private static final int STRENGTH_OF_SOURCE = 0;
    private static final int STRENGTH_OF_WEIGHTS = 1 + Rule.values().length;
    private static final int STRENGTH_OF_NAMES = 1 + STRENGTH_OF_WEIGHTS;

    private final Weights weights;
    private final boolean reviewTestNumbers;

    public Judge(Weights weights) {
        this(weights, false);
    }

    /**
     * @param reviewTestNumbers
     *            whether NHS numbers of the range that is never issued (999) may link nobody by themselves
     */
    public Judge(Weights weights, boolean reviewTestNumbers) {
        this.weights = weights;
        this.reviewTestNumbers = reviewTestNumbers;
    }

    public Judgement judge(Traits one, Traits other) {
        Evidence evidence = Comparison.of(one, other);
        double score = weights.score(evidence, one, other);
        if (isMergedBySource(one, other)) {
            return new Judgement(Verdict.LINK, SOURCE_MERGE, STRENGTH_OF_SOURCE, score, evidence);
        }
        Optional<Gate> gate = Gate.first(one, other, evidence);
        if (gate.isPresent()) {
            Verdict verdict = isWorthAsking(gate.get(), evidence, score) ? Verdict.REVIEW : Verdict.APART;
            return new Judgement(verdict, gate.get().code(), STRENGTH_OF_WEIGHTS + 1, score, evidence);
        }
        if (reviewTestNumbers && isTest(one, other, evidence)) {
            return new Judgement(Verdict.REVIEW, "test-number-1", STRENGTH_OF_WEIGHTS + 1, score, evidence);
        }
        return byRules(one, other, evidence, score);
    }

    private Judgement byRules(Traits one, Traits other, Evidence evidence, double score) {
        boolean links = score >= weights.link() && Rule.mayWeightsLink(evidence);
        Optional<Rule> rule = Rule.first(one, other, evidence, weights).filter(first -> !links || !first.isWeak());
        if (rule.isPresent()) {
            int strength = rule.get().isWeak() ? STRENGTH_OF_NAMES : 1 + rule.get().ordinal();
            return new Judgement(Verdict.LINK, rule.get().code(), strength, score, evidence);
        }
        boolean asks = score >= weights.review() || evidence.is(Field.NHS_NUMBER, Level.SAME, Level.UNTRUSTED);
        return new Judgement(links ? Verdict.LINK : asks ? Verdict.REVIEW : Verdict.APART, weights.version(),
                STRENGTH_OF_WEIGHTS, score, evidence);
    }

    /** How far two Patients agree, field by field. */
    public static Evidence compare(Traits one, Traits other) {
        return Comparison.of(one, other);
    }

    /** Whether the two may not come to be one person by way of others either. */
    public boolean isConflict(Traits one, Traits other) {
        return !isMergedBySource(one, other) && Gate.anyConflict(one, other, Comparison.of(one, other));
    }

    /** What each field adds, in bits; fields that a side is silent about are left out. */
    public Map<Field, Double> bits(Evidence evidence, Traits one, Traits other) {
        Map<Field, Double> bits = new EnumMap<>(Field.class);
        evidence.levels().forEach((field, level) -> {
            if (level != Level.MISSING) {
                bits.put(field, weights.bits(field, evidence, one, other));
            }
        });
        return bits;
    }

    public Weights weights() {
        return weights;
    }

    /** Each feed speaks of its own Patients only. */
    private static boolean isMergedBySource(Traits one, Traits other) {
        return one.feed() == other.feed()
                && (one.mergedWith().contains(other.id()) || other.mergedWith().contains(one.id()));
    }

    private boolean isWorthAsking(Gate gate, Evidence evidence, double score) {
        return switch (gate) {
            case ONE_LOCAL_NUMBER_TWO_NHS_NUMBERS, ONE_NHS_NUMBER_TWO_BIRTH_DATES -> true;
            case NOTHING_IN_COMMON -> false;
            // Two numbers and two names, or two birthdays: nobody need be asked.
            case DIFFERENT_NHS_NUMBERS -> score >= weights.review()
                    && !evidence.is(Field.GIVEN, Level.DIFFERENT)
                    && !evidence.is(Field.BIRTH_DATE, Level.DIFFERENT);
            case IDENTITY_UNKNOWN, SEVERAL_NHS_NUMBERS, PARENT_OR_CHILD, TWIN, TWIN_OF_ONE_FIRST_NAME,
                    TWIN_OF_A_LIKE_NAME, MULTIPLE_BIRTH,
                    TWO_OF_ONE_SOURCE,
                    SEX_DIFFERS, UNLIKE_NHS_NUMBERS ->
                score >= weights
                        .review() || evidence.is(Field.NHS_NUMBER, Level.SAME, Level.UNTRUSTED);
        };
    }

    private static boolean isTest(Traits one, Traits other, Evidence evidence) {
        return evidence.is(Field.NHS_NUMBER, Level.SAME, Level.UNTRUSTED, Level.ONE_DIGIT)
                && Stream.of(one, other).anyMatch(traits -> traits.numbers().stream().anyMatch(Traits.Number::test));
    }
}
