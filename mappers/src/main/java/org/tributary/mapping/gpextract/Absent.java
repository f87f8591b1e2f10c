package org.tributary.mapping.gpextract;

import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Element;

/** Elements that R4 or the hub's profile requires and that an extract does not have (R4, data-absent-reason). */
final class Absent {

    private static final String REASON = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

    private Absent() {
    }

    static <T extends Element> T unknown(T element) {
        element.addExtension(REASON, new CodeType("unknown"));
        return element;
    }
}
