package org.tributary.hub.ops.synth;

import java.util.List;

/**
 * An invented clinician.
 *
 * @param number
 *            GMC number of a consultant, GMP code of a general practitioner, SDS user id of a nurse
 */
record Clinician(String number, String family, String given, String title, String job) {
    private static final String GP = "General Medical Practitioner";
    private static final String NURSE = "Nurse";

    private static final List<Clinician> RIVERSIDE = List.of(new Clinician("G9999011", "Okafor", "Ngozi", "Dr", GP),
            new Clinician("G9999012", "Penhallow", "Marcus", "Dr", GP),
            new Clinician("G9999013", "Sandhu", "Harpreet", "Dr", GP),
            new Clinician("999900000011", "Whitcombe", "Joanne", "Ms", NURSE));
    private static final List<Clinician> HILLVIEW = List.of(new Clinician("G9999021", "Brennan", "Aoife", "Dr", GP),
            new Clinician("G9999022", "Rahman", "Tariq", "Dr", GP),
            new Clinician("G9999023", "Lindqvist", "Hanna", "Dr", GP),
            new Clinician("999900000021", "Adeyemi", "Grace", "Mrs", NURSE));
    private static final List<Clinician> NORTHBANK = List.of(
            new Clinician("C9999101", "Hargreave", "Simon", "Mr", "Consultant"),
            new Clinician("C9999102", "Iyer", "Lakshmi", "Dr", "Consultant"),
            new Clinician("C9999103", "Tolliver", "Edmund", "Dr", "Consultant"),
            new Clinician("C9999104", "Nowak", "Agnieszka", "Dr", "Consultant"));
    private static final List<Clinician> SOUTHMOOR = List.of(
            new Clinician("C9999201", "Castellane", "Ruth", "Miss", "Consultant"),
            new Clinician("C9999202", "Mbeki", "Thandi", "Dr", "Consultant"),
            new Clinician("C9999203", "Farrant", "Colin", "Dr", "Consultant"),
            new Clinician("C9999204", "Chowdhury", "Nazia", "Dr", "Consultant"));

    static List<Clinician> of(Feed feed) {
        return switch (feed) {
            case GP_RIVERSIDE -> RIVERSIDE;
            case GP_HILLVIEW -> HILLVIEW;
            case ACUTE_NORTHBANK -> NORTHBANK;
            case ACUTE_SOUTHMOOR -> SOUTHMOOR;
            case COUNCIL -> List.of();
        };
    }

    boolean isNurse() {
        return job.equals(NURSE);
    }
}
