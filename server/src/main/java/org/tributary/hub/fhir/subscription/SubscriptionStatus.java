package org.tributary.hub.fhir.subscription;

import java.util.Arrays;

/** R4's SubscriptionStatus, as the hub says it: nothing stays requested. */
enum SubscriptionStatus {
    ACTIVE("active"), ERROR("error"), OFF("off");

    private final String code;

    SubscriptionStatus(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }

    static SubscriptionStatus of(String code) {
        return Arrays.stream(values()).filter(status -> status.code.equals(code)).findFirst().orElseThrow();
    }
}
