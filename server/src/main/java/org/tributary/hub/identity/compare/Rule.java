package org.tributary.hub.identity.compare;

import static org.tributary.hub.identity.compare.Field.ADDRESS;
import static org.tributary.hub.identity.compare.Field.BIRTH_DATE;
import static org.tributary.hub.identity.compare.Field.FAMILY;
import static org.tributary.hub.identity.compare.Field.FURTHER;
import static org.tributary.hub.identity.compare.Field.GIVEN;
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
import static org.tributary.hub.identity.compare.Level.UNTRUSTED;
import static org.tributary.hub.identity.compare.Level.VARIANT;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * What links two Patients of which no gate keeps them apart, in this order. A rule that changes gets another version,
 * since links tell the rule that made them.
 */
enum Rule {

    /**
     * A trusted number and the whole birth date; names only must not speak against it, which gates see to. Who has a
     * family name and no given name yet is a newborn, and may be the twin of whoever bears the number: the home must
     * not speak against it then.
     */
    NHS_NUMBER_AND_BIRTH_DATE("nhs-number-and-birth-date-6") {
        @Override
        boolean holds(Evidence evidence) {
            boolean newborn = evidence.is(GIVEN, MISSING) && !evidence.is(FAMILY, MISSING);
            return evidence.is(NHS_NUMBER, SAME) && evidence.is(BIRTH_DATE, SAME) && mayBeOneGivenName(evidence)
                    && !(newborn && evidence.isElsewhere());
        }
    },
    /**
     * A trusted number and two of family name, given name, birth date and postcode, slips allowed for. A family has one
     * name and one home, and numbers are mixed up in families most of all: so the birth date or the given name has to
     * be one of the two, and a given name that is only alike, as sisters' are, does not do for the birth date.
     */
    NHS_NUMBER_AND_TWO_MORE("nhs-number-and-two-more-5") {
        @Override
        boolean holds(Evidence evidence) {
            boolean birthDate = evidence.is(BIRTH_DATE, SWAPPED, ONE_DIGIT, PARTIAL);
            int agreeing = count(evidence.is(FAMILY, SAME, ALIKE, PART, SWAPPED),
                    evidence.is(GIVEN, SAME, NICKNAME, VARIANT, ALIKE, SWAPPED), birthDate,
                    evidence.is(POSTCODE, SAME));
            boolean ownPerson = birthDate || evidence.is(GIVEN, SAME, NICKNAME, SWAPPED);
            boolean namesakes = evidence.is(BIRTH_DATE, MISSING) && !evidence.is(FAMILY, SAME, SWAPPED)
                    && evidence.isElsewhere();
            return evidence.is(NHS_NUMBER, SAME) && agreeing >= 2 && ownPerson && !evidence.is(GIVEN, DIFFERENT)
                    && mayBeOneGivenName(evidence) && !namesakes;
        }
    },
    /** A number that nobody traced yet, and both names and the whole birth date beside it. */
    UNTRACED_NUMBER_NAMES_AND_BIRTH_DATE("untraced-number-names-and-birth-date-1") {
        @Override
        boolean holds(Evidence evidence) {
            return evidence.is(NHS_NUMBER, UNTRUSTED) && evidence.is(BIRTH_DATE, SAME)
                    && evidence.is(FAMILY, SAME, SWAPPED) && evidence.is(GIVEN, SAME, SWAPPED);
        }
    },
    /**
     * A number with a slip in it, which its check digit gives away, and both names and the whole birth date. Hardly one
     * in ten million numbers is one slip away from another by chance; twins' may be near, and their names differ.
     */
    MISTYPED_NUMBER_NAMES_AND_BIRTH_DATE("mistyped-number-names-and-birth-date-1") {
        @Override
        boolean holds(Evidence evidence) {
            return evidence.is(NHS_NUMBER, ONE_DIGIT) && evidence.is(BIRTH_DATE, SAME)
                    && evidence.is(FAMILY, SAME, ALIKE, PART, SWAPPED) && evidence.is(GIVEN, SAME, NICKNAME, SWAPPED);
        }
    },
    /** Without a number: the whole birth date, both names, and a place or a telephone. */
    NAMES_BIRTH_DATE_AND_ADDRESS("names-birth-date-and-address-1") {
        @Override
        boolean holds(Evidence evidence) {
            return evidence.is(FAMILY, SAME, SWAPPED) && evidence.is(GIVEN, SAME, NICKNAME, SWAPPED)
                    && evidence.is(BIRTH_DATE, SAME)
                    && havePlaceInCommon(evidence);
        }
    },
    /**
     * Slips in names and birth date of people of one sex who have a place or a telephone in common: there is nobody
     * else in that home whose names and birth date are all so near, but a twin of a like name, whom gates and
     * {@code Rivals} tell of. Given name and birth date, which tell a sister, have slips in both in one home only.
     */
    NAMES_BIRTH_DATE_AND_ADDRESS_BUT_SLIPS("names-birth-date-and-address-but-slips-1") {
        @Override
        boolean holds(Evidence evidence) {
            boolean near = evidence.is(FAMILY, SAME, ALIKE, PART) && evidence.is(GIVEN, SAME, NICKNAME, ALIKE)
                    && evidence.is(BIRTH_DATE, SAME, SWAPPED, ONE_DIGIT, PARTIAL) && evidence.is(SEX, SAME);
            boolean twoTell = evidence.is(GIVEN, ALIKE) && !evidence.is(BIRTH_DATE, SAME);
            return near && (evidence.places() >= 2 || !twoTell && havePlaceInCommon(evidence));
        }
    },
    /**
     * Names and the whole birth date of somebody who has moved and has a family name that few bear: nobody else is
     * known who may be meant (see {@code Rivals}), and no organisation keeps the two apart. The first of January does
     * not do, since it stands for days that nobody knows.
     */
    RARE_NAMES_AND_BIRTH_DATE("rare-names-and-birth-date-1") {
        @Override
        boolean holds(Evidence evidence) {
            return evidence.is(FAMILY, SAME) && evidence.is(GIVEN, SAME) && evidence.is(BIRTH_DATE, SAME)
                    && evidence.is(SEX, SAME);
        }

        @Override
        boolean isAbout(Traits one, Traits other, Weights weights) {
            return one.feed() != other.feed() && !one.birthDate().orElse("-01-01").endsWith("-01-01")
                    && Stream.of(one, other)
                            .flatMap(traits -> traits.names().stream())
                            .noneMatch(weights::isFrequentFamilyOf);
        }
    };

