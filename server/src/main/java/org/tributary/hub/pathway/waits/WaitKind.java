package org.tributary.hub.pathway.waits;

import java.time.Duration;
import java.util.Optional;

/** A kind of wait, with its definition's version and how long it may take. */
public enum WaitKind {
    /** From a referral to the first definitive treatment (RTT rules suite); 18 weeks. */
    REFERRAL_TO_TREATMENT("referral-to-treatment", 1, Optional.of(Duration.ofDays(18 * 7))),
    /** From a request to the council to its assessment. */
    REQUEST_TO_ASSESSMENT("request-to-assessment", 1, Optional.empty()),
    /** From the end of an assessment to the first service. */
    ASSESSMENT_TO_SERVICE("assessment-to-service", 1, Optional.empty()),
    /** From an urgent referral to community care to the first contact; two hours. */
    URGENT_COMMUNITY_RESPONSE("urgent-community-response", 1, Optional.of(Duration.ofHours(2))),
    /** From arrival in an emergency department to admission, transfer or discharge; four hours. */
    EMERGENCY_DEPARTMENT("emergency-department", 1, Optional.of(Duration.ofHours(4)));

    private final String code;
    private final int version;
    private final Optional<Duration> limit;

    WaitKind(String code, int version, Optional<Duration> limit) {
        this.code = code;
        this.version = version;
        this.limit = limit;
    }

    public String code() {
        return code;
    }

    public int version() {
        return version;
    }

    /** How long it may take at most; days are those of the London calendar. */
    public Optional<Duration> limit() {
        return limit;
    }
}
