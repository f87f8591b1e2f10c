package org.tributary.mapping.gpconnect;

import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.ListResource;
import org.tributary.mapping.support.CodeMap;

/** What UK Core says in another type than GP Connect on a List. */
final class ListFields {

    private static final CodeMap WARNINGS = CodeMap.load("gpconnect-list-warning");

    private ListFields() {
    }

    static void complete(ListResource list) {
        listWarningCode(list);
    }

    /** Why the list may be incomplete: a code in STU3, a concept in UK Core. */
    private static void listWarningCode(ListResource list) {
        for (Extension extension : list.getExtensionsByUrl(UkCore.EXTENSION + "ListWarningCode")) {
            if (extension.getValue() instanceof CodeType code) {
                extension.setValue(WARNINGS.translate(code.getValue())
                        .map(CodeMap.Target::toConcept)
                        .orElseGet(() -> new CodeableConcept().setText(code.getValue())));
            }
        }
    }
}
