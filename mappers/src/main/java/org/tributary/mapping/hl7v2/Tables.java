package org.tributary.mapping.hl7v2;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    static final CodeMap ALLERGEN_CATEGORY = CodeMap.load("hl7v2-allergen-category");
    static final CodeMap ALLERGEN_TYPE = CodeMap.load("hl7v2-allergen-type");
    static final CodeMap ALLERGY_SEVERITY = CodeMap.load("hl7v2-allergy-severity");
    static final CodeMap ALLERGY_CLINICAL_STATUS = CodeMap.load("hl7v2-allergy-clinical-status");
    static final CodeMap ALLERGY_VERIFICATION = CodeMap.load("hl7v2-allergy-verification");
    static final CodeMap DIAGNOSIS_ROLE = CodeMap.load("hl7v2-diagnosis-role");
    static final CodeMap DIAGNOSIS_VERIFICATION = CodeMap.load("hl7v2-diagnosis-verification");
    static final CodeMap ENCOUNTER_PRIORITY = CodeMap.load("hl7v2-encounter-priority");
    static final CodeMap MODE_OF_ARRIVAL = CodeMap.load("hl7v2-mode-of-arrival");
    static final CodeMap PROVIDER_ROLE = CodeMap.load("hl7v2-provider-role");
    static final CodeMap OUTCOME_OF_ATTENDANCE = CodeMap.load("nhs-outcome-of-attendance");
    static final CodeMap ATTENDANCE = CodeMap.load("nhs-attendance");
    static final CodeMap APPOINTMENT_STATUS = CodeMap.load("hl7v2-appointment-status");
    static final CodeMap APPOINTMENT_EVENT = CodeMap.load("hl7v2-appointment-event");
    static final CodeMap ORDER_CONTROL = CodeMap.load("hl7v2-order-control");
    static final CodeMap ORDER_STATUS = CodeMap.load("hl7v2-order-status");
    static final CodeMap RESULT_REQUEST_STATUS = CodeMap.load("hl7v2-result-request-status");
    static final CodeMap REQUEST_PRIORITY = CodeMap.load("hl7v2-request-priority");
    static final CodeMap REQUEST_CATEGORY = CodeMap.load("hl7v2-request-category");
    static final CodeMap DURATION_UNIT = CodeMap.load("hl7v2-duration-unit");
    static final CodeMap REFERRAL_STATUS = CodeMap.load("hl7v2-referral-status");
    static final CodeMap DOCUMENT_COMPLETION = CodeMap.load("hl7v2-document-completion");
    static final CodeMap DOCUMENT_AVAILABILITY = CodeMap.load("hl7v2-document-availability");
    static final CodeMap CONFIDENTIALITY = CodeMap.load("hl7v2-confidentiality");
    static final CodeMap MEDIA_TYPE = CodeMap.load("hl7v2-media-type");

    /** Those that are asked for codes which the feed's operator may say that local ones stand for. */
    static final Set<String> OF_LOCAL_CODES = Stream
            .of(ADMINISTRATIVE_SEX, PATIENT_CLASS, ADMISSION_METHOD, SOURCE_OF_ADMISSION, DISCHARGE_DESTINATION,
                    TREATMENT_FUNCTION, ETHNIC_CATEGORY, NHS_NUMBER_STATUS, MARITAL_STATUS, RELATIONSHIP,
                    INTERPRETATION, OBSERVATION_STATUS, REPORT_STATUS, SERVICE_SECTION, ALLERGEN_CATEGORY,
                    ALLERGEN_TYPE, ALLERGY_SEVERITY, ALLERGY_CLINICAL_STATUS, ALLERGY_VERIFICATION, DIAGNOSIS_ROLE,
                    DIAGNOSIS_VERIFICATION, ENCOUNTER_PRIORITY, MODE_OF_ARRIVAL, PROVIDER_ROLE, OUTCOME_OF_ATTENDANCE,
                    ATTENDANCE, APPOINTMENT_STATUS, ORDER_CONTROL, ORDER_STATUS, RESULT_REQUEST_STATUS,
                    REQUEST_PRIORITY, REQUEST_CATEGORY, REFERRAL_STATUS, DOCUMENT_COMPLETION, DOCUMENT_AVAILABILITY,
                    CONFIDENTIALITY)
            .map(CodeMap::name)
            .collect(Collectors.toUnmodifiableSet());

    private Tables() {
    }
}
