package org.tributary.hub.ops.synth;

/** The lists at the top of a GP Connect structured record, by the SNOMED CT code that says what they hold. */
enum GpList {
    ALLERGIES("886921000000105", "Allergies and adverse reactions"),
    ENDED_ALLERGIES("1103671000000101", "Ended allergies"),
    MEDICATIONS("933361000000108", "Medications and medical devices"),
    PROBLEMS("717711000000103", "Problems"),
    IMMUNISATIONS("1102181000000102", "Immunisations"),
    UNCATEGORISED("826501000000100", "Miscellaneous record"),
    CONSULTATIONS("1149501000000101", "List of consultations"),
    INVESTIGATIONS("887191000000108", "Investigations and results"),
    REFERRALS("792931000000107", "Outbound referral");

    final Coded code;

    GpList(String code, String display) {
        this.code = new Coded(code, display);
    }
}
