package org.tributary.hub.ingest;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** By which door a feed's documents come. Files that an operator loads at the command line come by any feed. */
public enum Door {
    ANY, MLLP, HTTP, FOLDER;

    /** The name that operators use, in lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Door> findByCode(String code) {
        return Arrays.stream(values()).filter(door -> door.code().equals(code)).findFirst();
    }

    /** Whether documents that come by this one are taken. */
    boolean admits(Door other) {
        return this == ANY || other == ANY || this == other;
    }
}
