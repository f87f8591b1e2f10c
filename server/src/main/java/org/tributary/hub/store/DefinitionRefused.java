package org.tributary.hub.store;

/** A SearchParameter that is to be in force asks for what the store does not do. */
public final class DefinitionRefused extends StoreException {

    private static final long serialVersionUID = 1L;

    private final String place;

    private DefinitionRefused(String place, String message) {
        super(message);
        this.place = place;
    }

    static DefinitionRefused at(String element, String message) {
        return new DefinitionRefused("SearchParameter." + element, message);
    }

    /** The place in the resource, e.g. {@code SearchParameter.code}. */
    public String place() {
        return place;
    }
}
