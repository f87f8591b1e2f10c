package org.tributary.hub.store.index;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fhir.ucum.Decimal;
import org.fhir.ucum.Pair;
import org.fhir.ucum.UcumEssenceService;
import org.fhir.ucum.UcumException;

/**
 * How values in a UCUM unit are told in UCUM's base units, so that 5.4 mg and 0.0054 g are one value.
 *
 * @param unit
 *            what only commensurable units have in common
 * @param factor
 *            of the unit in base units
 * @param offset
 *            where the unit's zero lies, in base units: not at theirs for degrees Celsius
 */
public record UnitConversion(String unit, BigDecimal factor, BigDecimal offset) {

    public static final String UCUM = "http://unitsofmeasure.org";

    /** Conversions are not exact beyond this; equal values of two units become equal numbers. */
    private static final MathContext PRECISION = new MathContext(12);
    /** Units come from senders and clients, who could invent any number of them. */
    private static final int MOST_KEPT = 10_000;
    private static final int LONGEST_UNIT = 60;
    private static final Pattern AMOUNT = Pattern.compile("(^|[./(])[a-z]*(mol|eq|osm|kat|U)(?=$|[-+0-9./){])");
    private static final Pattern SYMBOL = Pattern.compile("\\[[^\\]]+]");
    private static final Map<String, UnitConversion> TEMPERATURES = Map.of("Cel",
            new UnitConversion("K", BigDecimal.ONE, new BigDecimal("273.15")), "[degF]",
            new UnitConversion("K", new BigDecimal("5").divide(new BigDecimal("9"), MathContext.DECIMAL64),
                    new BigDecimal("459.67").multiply(new BigDecimal("5"))
                            .divide(new BigDecimal("9"), MathContext.DECIMAL64)));
    private static final Map<String, Optional<UnitConversion>> KEPT = new ConcurrentHashMap<>();

    /** UCUM's definitions, read when the first unit is asked for. */
    private static final class Definitions {

        private static final UcumEssenceService SERVICE = read();

        private static UcumEssenceService read() {
            try (InputStream file = UcumEssenceService.class.getResourceAsStream("/ucum-essence.xml")) {
                return new UcumEssenceService(file);
            } catch (IOException | UcumException e) {
                throw new IllegalStateException("UCUM's definitions cannot be read", e);
            }
        }
    }

    /** Empty for what is no unit of UCUM's. */
    public static Optional<UnitConversion> of(String code) {
        if (code.length() > LONGEST_UNIT) {
            return Optional.empty();
        }
        Optional<UnitConversion> known = KEPT.get(code);
        if (known != null) {
            return known;
        }
        Optional<UnitConversion> found = find(code);
        if (KEPT.size() < MOST_KEPT) {
            KEPT.put(code, found);
        }
        return found;
    }

    private static Optional<UnitConversion> find(String code) {
        if (TEMPERATURES.containsKey(code)) {
            return Optional.of(TEMPERATURES.get(code));
        }
        synchronized (Definitions.SERVICE) {
            try {
                Pair one = Definitions.SERVICE.getCanonicalForm(new Pair(new Decimal("1"), code));
                BigDecimal factor = new BigDecimal(one.getValue().asDecimal());
                return factor.signum() <= 0
                        ? Optional.empty()
                        : Optional.of(new UnitConversion(one.getCode() + apart(code), factor, BigDecimal.ZERO));
            } catch (UcumException | RuntimeException e) {
                // The library meets a unit that is none with exceptions of many kinds; all mean that it has no base.
                return Optional.empty();
            }
        }
    }

    /**
     * UCUM counts a mole as a number and an international unit as one of something; neither may be compared with a
     * count, nor with the other.
     */
    private static String apart(String code) throws UcumException {
        StringBuilder apart = new StringBuilder(AMOUNT.matcher(code).find() ? "~mol" : "");
        Matcher symbol = SYMBOL.matcher(code);
        while (symbol.find()) {
            Pair one = Definitions.SERVICE.getCanonicalForm(new Pair(new Decimal("1"), symbol.group()));
            if (one.getCode().isEmpty() && one.getValue().isOne()) {
                apart.append('~').append(symbol.group());
            }
        }
        return apart.toString();
    }

    public BigDecimal base(BigDecimal value) {
        return value.multiply(factor).add(offset).round(PRECISION);
    }
}