    private final String code;

    Rule(String code) {
        this.code = code;
    }

    abstract boolean holds(Evidence evidence);

    /** Whether what the weights link is stronger: names and a birth date, and nothing beside them. */
    boolean isWeak() {
        return this == RARE_NAMES_AND_BIRTH_DATE;
    }

    /** Whether the rule speaks of such Patients at all. */
    boolean isAbout(Traits one, Traits other, Weights weights) {
        return true;
    }

    String code() {
        return code;
    }

    static Optional<Rule> first(Traits one, Traits other, Evidence evidence, Weights weights) {
        for (Rule rule : values()) {
            if (rule.holds(evidence) && rule.isAbout(one, other, weights)) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }

    /** What must hold beside the weights for them to link: no name or date may be only half known. */
    static boolean mayWeightsLink(Evidence evidence) {
        return evidence.is(BIRTH_DATE, SAME) && evidence.is(GIVEN, SAME, NICKNAME, SWAPPED)
                && !evidence.is(SEX, DIFFERENT) && !evidence.is(FAMILY, MISSING);
    }

    /**
     * Whether the given names may be one person's even if a twin bore the other's number: a name of its own kind, or
     * one used in another place, has to be made up for by the home or a further name, and so has a slip in it beside
     * another family name.
     */
    private static boolean mayBeOneGivenName(Evidence evidence) {
        boolean madeUpFor = evidence.places() >= 1 || evidence.is(FURTHER, SAME);
        if (evidence.is(GIVEN, MIDDLE, VARIANT, FURTHER_DIFFERENT)) {
            return evidence.is(FAMILY, SAME, ALIKE) && madeUpFor;
        }
        return !evidence.is(GIVEN, ALIKE) || !evidence.is(FAMILY, DIFFERENT) || madeUpFor;
    }

    /** Neighbours share a postcode, too: another house is another place. */
    private static boolean havePlaceInCommon(Evidence evidence) {
        return evidence.is(PHONE, SAME) || evidence.is(ADDRESS, SAME)
                || evidence.is(POSTCODE, SAME) && !evidence.is(ADDRESS, DIFFERENT);
    }

    private static int count(boolean... facts) {
        int count = 0;
        for (boolean fact : facts) {
            count += fact ? 1 : 0;
        }
        return count;
    }

}
