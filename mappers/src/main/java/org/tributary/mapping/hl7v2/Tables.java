package org.tributary.mapping.hl7v2;

import org.tributary.mapping.support.CodeMap;

/** The code translations of this package: ConceptMaps of the profiles module. */
final class Tables {

    static final CodeMap ADMINISTRATIVE_SEX = CodeMap.load("hl7v2-administrative-sex");
    static final CodeMap PATIENT_CLASS = CodeMap.load("hl7v2-patient-class");
    static final CodeMap ADMISSION_METHOD = CodeMap.load("nhs-admission-method");
    static final CodeMap SOURCE_OF_ADMISSION = CodeMap.load("nhs-source-of-admission");
    static final CodeMap DISCHARGE_DESTINATION = CodeMap.load("nhs-discharge-destination");
    static final CodeMap TREATMENT_FUNCTION = CodeMap.load("nhs-treatment-function");
    static final CodeMap ETHNIC_CATEGORY = CodeMap.load("nhs-ethnic-category");
    static final CodeMap NHS_NUMBER_STATUS = CodeMap.load("nhs-number-verification-status");
    static final CodeMap MARITAL_STATUS = CodeMap.load("hl7v2-marital-status");
    static final CodeMap NAME_TYPE = CodeMap.load("hl7v2-name-type");
    static final CodeMap ADDRESS_USE = CodeMap.load("hl7v2-address-use");
    static final CodeMap ADDRESS_TYPE = CodeMap.load("hl7v2-address-type");
    static final CodeMap TELECOM_USE = CodeMap.load("hl7v2-telecom-use");
    static final CodeMap TELECOM_SYSTEM = CodeMap.load("hl7v2-telecom-system");
    static final CodeMap RELATIONSHIP = CodeMap.load("hl7v2-relationship");
    static final CodeMap IDENTIFIER_TYPE = CodeMap.load("hl7v2-identifier-type");
    static final CodeMap INTERPRETATION = CodeMap.load("hl7v2-interpretation");
    static final CodeMap OBSERVATION_STATUS = CodeMap.load("hl7v2-observation-status");
    static final CodeMap REPORT_STATUS = CodeMap.load("hl7v2-report-status");
    static final CodeMap SERVICE_SECTION = CodeMap.load("hl7v2-diagnostic-service-section");
    static final CodeMap CODING_SYSTEM = CodeMap.load("hl7v2-coding-system");
    static final CodeMap CHARACTER_SET = CodeMap.load("hl7v2-character-set");
    static final CodeMap ERROR_CODE = CodeMap.load("hl7v2-error-code");

    private Tables() {
    }
}
