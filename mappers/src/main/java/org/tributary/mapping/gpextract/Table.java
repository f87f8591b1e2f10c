package org.tributary.mapping.gpextract;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The tables of an extract that are carried. Columns have the names that the files have, misspelt ones included. The
 * constants' names are stored in contributions.
 */
enum Table {
    ORGANISATION("Admin_Organisation", Thing.ORGANISATION, "OrganisationGuid",
            "OrganisationName,ODSCode,ParentOrganisationGuid,OrganisationType,OpenDate,CloseDate"),
    USER_IN_ROLE("Admin_UserInRole", Thing.USER, "UserInRoleGuid",
            "OrganisationGuid,Title,GivenName,Surname,JobCategoryCode,JobCategoryName,ContractStartDate,ContractEndDate"),
    PATIENT("Admin_Patient", Thing.PATIENT, "PatientGuid",
            "OrganisationGuid,UsualGpUserInRoleGuid,Sex,DateOfBirth,DateOfDeath,Title,GivenName,MiddleNames,Surname,"
                    + "DateOfRegistration,NhsNumber,PatientNumber,PatientTypeDescription,HouseNameFlatNumber,"
                    + "NumberAndStreet,Village,Town,County,Postcode,CarerName,CarerRelation,DateOfDeactivation,"
                    + "SpineSensitive,IsConfidential,EmailAddress,HomePhone,MobilePhone,ExternalUsualGPGuid,"
                    + "ExternalUsusalGP,ExternalUsusalGPOrganisation,Deleted"),
    CONSULTATION("CareRecord_Consultation", Thing.CONSULTATION, "ConsultationGuid",
            "PatientGuid,OrganisationGuid,EffectiveDate,EffectiveDatePrecision,EnteredDate,EnteredTime,"
                    + "ClinicianUserInRoleGuid,"
                    + "EnteredByUserInRoleGuid,AppointmentSlotGuid,ConsultationSourceTerm,ConsultationSourceCodeId,Complete,IsConfidential,"
                    + "Deleted"),
    OBSERVATION("CareRecord_Observation", Thing.OBSERVATION, "ObservationGuid",
            "PatientGuid,OrganisationGuid,EffectiveDate,EffectiveDatePrecision,EnteredDate,EnteredTime,"
                    + "ClinicianUserInRoleGuid,EnteredByUserInRoleGuid,ParentObservationGuid,CodeId,ProblemGuid,AssociatedText,"
                    + "ConsultationGuid,Value,NumericUnit,NumericRangeLow,NumericRangeHigh,IsConfidential,Deleted"),
    PROBLEM("CareRecord_Problem", Thing.OBSERVATION, "ObservationGuid",
            "PatientGuid,OrganisationGuid,Comment,EndDate,EndDatePrecision,ProblemStatusDescription,"
                    + "SignificanceDescription,Deleted"),
    REFERRAL("CareRecord_ObservationReferral", Thing.OBSERVATION, "ObservationGuid",
            "PatientGuid,OrganisationGuid,ReferralTargetOrganisationGuid,ReferralUrgency,ReferralServiceType,"
                    + "ReferralUBRN,ReferralReasonCodeId"),
    DRUG_RECORD("Prescribing_DrugRecord", Thing.DRUG, "DrugRecordGuid",
            "PatientGuid,OrganisationGuid,EffectiveDate,EffectiveDatePrecision,EnteredDate,EnteredTime,"
                    + "ClinicanUserInRoleGuid,EnteredByUserInRoleGuid,CodeId,Dosage,"
                    + "Quantity,QuantityUnit,ProblemObservationGuid,PrescriptionType,IsActive,CancellationDate,"
                    + "NumberOfIssues,NumberOfIssuesAuthorised,IsConfidential,Deleted"),
    ISSUE_RECORD("Prescribing_IssueRecord", Thing.ISSUE, "IssueRecordGuid",
            "PatientGuid,OrganisationGuid,DrugRecordGuid,EffectiveDate,EffectiveDatePrecision,EnteredDate,EnteredTime,"
                    + "ClinicanUserInRoleGuid,EnteredByUserInRoleGuid,CodeId,Dosage,Quantity,QuantityUnit,ProblemObservationGuid,CourseDurationInDays,"
                    + "IsConfidential,Deleted"),
    SESSION("Appointment_Session", Thing.SESSION, "AppointmentSessionGuid",
            "Description,SessionTypeDescription,SessionCategoryDisplayName,StartDate,StartTime,EndDate,EndTime,OrganisationGuid,Deleted"),
    SLOT("Appointment_Slot", Thing.SLOT, "SlotGuid",
            "AppointmentDate,AppointmentStartTime,PlannedDurationInMinutes,PatientGuid,SendInTime,LeftTime,"
                    + "DidNotAttend,OrganisationGuid,SessionGuid,Deleted");

    /** Every row may have these; they order rows. */
    private static final Set<String> ORDERING = Set.of("ProcessingId");

    private final String file;
    private final Thing thing;
    private final String key;
    private final Set<String> columns;

    Table(String file, Thing thing, String key, String columns) {
        this.file = file;
        this.thing = thing;
        this.key = key;
        this.columns = Set.of(columns.split(",", -1));
    }

    /** The table whose name stands in a file's name, between what systems put before and behind it. */
    static Optional<Table> find(String fileName) {
        String name = '_' + fileName.toLowerCase(Locale.ROOT).replaceFirst("\\.csv$", "_");
        return Arrays.stream(values())
                .filter(table -> name.contains('_' + table.file.toLowerCase(Locale.ROOT) + '_'))
                .findFirst();
    }

    String file() {
        return file;
    }

    Thing thing() {
        return thing;
    }

    String key() {
        return key;
    }

    /** The columns that are carried, beside the key. */
    Set<String> columns() {
        return columns;
    }

    boolean carries(String column) {
        return column.equals(key) || columns.contains(column) || ORDERING.contains(column);
    }
}
