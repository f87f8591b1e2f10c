package org.tributary.hub.fhir.exchange;

import org.tributary.hub.access.Caller;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.store.SearchTarget;

/** Holds callers to what their token grants. What records they may see is the database's concern. */
public final class Permissions {

    private Permissions() {
    }

    /** A search over one type that leads through no type that the token does not grant. */
    public static SearchTarget search(Caller caller, String type) {
        return SearchTarget.ofType(type)
                .granting(other -> caller.may(Interaction.SEARCH, other), other -> caller.may(Interaction.READ, other));
    }

    public static void require(Caller caller, Interaction interaction, String type) {
        if (!caller.may(interaction, type)) {
            throw FhirRefusal.notPermitted(interaction, type);
        }
    }
}
