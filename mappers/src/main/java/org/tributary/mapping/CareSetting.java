package org.tributary.mapping;

import java.util.Arrays;
import java.util.Optional;

/** The kind of care a feed speaks for. */
public enum CareSetting {
    PRIMARY("primary"), ACUTE("acute"), SOCIAL("social"), COMMUNITY("community"), MENTAL_HEALTH("mental-health"), OTHER(
            "other");

    private final String code;

    CareSetting(String code) {
        this.code = code;
    }

    /** The code used in configuration, JSON and SQL, e.g. {@code mental-health}. */
    public String code() {
        return code;
    }

    public static Optional<CareSetting> findByCode(String code) {
        return Arrays.stream(values()).filter(setting -> setting.code.equals(code)).findFirst();
    }
}
