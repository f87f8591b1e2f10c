package org.tributary.hub.store;

import java.time.Instant;
import java.util.Optional;
import org.tributary.hub.store.index.DateRange;

/**
 * Which versions a history is to show.
 *
 * @param since
 *            only versions made at this time or later
 * @param at
 *            only versions that were current at some time of this stretch
 * @param count
 *            at most so many on a page, from 1
 * @param cursor
 *            {@link HistoryPage#next()} of the page before
 */
public record HistoryQuery(Extent extent, Optional<Instant> since, Optional<At> at, int count,
        Optional<String> cursor) {

    /** Whose versions. */
    public sealed interface Extent {
    }

    public record OfInstance(ResourceKey key) implements Extent {
    }

    public record OfType(String type) implements Extent {
    }

    public record OfSystem() implements Extent {
    }

    /** A stretch of time, its end exclusive. */
    public record At(Instant from, Instant to) {

        /** Reads an R4 date or dateTime, of any precision; empty for what is none. */
        public static Optional<At> parse(String text) {
            return DateRange.parse(text)
                    .map(range -> new At(DateRange.time(range.low()).toInstant(),
                            DateRange.time(range.high()).toInstant()));
        }
    }
}
