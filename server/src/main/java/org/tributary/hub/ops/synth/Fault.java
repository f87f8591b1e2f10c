package org.tributary.hub.ops.synth;

/** What goes wrong with a person's records, and for what share of all people. */
enum Fault {
    /** The address differs between two sources. */
    MOVED_HOUSE(15),
    /** Some source holds no NHS number. */
    NO_NHS_NUMBER(10),
    /** Some source holds a number with a false check digit, or somebody else's. */
    WRONG_NHS_NUMBER(3),
    /** Some source has two or more typing errors in names, address or birth date. */
    TYPING_ERRORS(10),
    /** A trust holds the right number, but has not traced it yet (status 03): no exact rule may use it. */
    UNTRACED_NUMBER(1);

    final int percent;

    Fault(int percent) {
        this.percent = percent;
    }

    int quota(int people) {
        return (int) Math.round(people * percent / 100.0);
    }
}
