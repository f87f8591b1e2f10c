package org.tributary.hub.store.index;

import java.util.Arrays;
import java.util.Optional;

/** The types of R4 search parameters that the index serves. */
public enum IndexKind {
    TOKEN("token"), STRING("string"), DATE("date"), REFERENCE("reference"), URI("uri"), NUMBER("number"),
    QUANTITY("quantity");

    private final String code;

    IndexKind(String code) {
        this.code = code;
    }

    /** The R4 code of the search parameter type. */
    public String code() {
        return code;
    }

    public static Optional<IndexKind> findByCode(String code) {
        return Arrays.stream(values()).filter(kind -> kind.code.equals(code)).findFirst();
    }
}
