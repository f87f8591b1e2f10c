package org.tributary.mapping.gpconnect;

import org.hl7.fhir.convertors.factory.VersionConvertorFactory_30_40;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Extension;

/**
 * STU3 elements that R4 has no place for, kept under the URLs that FHIR reserves for them (R4, Extensibility,
 * "Extensions for converting between versions").
 */
final class Stu3Remainder {

    private static final String BASE = "http://hl7.org/fhir/3.0/StructureDefinition/extension-";

    private Stu3Remainder() {
    }

    /** The URL that stands for an element of STU3, e.g. of {@code MedicationStatement.taken}. */
    static String url(String element) {
        return BASE + element;
    }

    static void keep(DomainResource target, String element, org.hl7.fhir.dstu3.model.Type value) {
        if (!value.isEmpty()) {
            target.addExtension(new Extension(url(element), VersionConvertorFactory_30_40.convertType(value)));
        }
    }

    static void keep(Element target, String element, org.hl7.fhir.dstu3.model.Type value) {
        if (!value.isEmpty()) {
            target.addExtension(new Extension(url(element), VersionConvertorFactory_30_40.convertType(value)));
        }
    }
}
