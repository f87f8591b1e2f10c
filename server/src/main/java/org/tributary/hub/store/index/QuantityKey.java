package org.tributary.hub.store.index;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What quantities are compared by beside their value.
 *
 * @param unit
 *            hash of the base units, if UCUM has them, else of system and code; {@link #NO_UNIT} without a code
 * @param code
 *            hash of the unit's code, else of its label
 * @param label
 *            hash of the unit as people read it, else of its code
 */
public record QuantityKey(long unit, long code, long label) {

    public static final long NO_UNIT = 0;

    /** Of a number. */
    public static final QuantityKey NONE = new QuantityKey(NO_UNIT, NO_UNIT, NO_UNIT);

    public static QuantityKey of(@Nullable String system, @Nullable String code, @Nullable String label) {
        String named = code == null ? label : code;
        String read = label == null ? code : label;
        return named == null || read == null
                ? NONE
                : new QuantityKey(code == null ? NO_UNIT : unit(system, code), Hash.value(named), Hash.value(read));
    }

    private static long unit(@Nullable String system, String code) {
        return UnitConversion.UCUM.equals(system)
                ? UnitConversion.of(code)
                        .map(conversion -> Hash.value(UnitConversion.UCUM + "|=" + conversion.unit()))
                        .orElseGet(() -> Hash.value(system + '|' + code))
                : Hash.value((system == null ? "" : system) + '|' + code);
    }

    /** A value in base units if the unit has them, else the value itself. */
    public static BigDecimal base(@Nullable String system, @Nullable String code, BigDecimal value) {
        return UnitConversion.UCUM.equals(system) && code != null
                ? UnitConversion.of(code).map(conversion -> conversion.base(value)).orElse(value)
                : value;
    }
}
