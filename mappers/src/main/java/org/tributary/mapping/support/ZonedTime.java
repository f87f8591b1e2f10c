package org.tributary.mapping.support;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The moment that a local time without an offset means in a zone.
 *
 * @param certainty
 *            {@link Certainty#REPEATED} in the hour that happens twice when clocks go back (the earlier one is taken),
 *            {@link Certainty#SKIPPED} in the hour that never happens when they go forward (moved on by the gap)
 */
public record ZonedTime(OffsetDateTime time, Certainty certainty) {

    /** Whether the local time names exactly one moment. */
    public enum Certainty {
        CERTAIN, REPEATED, SKIPPED
    }

    public static ZonedTime resolve(LocalDateTime local, ZoneId zone) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        Certainty certainty = switch (offsets.size()) {
            case 0 -> Certainty.SKIPPED;
            case 1 -> Certainty.CERTAIN;
            default -> Certainty.REPEATED;
        };
        return new ZonedTime(local.atZone(zone).toOffsetDateTime(), certainty);
    }
}
