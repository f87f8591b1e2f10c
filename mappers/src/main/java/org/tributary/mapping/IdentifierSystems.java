package org.tributary.mapping;

/** Identifier systems that more than one source uses. */
public final class IdentifierSystems {

    public static final String NHS_NUMBER = "https://fhir.nhs.uk/Id/nhs-number";
    public static final String ODS_ORGANISATION = "https://fhir.nhs.uk/Id/ods-organization-code";
    public static final String ODS_SITE = "https://fhir.nhs.uk/Id/ods-site-code";
    public static final String SDS_USER = "https://fhir.nhs.uk/Id/sds-user-id";
    public static final String GMC_NUMBER = "https://fhir.hl7.org.uk/Id/gmc-number";
    public static final String GMP_NUMBER = "https://fhir.hl7.org.uk/Id/gmp-number";

    private static final String LOCAL = "https://tributary.example/Id/";

    private IdentifierSystems() {
    }

    /** The system of an organisation's own patient numbers, which have no better one. */
    public static String localPatient(String odsCode) {
        return local(odsCode, "patient");
    }

    /** The system of an organisation's own numbers of some kind, e.g. {@code visit}, which have no better one. */
    public static String local(String odsCode, String kind) {
        return LOCAL + odsCode + '/' + kind;
    }
}
