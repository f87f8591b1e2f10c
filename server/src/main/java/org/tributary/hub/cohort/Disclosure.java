package org.tributary.hub.cohort;

import java.util.Optional;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.Purpose;
import org.tributary.hub.access.Role;

/**
 * How exactly a caller may be told how many people there are. Who gives direct care may see the people themselves and
 * is told the number. Everyone else is told numbers to the nearest five, and of fewer than eight only that.
 */
enum Disclosure {
    EXACT, ROUNDED;

    private static final int FEW = 8;
    private static final int STEP = 5;

    static Disclosure to(Caller caller) {
        return mayKnowPeople(caller) ? EXACT : ROUNDED;
    }

    /** Whether the caller may be told who the people are. */
    static boolean mayKnowPeople(Caller caller) {
        return caller.purpose() == Purpose.DIRECT_CARE && caller.role() != Role.ANALYST;
    }

    /** The number as it may be told; empty when there are too few to tell. */
    Optional<Long> of(long people) {
        return switch (this) {
            case EXACT -> Optional.of(people);
            case ROUNDED -> people < FEW ? Optional.empty() : Optional.of((people + STEP / 2) / STEP * STEP);
        };
    }

    /** What is told in place of a number: that there are fewer than this. */
    static int few() {
        return FEW;
    }
}
