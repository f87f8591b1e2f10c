package org.tributary.hub.identity.linking;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a human says of two records. */
public enum Answer {
    /** They are one person's. */
    SAME,
    /** They are two people's, and never to be linked. */
    DIFFERENT,
    /** What is known does not tell; they stay apart. */
    UNSURE;

    /** E.g. {@code same}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Answer> findByCode(String code) {
        return Arrays.stream(values()).filter(answer -> answer.code().equals(code)).findFirst();
    }
}
