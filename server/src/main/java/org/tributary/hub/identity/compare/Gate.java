package org.tributary.hub.identity.compare;

import static org.tributary.hub.identity.compare.Field.ADDRESS;
import static org.tributary.hub.identity.compare.Field.BIRTH_DATE;
import static org.tributary.hub.identity.compare.Field.FAMILY;
import static org.tributary.hub.identity.compare.Field.FURTHER;
import static org.tributary.hub.identity.compare.Field.GIVEN;
import static org.tributary.hub.identity.compare.Field.LOCAL_NUMBER;
import static org.tributary.hub.identity.compare.Field.NHS_NUMBER;
import static org.tributary.hub.identity.compare.Field.PHONE;
import static org.tributary.hub.identity.compare.Field.POSTCODE;
import static org.tributary.hub.identity.compare.Field.SEX;
import static org.tributary.hub.identity.compare.Level.ALIKE;
import static org.tributary.hub.identity.compare.Level.DIFFERENT;
import static org.tributary.hub.identity.compare.Level.FURTHER_DIFFERENT;
import static org.tributary.hub.identity.compare.Level.MIDDLE;
import static org.tributary.hub.identity.compare.Level.MISSING;
import static org.tributary.hub.identity.compare.Level.NICKNAME;
import static org.tributary.hub.identity.compare.Level.ONE_DIGIT;
import static org.tributary.hub.identity.compare.Level.PART;
import static org.tributary.hub.identity.compare.Level.PARTIAL;
import static org.tributary.hub.identity.compare.Level.SAME;
import static org.tributary.hub.identity.compare.Level.SWAPPED;
import static org.tributary.hub.identity.compare.Level.UNLIKE;
import static org.tributary.hub.identity.compare.Level.UNTRUSTED;
import static org.tributary.hub.identity.compare.Level.VARIANT;

import java.util.Optional;

/** What forbids an automatic link, whatever else agrees. In their order: the first that holds is told. */
enum Gate {

