package org.tributary.hub.ingest;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether what a feed brings is held against profiles. */
public enum Validation {

    /** It is not; every resource is valid R4 all the same. */
    OFF,

    /** What breaks a profile is stored, and the sender is told. */
    REPORT,

    /** What breaks a profile is rejected. */
    ENFORCE;

    /** The name that operators use, in lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Validation> findByCode(String code) {
        return Arrays.stream(values()).filter(validation -> validation.code().equals(code)).findFirst();
    }
}
