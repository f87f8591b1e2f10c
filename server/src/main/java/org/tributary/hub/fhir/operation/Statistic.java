package org.tributary.hub.fhir.operation;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A statistic of R4's code system of that name. Percentiles and the median lie between two values as linear
 * interpolation between the closest ranks puts them; deviation and variance are those of a sample.
 */
enum Statistic {
    AVERAGE("average", "Average"), MAXIMUM("maximum", "Maximum"), MINIMUM("minimum", "Minimum"), COUNT("count",
            "Count"),
    TOTAL_COUNT("total-count", "Total Count"), MEDIAN("median", "Median"), STANDARD_DEVIATION("std-dev",
            "Standard Deviation"),
    SUM("sum", "Sum"), VARIANCE("variance", "Variance"), PERCENT_20("20-percent", "20th Percentile"), PERCENT_80(
            "80-percent", "80th Percentile"),
    LOWER_QUARTILE("4-lower", "Lower Quartile"), UPPER_QUARTILE("4-upper", "Upper Quartile"), QUARTILE_DEVIATION(
            "4-dev", "Quartile Deviation");

    static final String SYSTEM = "http://terminology.hl7.org/CodeSystem/observation-statistics";

    private final String code;
    private final String display;

    Statistic(String code, String display) {
        this.code = code;
        this.display = display;
    }

    String code() {
        return code;
    }

    String display() {
        return display;
    }

    static List<Statistic> all() {
        return List.of(values());
    }

    static Optional<Statistic> find(String code) {
        return Arrays.stream(values()).filter(statistic -> statistic.code.equals(code)).findFirst();
    }

    /** Whether it has the unit of the values: a count has none, a variance its square. */
    boolean hasUnit() {
        return !counts() && this != VARIANCE;
    }

    private boolean counts() {
        return this == COUNT || this == TOTAL_COUNT;
    }

    /**
     * Its value; empty where the values have none: too few of them.
     *
     * @param values
     *            in ascending order
     * @param observations
     *            how many there are, those without a value included
     */
    Optional<BigDecimal> of(List<BigDecimal> values, int observations) {
        if (counts()) {
            return Optional.of(BigDecimal.valueOf(this == COUNT ? values.size() : observations));
        }
        if (values.isEmpty() || values.size() == 1 && (this == STANDARD_DEVIATION || this == VARIANCE)) {
            return Optional.empty();
        }
        return Optional.of(switch (this) {
            case AVERAGE -> average(values);
            case MAXIMUM -> values.getLast();
            case MINIMUM -> values.getFirst();
            case SUM -> sum(values);
            case MEDIAN -> percentile(values, "0.5");
            case PERCENT_20 -> percentile(values, "0.2");
            case PERCENT_80 -> percentile(values, "0.8");
            case LOWER_QUARTILE -> percentile(values, "0.25");
            case UPPER_QUARTILE -> percentile(values, "0.75");
            case QUARTILE_DEVIATION -> percentile(values, "0.75").subtract(percentile(values, "0.25"))
                    .divide(BigDecimal.TWO);
            case VARIANCE -> variance(values);
            case STANDARD_DEVIATION -> variance(values).sqrt(MathContext.DECIMAL64);
            case COUNT, TOTAL_COUNT -> throw new IllegalStateException("Counts are answered above");
        });
    }

    private static BigDecimal sum(List<BigDecimal> values) {
        return values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal average(List<BigDecimal> values) {
        return sum(values).divide(BigDecimal.valueOf(values.size()), MathContext.DECIMAL64);
    }

    private static BigDecimal variance(List<BigDecimal> values) {
        BigDecimal average = average(values);
        BigDecimal squares = values.stream()
                .map(value -> value.subtract(average).pow(2, MathContext.DECIMAL64))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return squares.divide(BigDecimal.valueOf(values.size() - 1L), MathContext.DECIMAL64);
    }

    private static BigDecimal percentile(List<BigDecimal> values, String part) {
        BigDecimal rank = new BigDecimal(part).multiply(BigDecimal.valueOf(values.size() - 1L));
        int below = rank.intValue();
        BigDecimal low = values.get(below);
        BigDecimal high = values.get(Math.min(below + 1, values.size() - 1));
        return low.add(high.subtract(low).multiply(rank.subtract(BigDecimal.valueOf(below))));
    }
}
