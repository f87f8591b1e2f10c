package org.tributary.hub.fhir.audit;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/** The logical ids of AuditEvents that are lines of the hub's own trail: {@code trail.1}. */
public final class TrailId {

    private static final Pattern ID = Pattern.compile("trail\\.([1-9][0-9]{0,17})");

    private TrailId() {
    }

    static String of(long line) {
        return "trail." + line;
    }

    /** Empty for the ids of stored AuditEvents. */
    static OptionalLong find(String id) {
        var matcher = ID.matcher(id);
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    /** Whether an id is reserved for the trail. */
    public static boolean isTrail(String id) {
        return find(id).isPresent();
    }
}
