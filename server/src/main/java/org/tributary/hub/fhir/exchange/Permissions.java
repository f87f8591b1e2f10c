package org.tributary.hub.fhir.exchange;

import org.tributary.hub.access.Caller;
import org.tributary.hub.access.SmartScope.Interaction;

/** Holds callers to what their token grants. What records they may see is the database's concern. */
public final class Permissions {

    private Permissions() {
    }

    public static void require(Caller caller, Interaction interaction, String type) {
        if (!caller.may(interaction, type)) {
            throw FhirRefusal.notPermitted(interaction, type);
        }
    }
}
