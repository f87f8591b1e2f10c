package org.tributary.hub.store;

/**
 * A search that is wrong or asks for what is not supported; it is refused before the database is touched (HTTP 400).
 * "Unsupported" and "invalid" are different words here.
 */
public final class SearchRefused extends StoreException {

    /** Whether the search is wrong in FHIR's terms or right but not supported by this hub. */
    public enum Reason {
        INVALID, UNSUPPORTED
    }

    private final Reason reason;
    private final String parameter;

    private SearchRefused(Reason reason, String parameter, String message) {
        super(message);
        this.reason = reason;
        this.parameter = parameter;
    }

    public static SearchRefused invalid(String parameter, String message) {
        return new SearchRefused(Reason.INVALID, parameter,
                "Search parameter '" + parameter + "' is invalid: " + message);
    }

    public static SearchRefused unsupported(String parameter, String message) {
        return new SearchRefused(Reason.UNSUPPORTED, parameter,
                "Search parameter '" + parameter + "' is not supported: " + message);
    }

    public Reason reason() {
        return reason;
    }

    /** The parameter's name as it came, modifier included. */
    public String parameter() {
        return parameter;
    }
}
