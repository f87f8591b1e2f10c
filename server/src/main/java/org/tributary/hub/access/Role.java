package org.tributary.hub.access;

import java.util.Arrays;
import java.util.Optional;

/** What a caller is. Pages and doors ask for roles; what records are visible depends on organisation and purpose. */
public enum Role {
    COORDINATOR("coordinator"), CLINICIAN("clinician"), SOCIAL_WORKER("social-worker"), ANALYST("analyst"), SYSTEM(
            "system"),
    OPERATOR("operator");

    private final String code;

    Role(String code) {
        this.code = code;
    }

    /** The value of the role claim. */
    public String code() {
        return code;
    }

    public static Optional<Role> findByCode(String code) {
        return Arrays.stream(values()).filter(role -> role.code.equals(code)).findFirst();
    }
}