    IDENTITY_UNKNOWN("identity-unknown-1", false) {
        @Override
        boolean holds(Traits one, Traits other, Evidence evidence) {
            return one.identityUnknown() || other.identityUnknown();
        }
    },
    SEVERAL_NHS_NUMBERS("several-nhs-numbers-1", false) {
        @Override
        boolean holds(Traits one, Traits other, Evidence evidence) {
            return one.numbers().size() > 1 || other.numbers().size() > 1;
        }
    },
    /** One organisation's number, two NHS numbers. */
    ONE_LOCAL_NUMBER_TWO_NHS_NUMBERS("one-local-number-two-nhs-numbers-1", true) {
        @Override
        boolean holds(Traits one, Traits other, Evidence evidence) {
            return evidence.is(LOCAL_NUMBER, SAME) && evidence.is(NHS_NUMBER, DIFFERENT);
        }
    },
    ONE_NHS_NUMBER_TWO_BIRTH_DATES("one-nhs-number-two-birth-dates-1", true) {
        @Override
        boolean holds(Traits one, Traits other, Evidence evidence) {
            return evidence.is(NHS_NUMBER, SAME, UNTRUSTED) && evidence.is(BIRTH_DATE, DIFFERENT);
        }
    },
    DIFFERENT_NHS_NUMBERS("different-nhs-numbers-1", true) {
        @Override
        boolean holds(Traits one, Traits other, Evidence evidence) {
            return evidence.is(NHS_NUMBER, DIFFERENT);
        }
    },
    /**
     * Names agree, but a generation lies between the birth dates. Under one trusted number it is a slip if one digit
     * makes the generation and names have no more than slips beside it, unless one source keeps both or the two tell of
     * different homes; a parent's record under the child's number shows by the parent's own: see {@code Rivals}.
     */
    PARENT_OR_CHILD("parent-or-child-4", true) {
        @Override
        boolean holds(Traits one, Traits other, Evidence evidence) {
            boolean slip = one.feed() != other.feed() && !evidence.isElsewhere() && evidence.is(NHS_NUMBER, SAME)
                    && evidence.is(BIRTH_DATE, ONE_DIGIT) && evidence.is(FAMILY, SAME, ALIKE, PART)
                    && evidence.is(GIVEN, SAME, NICKNAME, ALIKE);
            return !slip && Dates.yearsApart(one.birthDate(), other.birthDate()) >= GENERATION_YEARS;
        }
    },
    /** The same number and birth date under a name of which nothing agrees, or a twin's. */
    TWIN("twin-1", true) {
        @Override
        boolean holds(Traits one, Traits other, Evidence evidence) {
            boolean sameDay = evidence.is(BIRTH_DATE, SAME, SWAPPED, ONE_DIGIT, PARTIAL);
            boolean oneHome = !evidence.is(FAMILY, DIFFERENT, MISSING) || evidence.is(NHS_NUMBER, SAME, UNTRUSTED)
                    || evidence.is(POSTCODE, SAME) || evidence.is(PHONE, SAME) || evidence.is(ADDRESS, SAME);
            return sameDay && oneHome && evidence.is(GIVEN, DIFFERENT);
        }
    },
    /** Twins of one first name, told apart by the next. */
    TWIN_OF_ONE_FIRST_NAME("twin-of-one-first-name-1", true) {
        @Override
        boolean holds(Traits one, Traits other, Evidence evidence) {
            return (one.multipleBirth() || other.multipleBirth()) && evidence.is(GIVEN, FURTHER_DIFFERENT);
        }
    },
    /** Twins of names that are alike: the source of any record of the one may say so. */
    TWIN_OF_A_LIKE_NAME("twin-of-a-like-name-1", true) {
        @Override
        boolean holds(Traits one, Traits other, Evidence evidence) {
            return (one.multipleBirth() || other.multipleBirth()) && evidence.is(GIVEN, ALIKE, VARIANT, MIDDLE)
                    && !evidence.is(FURTHER, SAME);
        }
    },
    /**
     * Of twins and the like only number and name together tell which it is, or all given names; a name with a slip if a
     * further one is the same. Names that are swapped need only be alike, as twins' often are: they do not tell. Nor
     * does the number of those who tell of two homes with a slip beside.
     */
    MULTIPLE_BIRTH("multiple-birth-4", true) {
        @Override
        boolean holds(Traits one, Traits other, Evidence evidence) {
            boolean slip = !evidence.is(BIRTH_DATE, SAME) || evidence.is(FAMILY, ALIKE, SWAPPED);
            boolean name = evidence.is(GIVEN, SAME)
                    || evidence.is(GIVEN, NICKNAME, ALIKE) && evidence.is(FURTHER, SAME);
            boolean tells = evidence.is(NHS_NUMBER, SAME) && name
                    && !evidence.is(FAMILY, DIFFERENT) && !evidence.is(SEX, DIFFERENT)
                    && !(slip && evidence.isElsewhere());
            return (one.multipleBirth() || other.multipleBirth()) && !tells
                    && !Traits.haveAllNamesInCommon(one, other);
        }
    },
    /**
     * Whoever keeps two Patients under two numbers of its own says that they are two, as of twins of one name at one
     * home or cousins: only an NHS number, not under two family names or birth dates in two homes or given names that
     * are only alike, or names and birth date that are the same in all, make them one.
     */
    TWO_OF_ONE_SOURCE("two-of-one-source-4", false) {
        @Override
        boolean holds(Traits one, Traits other, Evidence evidence) {
            boolean oneNumber = evidence.is(NHS_NUMBER, SAME, UNTRUSTED, ONE_DIGIT)
                    && !(evidence.isElsewhere()
                            && (evidence.is(FAMILY, DIFFERENT) || !evidence.is(BIRTH_DATE, SAME)))
                    && !(evidence.is(GIVEN, ALIKE) && !evidence.is(FURTHER, SAME));
            return one.feed() == other.feed() && !oneNumber
                    && !evidence.is(LOCAL_NUMBER, SAME)
                    && !(evidence.is(BIRTH_DATE, SAME) && one.names().equals(other.names()));
        }
    },
    /** Under one number and name it is a slip; not under a form of the name, which brother and sister may share. */
    SEX_DIFFERS("sex-differs-2", false) {
        @Override
        boolean holds(Traits one, Traits other, Evidence evidence) {
            return evidence.is(SEX, DIFFERENT)
                    && !(evidence.is(NHS_NUMBER, SAME) && evidence.is(GIVEN, SAME, SWAPPED, MISSING));
        }
    },
    NOTHING_IN_COMMON("birth-date-and-name-differ-1", true) {
        @Override
        boolean holds(Traits one, Traits other, Evidence evidence) {
            return evidence.is(BIRTH_DATE, DIFFERENT) && evidence.is(GIVEN, DIFFERENT);
        }
    },
    /** A number of a false check digit that no slip makes the other's is somebody else's, or none. */
    UNLIKE_NHS_NUMBERS("unlike-nhs-numbers-1", false) {
        @Override
        boolean holds(Traits one, Traits other, Evidence evidence) {
            return evidence.is(NHS_NUMBER, UNLIKE);
        }
    };

    private static final int GENERATION_YEARS = 10;

    private final String code;
    private final boolean conflict;

    Gate(String code, boolean conflict) {
        this.code = code;
        this.conflict = conflict;
    }

    abstract boolean holds(Traits one, Traits other, Evidence evidence);

    /** With the version of what it means. */
    String code() {
        return code;
    }

    /** Whether it speaks against the two being one person, so that not even a third record may join them. */
    boolean isConflict() {
        return conflict;
    }

    static Optional<Gate> first(Traits one, Traits other, Evidence evidence) {
        for (Gate gate : values()) {
            if (gate.holds(one, other, evidence)) {
                return Optional.of(gate);
            }
        }
        return Optional.empty();
    }

    static boolean anyConflict(Traits one, Traits other, Evidence evidence) {
        for (Gate gate : values()) {
            if (gate.conflict && gate.holds(one, other, evidence)) {
                return true;
            }
        }
        return false;
    }
}
