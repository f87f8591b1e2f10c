package org.tributary.hub.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tributary.hub.identity.PersonView;
import org.tributary.hub.identity.PersonView.SourceRecord;
import org.tributary.hub.pathway.EventTime;
import org.tributary.mapping.CareSetting;

/**
 * Who a page is about.
 *
 * @param born
 *            with the age today, of the living
 * @param nhsNumber
 *            spaced 3-3-4
 */
record Banner(String id, String name, String born, String sex, String nhsNumber, String nhsNumberNote, String address,
        boolean deceased, List<Holder> holders) {

    private static final String UNKNOWN = "Not known";

    /**
     * An organisation that holds records of the person.
     *
     * @param updated
     *            when the person's details last changed here
     */
    record Holder(String name, String setting, String updated) {
    }

    static Banner of(PersonView person, Map<String, String> organisations, Clock clock) {
        return new Banner(
                person.id(),
                person.name(),
                person.birthDate().map(date -> born(date, person.deceased(), clock)).orElse(UNKNOWN),
                person.gender().map(Words::code).orElse(UNKNOWN),
                person.nhsNumber().map(Words::nhsNumber).orElse(UNKNOWN),
                note(person),
                person.address().orElse(UNKNOWN),
                person.deceased(),
                person.sources().stream().map(source -> holder(source, organisations)).distinct().toList());
    }

    private static String born(String birthDate, boolean deceased, Clock clock) {
        Optional<Integer> age = deceased
                ? Optional.empty()
                : HumanTime.age(birthDate, LocalDate.ofInstant(clock.instant(), EventTime.LONDON));
        return HumanTime.fhirDate(birthDate) + age.map(years -> " (age " + years + ")").orElse("");
    }

    private static String note(PersonView person) {
        if (person.nhsNumber().isEmpty()) {
            return "";
        }
        return person.nhsNumberVerified() ? "Verified" : "Not verified";
    }

    private static Holder holder(SourceRecord source, Map<String, String> organisations) {
        return new Holder(
                organisationName(source.organisation(), organisations),
                CareSetting.findByCode(source.setting()).map(Words::setting).orElse(source.setting()),
                HumanTime.date(Instant.parse(source.lastUpdated())));
    }

    private static String organisationName(String odsCode, Map<String, String> organisations) {
        String name = organisations.get(odsCode);
        return name == null ? odsCode : name + " (" + odsCode + ")";
    }
}
