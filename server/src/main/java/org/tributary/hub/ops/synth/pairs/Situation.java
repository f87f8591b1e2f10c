package org.tributary.hub.ops.synth.pairs;

import java.util.Arrays;
import java.util.List;

/**
 * Why two records of one person differ, or why two people are easily taken for one. Each has the share that a borough
 * has of it, in a thousand of those whom it can befall; where the shares come from is told in
 * {@code docs/linkage-evaluation.md}.
 */
public enum Situation {
    TYPED_WRONG(100, "two or three of names, address and birth date mistyped"),
    TYPED_WRONG_ONCE(60, "one of names, address and birth date mistyped"),
    READ_WRONG(20, "letters and digits misread, as by a scanner"),
    HEARD_WRONG(20, "a name spelt as it sounds"),
    SPELT_OTHERWISE(200, "a name that is written in several ways"),
    SHORT_NAME(60, "a short or pet name"),
    MIDDLE_NAME_LEFT_OUT(250, "the middle name left out"),
    MIDDLE_NAME_FIRST(15, "the middle name used as the first"),
    NAMES_SWAPPED(8, "family and given name swapped"),
    PART_OF_FAMILY_NAME(150, "half of a double family name"),
    MARRIED(15, "another family name since marriage"),
    MOVED(150, "another address, mostly another telephone too"),
    PHONE_CHANGED(100, "another telephone"),
    PHONE_MISSING(150, "no telephone"),
    ADDRESS_MISSING(10, "no address"),
    NO_FIXED_ABODE(5, "no fixed abode"),
    DAY_AND_MONTH_SWAPPED(8, "day and month of birth swapped"),
    BIRTH_DIGIT_WRONG(12, "one digit of the birth date wrong"),
    BIRTH_DAY_UNKNOWN(5, "1 January for an unknown day of birth"),
    BIRTH_DATE_MISSING(3, "no birth date"),
    SEX_MISSING(15, "no sex"),
    SEX_WRONG(4, "the other sex"),
    UNNAMED_BABY(300, "a newborn without a name"),
    NUMBER_MISSING_IN_ONE(80, "NHS number missing in one"),
    NUMBER_MISSING_IN_BOTH(20, "NHS number missing in both"),
    NUMBER_UNTRACED(10, "NHS number not yet traced"),
    NUMBER_OF_FALSE_CHECK_DIGIT(12, "NHS number that fails its check digit"),
    NUMBER_OF_A_STRANGER(12, "a stranger's NHS number"),
    NUMBER_OF_THE_HOUSEHOLD(5, "the NHS number of somebody of the household"),
    NUMBER_OF_THE_TWIN(20, "the twin's NHS number"),
    NUMBER_OF_A_NAMESAKE(20, "the NHS number of a parent, child or cousin of the same name"),
    NUMBER_OF_TWO(1, "an NHS number that two people were given"),
    UNKNOWN_PERSON(3, "somebody whose identity is unknown"),

    TWINS(25, "twins"),
    TWINS_OF_LIKE_NAMES(250, "twins of one sex whose names are alike"),
    TWINS_OF_ONE_FIRST_NAME(100, "twins of one first name, told apart by the next"),
    PARENT_AND_CHILD_OF_ONE_NAME(5, "parent and child of one name at one address"),
    COUSINS_OF_ONE_NAME(3, "cousins of one name, born in one year"),
    NAMESAKES(10, "strangers of one frequent name and birth date"),
    SIBLINGS(0, "brothers and sisters at one address"),
    COUPLE(0, "a couple at one address"),
    SHARED_ADDRESS(0, "strangers at one address"),
    BEARER_OF_THE_NUMBER(0, "a record under another's NHS number, and that other"),
    TWO_OF_ONE_NUMBER(0, "two people who were given one NHS number");

    private final int boroughPerMille;
    private final String words;

    Situation(int boroughPerMille, String words) {
        this.boroughPerMille = boroughPerMille;
        this.words = words;
    }

    /** In a thousand; 0 for what comes about by itself. */
    int boroughPerMille() {
        return boroughPerMille;
    }

    public String words() {
        return words;
    }

    /** Whether it is about two records of one person, and not about two people. */
    public boolean isOfOnePerson() {
        return compareTo(UNKNOWN_PERSON) <= 0;
    }

    /** All that may befall one person's records. */
    public static List<Situation> ofOnePerson() {
        return Arrays.stream(values()).filter(Situation::isOfOnePerson).toList();
    }
}
