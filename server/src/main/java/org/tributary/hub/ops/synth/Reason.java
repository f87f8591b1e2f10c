package org.tributary.hub.ops.synth;

import java.util.Arrays;
import java.util.List;

/**
 * Why somebody goes to hospital: the ICD-10 code a trust sends, the SNOMED CT concept a practice records, who looks
 * after them and how long they stay.
 */
enum Reason {
    CHEST_INFECTION(Kind.EMERGENCY, 18, 110, "J18.9", "Pneumonia, unspecified", "233604007", "Pneumonia", "430", 3, 9),
    BROKEN_HIP(Kind.EMERGENCY, 65, 110, "S72.0", "Fracture of neck of femur", "5913000", "Fracture of neck of femur",
            "110",
            8, 19),
    HEART_FAILURE(Kind.EMERGENCY, 60, 110, "I50.0", "Congestive heart failure", "84114007", "Heart failure", "320", 4,
            12),
    URINE_INFECTION(Kind.EMERGENCY, 60, 110, "N39.0", "Urinary tract infection, site not specified", "68566005",
            "Urinary tract infectious disease", "430", 2, 8),
    COPD_FLARE(Kind.EMERGENCY, 50, 110, "J44.1", "COPD with acute exacerbation, unspecified", "13645005",
            "Chronic obstructive lung disease", "300", 2, 7),
    STROKE(Kind.EMERGENCY, 55, 110, "I63.9", "Cerebral infarction, unspecified", "230690007",
            "Cerebrovascular accident",
            "300", 6, 21),
    APPENDICITIS(Kind.EMERGENCY, 8, 55, "K35.8", "Acute appendicitis, other and unspecified", "85189001",
            "Acute appendicitis", "100", 1, 4),
    CHEST_PAIN(Kind.ATTENDANCE, 30, 110, "R07.4", "Chest pain, unspecified", "29857009", "Chest pain", "180", 0, 0),
    HEAD_INJURY(Kind.ATTENDANCE, 1, 110, "S09.9", "Unspecified injury of head", "82271004", "Injury of head", "180", 0,
            0),
    BROKEN_ARM(Kind.ATTENDANCE, 5, 110, "S52.5", "Fracture of lower end of radius", "65966004", "Fracture of forearm",
            "180",
            0, 0),
    WHEEZE(Kind.ATTENDANCE, 2, 45, "J45.9", "Asthma, unspecified", "195967001", "Asthma", "180", 0, 0),
    VIRAL_ILLNESS(Kind.ATTENDANCE, 0, 10, "B34.9", "Viral infection, unspecified", "34014006", "Viral disease", "180",
            0, 0),
    KNEE_REPLACEMENT(Kind.PLANNED, 55, 90, "M17.1", "Other primary gonarthrosis", "239873007", "Osteoarthritis of knee",
            "110", 2, 5),
    HERNIA_REPAIR(Kind.PLANNED, 20, 85, "K40.9", "Unilateral inguinal hernia, without obstruction or gangrene",
            "396232000",
            "Inguinal hernia", "100", 1, 2),
    CATARACT(Kind.CLINIC, 60, 110, "H26.9", "Cataract, unspecified", "193570009", "Cataract", "130", 0, 0),
    MIGRAINE(Kind.CLINIC, 14, 60, "G43.9", "Migraine, unspecified", "37796009", "Migraine", "400", 0, 0),
    ECZEMA(Kind.CLINIC, 1, 40, "L20.9", "Atopic dermatitis, unspecified", "24079001", "Atopic dermatitis", "330", 0, 0);

    /** The shape of a visit. */
    enum Kind {
        /** Emergency department, then a ward. */
        EMERGENCY,
        /** Emergency department and home. */
        ATTENDANCE,
        /** From the waiting list, after a referral. */
        PLANNED,
        /** Outpatient, after a referral. */
        CLINIC
    }

    final Kind kind;
    final int youngest;
    final int oldest;
    final String icd10;
    final String icd10Words;
    final Coded snomed;
    final String treatmentFunction;
    final int shortestDays;
    final int longestDays;

    Reason(Kind kind, int youngest, int oldest, String icd10, String icd10Words, String snomed, String snomedWords,
            String treatmentFunction, int shortestDays, int longestDays) {
        this.kind = kind;
        this.youngest = youngest;
        this.oldest = oldest;
        this.icd10 = icd10;
        this.icd10Words = icd10Words;
        this.snomed = new Coded(snomed, snomedWords);
        this.treatmentFunction = treatmentFunction;
        this.shortestDays = shortestDays;
        this.longestDays = longestDays;
    }

    static List<Reason> forAge(Kind kind, int age) {
        return Arrays.stream(values())
                .filter(reason -> reason.kind == kind && reason.youngest <= age && age <= reason.oldest)
                .toList();
    }

    boolean referred() {
        return kind == Kind.PLANNED || kind == Kind.CLINIC;
    }
}
