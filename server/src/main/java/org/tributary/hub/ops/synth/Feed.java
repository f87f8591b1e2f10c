package org.tributary.hub.ops.synth;

import java.util.List;

/** The borough's five sources. Names and ODS codes are invented. */
enum Feed {
    GP_RIVERSIDE("gp-riverside", "A99901", "Riverside Surgery", "primary", "gpconnect"),
    GP_HILLVIEW("gp-hillview", "A99902", "Hillview Medical Centre", "primary", "gpconnect"),
    ACUTE_NORTHBANK("acute-northbank", "RZ8", "Northbank University Hospitals", "acute", "hl7v2"),
    ACUTE_SOUTHMOOR("acute-southmoor", "RZ9", "Southmoor General Hospital", "acute", "hl7v2"),
    COUNCIL("council-borough", "E99999", "Tarnborough Council", "social", "asc-cld");

    static final List<Feed> PRACTICES = List.of(GP_RIVERSIDE, GP_HILLVIEW);
    static final List<Feed> TRUSTS = List.of(ACUTE_NORTHBANK, ACUTE_SOUTHMOOR);

    final String code;
    final String ods;
    final String title;
    final String setting;
    final String format;

    Feed(String code, String ods, String title, String setting, String format) {
        this.code = code;
        this.ods = ods;
        this.title = title;
        this.setting = setting;
        this.format = format;
    }

    /** The identifier system of the source's own person numbers. */
    String patientSystem() {
        return "https://tributary.example/Id/" + ods + "/patient";
    }

    boolean isPractice() {
        return PRACTICES.contains(this);
    }

    boolean isTrust() {
        return TRUSTS.contains(this);
    }

    /** The other of the two practices or trusts. */
    Feed neighbour() {
        return switch (this) {
            case GP_RIVERSIDE -> GP_HILLVIEW;
            case GP_HILLVIEW -> GP_RIVERSIDE;
            case ACUTE_NORTHBANK -> ACUTE_SOUTHMOOR;
            case ACUTE_SOUTHMOOR -> ACUTE_NORTHBANK;
            case COUNCIL -> COUNCIL;
        };
    }

    SyntheticFeed published() {
        List<String> senders = isTrust() ? List.of("PAS^" + ods, "LIMS^" + ods) : List.of();
        return new SyntheticFeed(code, ods, title, setting, format, senders);
    }
}
