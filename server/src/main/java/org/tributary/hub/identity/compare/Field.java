package org.tributary.hub.identity.compare;

import java.util.Locale;

/** What of two Patients is compared. */
public enum Field {
    NHS_NUMBER("NHS number"), BIRTH_DATE("birth date"), FAMILY("family name"), GIVEN("given name"),
    /** Told only where one agrees that is somebody's own, and not borne by half a community. */
    FURTHER("further given name"), SEX("sex"),
    POSTCODE(
            "postcode"),
    PHONE("telephone number"), ADDRESS("first line of the address"), LOCAL_NUMBER("organisation's own number");

    private final String words;

    Field(String words) {
        this.words = words;
    }

    /** E.g. {@code nhs-number}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What people call it. */
    public String words() {
        return words;
    }
}
