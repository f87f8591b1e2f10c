package org.tributary.hub.store;

/**
 * A search that is wrong or asks for what is not supported; it is refused before the database is touched (HTTP 400, or
 * 403 if it is forbidden). "Unsupported" and "invalid" are different words here.
 */
public final class SearchRefused extends StoreException {

    /**
     * Whether the search is wrong in FHIR's terms, right but not supported by this hub, or about types that the
     * caller's token does not let it search.
     */
    public enum Reason {
        INVALID, UNSUPPORTED, FORBIDDEN
    }

    private final Reason reason;
    private final String parameter;
    private final boolean unknown;

    private SearchRefused(Reason reason, String parameter, String message, boolean unknown) {
        super(message);
        this.reason = reason;
        this.parameter = parameter;
        this.unknown = unknown;
    }

    public static SearchRefused invalid(String parameter, String message) {
        return new SearchRefused(Reason.INVALID, parameter,
                "Search parameter '" + parameter + "' is invalid: " + message, false);
    }

    public static SearchRefused unsupported(String parameter, String message) {
        return new SearchRefused(Reason.UNSUPPORTED, parameter,
                "Search parameter '" + parameter + "' is not supported: " + message, false);
    }

    /** R4 knows no such parameter here. */
    public static SearchRefused unknown(String parameter, String message) {
        return new SearchRefused(Reason.INVALID, parameter,
                "Search parameter '" + parameter + "' is invalid: " + message, true);
    }

    /** R4 knows the parameter, but this hub serves it in no form. */
    public static SearchRefused unserved(String parameter, String message) {
        return new SearchRefused(Reason.UNSUPPORTED, parameter,
                "Search parameter '" + parameter + "' is not supported: " + message, true);
    }

    /** The token does not grant to search a type that the parameter leads to. */
    public static SearchRefused forbidden(String parameter, String type) {
        return new SearchRefused(Reason.FORBIDDEN, parameter, "Search parameter '" + parameter
                + "' leads to " + type + ", and the token grants no scope such as system/" + type + ".s", false);
    }

    /** A search parameter was added, changed or taken away between understanding the search and doing it. */
    static SearchRefused changing() {
        return new SearchRefused(Reason.UNSUPPORTED, "", "The search parameters have just changed; search again",
                false);
    }

    public Reason reason() {
        return reason;
    }

    /** Whether the parameter as such is unknown or not supported: what lenient handling passes over. */
    public boolean unknown() {
        return unknown;
    }

    /** The parameter's name as it came, modifier included. */
    public String parameter() {
        return parameter;
    }
}
