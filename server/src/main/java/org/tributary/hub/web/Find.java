package org.tributary.hub.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tributary.hub.identity.PersonQuery;
import org.tributary.mapping.NhsNumber;

/**
 * What was typed into the form that finds someone. Only one way of finding is used: NHS number, else family name with
 * date of birth, else local number.
 */
record Find(String nhsNumber, String family, String day, String month, String year, String localNumber) {

    static final Find NOTHING = new Find("", "", "", "", "", "");

    /** What came of reading the form. */
    sealed interface Reading {
    }

    record Question(PersonQuery query) implements Reading {
    }

    /**
     * @param field
     *            the id of the input that the message is about
     */
    record Mistake(String field, String message) implements Reading {
    }

    /** Missing fields are empty ones. */
    static Find of(@Nullable String nhsNumber, @Nullable String family, @Nullable String day, @Nullable String month,
            @Nullable String year, @Nullable String localNumber) {
        return new Find(clean(nhsNumber), clean(family), clean(day), clean(month), clean(year), clean(localNumber));
    }

    private static String clean(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    Reading read() {
        if (!nhsNumber.isEmpty()) {
            return NhsNumber.parse(nhsNumber)
                    .<Reading>map(number -> new Question(new PersonQuery.ByNhsNumber(number)))
                    .orElse(new Mistake("nhs-number",
                            "Check the NHS number: it has 10 digits, and the last one must fit the others"));
        }
        if (!family.isEmpty() || hasDate()) {
            return readNameAndBirthDate();
        }
        return localNumber.isEmpty()
                ? new Mistake("nhs-number", "Enter an NHS number, a family name with date of birth, or a local number")
                : new Question(new PersonQuery.ByLocalNumber(localNumber));
    }

    private Reading readNameAndBirthDate() {
        if (family.isEmpty()) {
            return new Mistake("family", "Enter the family name that goes with the date of birth");
        }
        if (!hasDate()) {
            return new Mistake("birth-day", "Enter the date of birth that goes with the family name");
        }
        return findBirthDate()
                .<Reading>map(date -> new Question(new PersonQuery.ByNameAndBirthDate(family, date.toString())))
                .orElse(new Mistake("birth-day", "Date of birth must be a real date, such as 27 3 1948"));
    }

    private boolean hasDate() {
        return !(day + month + year).isEmpty();
    }

    private Optional<LocalDate> findBirthDate() {
        List<Integer> parts = new ArrayList<>();
        for (String part : List.of(year, month, day)) {
            if (!part.matches("[0-9]{1,4}")) {
                return Optional.empty();
            }
            parts.add(Integer.valueOf(part));
        }
        try {
            return year.length() == 4
                    ? Optional.of(LocalDate.of(parts.get(0), parts.get(1), parts.get(2)))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
