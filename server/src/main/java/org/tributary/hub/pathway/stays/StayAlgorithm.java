package org.tributary.hub.pathway.stays;

import java.util.Arrays;
import java.util.Optional;

/**
 * A rule by which provider spells of one person join to a continuous inpatient stay, whatever the provider. A rule that
 * changes gets a new version, so that a number names what made it.
 */
public enum StayAlgorithm {
    /** The next admission is on the day of the last discharge or the day after, or within three days by transfer. */
    NEXT_DAY("next-day", 1, 1, 3),
    /** The next admission is on the day of the last discharge, or the day after by transfer. */
    SAME_DAY("same-day", 1, 0, 1),
    /** Spells do not join: each is a stay of its own. */
    PROVIDER_SPELL("provider-spell", 1, Integer.MIN_VALUE, Integer.MIN_VALUE);

    /** The rule when nobody asks for another. */
    public static final StayAlgorithm DEFAULT = NEXT_DAY;

    private final String code;
    private final int version;
    private final int mostDays;
    private final int mostDaysByTransfer;

    StayAlgorithm(String code, int version, int mostDays, int mostDaysByTransfer) {
        this.code = code;
        this.version = version;
        this.mostDays = mostDays;
        this.mostDaysByTransfer = mostDaysByTransfer;
    }

    public String code() {
        return code;
    }

    public int version() {
        return version;
    }

    public static Optional<StayAlgorithm> findByCode(String code) {
        return Arrays.stream(values()).filter(algorithm -> algorithm.code.equals(code)).findFirst();
    }

    /**
     * Whether an admission goes on with a stay that has ended.
     *
     * @param days
     *            from the last discharge to the admission, in days of the London calendar; below 0 when they overlap
     */
    boolean joins(long days, boolean transfer) {
        return days <= (transfer ? mostDaysByTransfer : mostDays);
    }

    /** Whether an admission by transfer goes on with a stay of which nobody has told the discharge. */
    boolean joinsOpen() {
        return this != PROVIDER_SPELL;
    }
}
