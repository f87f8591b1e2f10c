package org.tributary.hub.access;

import java.util.Arrays;
import java.util.Optional;

/** Why a caller asks. An agreement opens a publisher's records to a receiver for one purpose. */
public enum Purpose {
    DIRECT_CARE("direct-care"), PLANNING("planning"), RESEARCH("research");

    private final String code;

    Purpose(String code) {
        this.code = code;
    }

    /** The value of the purpose claim and of an agreement's purpose. */
    public String code() {
        return code;
    }

    public static Optional<Purpose> findByCode(String code) {
        return Arrays.stream(values()).filter(purpose -> purpose.code.equals(code)).findFirst();
    }
}
