package org.tributary.hub.access;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Points in time as PostgreSQL reads them in the text of an array, whatever its time zone is. */
public final class SqlTime {

    private static final int LAST_OF_FOUR_DIGITS = 9999;

    private SqlTime() {
    }

    /** To the microsecond, which is what PostgreSQL keeps. */
    public static String text(Instant time) {
        OffsetDateTime utc = time.atOffset(ZoneOffset.UTC);
        int year = utc.getYear();
        if (year > 0 && year <= LAST_OF_FOUR_DIGITS) {
            return time.toString();
        }
        // PostgreSQL has no year 0: the year before the year 1 is 1 BC.
        return "%04d-%02d-%02d %s+00%s".formatted(year > 0 ? year : 1 - year, utc.getMonthValue(),
                utc.getDayOfMonth(), utc.toLocalTime(), year > 0 ? "" : " BC");
    }
}
