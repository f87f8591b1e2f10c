package org.tributary.hub.store.index;

import java.util.Locale;

/**
 * The form in which tokens are compared: codes without case, as R4 advises where a code system does not say; systems
 * exactly.
 */
public final class TokenKey {

    /** Stands for "no system". */
    public static final long NO_SYSTEM = 0;

    private TokenKey() {
    }

    public static long code(String code) {
        return Hash.value(code.toLowerCase(Locale.ROOT));
    }

    /** An identifier together with its type. */
    public static long ofType(String system, String code, String value) {
        return Hash.value((system + '|' + code + '|' + value).toLowerCase(Locale.ROOT));
    }

    public static long system(String system) {
        return Hash.value(system);
    }
}
