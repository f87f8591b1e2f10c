package org.tributary.hub.ops.synth.pairs;

/** The two invented organisations, each of which has a record of everybody. */
public enum LabelledSource {
    PRACTICES("labelled-practices", "A99909", "primary"), HOSPITAL("labelled-hospital", "RZ99", "acute");

    private final String feed;
    private final String ods;
    private final String setting;

    LabelledSource(String feed, String ods, String setting) {
        this.feed = feed;
        this.ods = ods;
        this.setting = setting;
    }

    /** The code of the feed that the records are meant for, and of the folder they are written to. */
    public String feed() {
        return feed;
    }

    public String organisation() {
        return ods;
    }

    public String setting() {
        return setting;
    }
}
