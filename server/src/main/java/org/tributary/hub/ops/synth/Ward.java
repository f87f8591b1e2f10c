package org.tributary.hub.ops.synth;

/** Wards and clinics, the same in both trusts. */
enum Ward {
    EMERGENCY("ED", "Majors"),
    ASSESSMENT("AMU", "Bay 1"),
    MEDICINE("WARD 7", "Bay 2"),
    ELDERLY("WARD 12", "Bay 3"),
    ORTHOPAEDICS("T&O", "Bay 4"), // the ampersand is escaped on the wire
    SURGERY("WARD 3", "Bay 2"),
    REHABILITATION("REHAB", "Bay 1"),
    CLINIC("OPD", "Room 5");

    final String code;
    final String bay;

    Ward(String code, String bay) {
        this.code = code;
        this.bay = bay;
    }

    /** The ward of a specialty by its treatment function code. */
    static Ward of(Reason reason) {
        return switch (reason.treatmentFunction) {
            case "110" -> ORTHOPAEDICS;
            case "100" -> SURGERY;
            case "430" -> ELDERLY;
            default -> MEDICINE;
        };
    }
}
