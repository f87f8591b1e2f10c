package org.tributary.hub.store;

import java.util.Set;
import org.tributary.hub.store.index.Compartments;

/** Which resource types R4's CompartmentDefinitions put into which compartments. */
public final class CompartmentTypes {

    private CompartmentTypes() {
    }

    /** The types of the resources that compartments are named by: Patient, Encounter and three more. */
    public static Set<String> focusTypes() {
        return Compartments.shared().focusTypes();
    }

    /** Whether resources of a type can be in the compartment; the resource that names it is in it too. */
    public static boolean holds(String focusType, String type) {
        return focusTypes().contains(focusType)
                && (focusType.equals(type) || !Compartments.shared().parametersOf(focusType, type).isEmpty());
    }
}
