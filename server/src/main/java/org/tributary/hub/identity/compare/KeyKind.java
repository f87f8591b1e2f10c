package org.tributary.hub.identity.compare;

/** What two Patients have in common who share a blocking key. */
public enum KeyKind {
    NHS_NUMBER("nhs", "NHS number", true),
    /** However many bear one number: those who were born on one day are compared. */
    NHS_NUMBER_AND_BIRTH_DATE("nhs+date", "NHS number and birth date", false), LOCAL_NUMBER("local",
            "organisation's own number", true),
    /** The Patient itself, and those that its source merged with it. */
    PATIENT("patient", "what their source merged", false), BIRTH_DATE_AND_NAME("date+name", "birth date and a name",
            true),
    NAMES_AND_YEAR("names+year", "names and year of birth", true), NAMES_AND_DAY("names+day",
            "names and day of birth", true),
    NAMES_AND_POSTCODE("names+postcode", "names and postcode", true),
    FAMILY_NAME_POSTCODE_AND_YEAR("family+postcode+year", "family name, postcode and year of birth", true),
    BIRTH_DATE_AND_POSTCODE("date+postcode", "birth date and postcode", true), BIRTH_DATE_AND_PHONE("date+phone",
            "birth date and telephone number", true),
    GIVEN_NAME_AND_ADDRESS("given+address", "given name and address", true), GIVEN_NAME_AND_PHONE("given+phone",
            "given name and telephone number", true);

    private final String code;
    private final String words;
    private final boolean mayCrowd;

    KeyKind(String code, String words, boolean mayCrowd) {
        this.code = code;
        this.words = words;
        this.mayCrowd = mayCrowd;
    }

    /** E.g. {@code date+name}. */
    public String code() {
        return code;
    }

    /** What people call it. */
    public String words() {
        return words;
    }

    /** Whether Patients that share it are compared by it only as long as they are few. */
    public boolean mayCrowd() {
        return mayCrowd;
    }
}
