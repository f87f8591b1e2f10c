package org.tributary.hub.web.person;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.tributary.hub.identity.PersonView;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.now.Sources.Source;
import org.tributary.hub.web.HumanTime;
import org.tributary.hub.web.Words;
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
        boolean deceased, List<Line> alerts, List<Holder> holders) {

    private static final String UNKNOWN = "Not known";

    /**
     * An organisation that holds records of the person, or may hold some.
     *
     * @param heard
     *            when anything of the person last came from it; empty for an organisation without a feed
     * @param warnings
     *            why its lists may be incomplete
     */
    record Holder(String name, String setting, String heard, List<String> warnings) {
    }

    /**
     * @param alerts
     *            what holds now and whoever meets the person is to know
     */
    static Banner of(PersonView person, List<CareEvent> alerts, Telling telling) {
        return new Banner(
                person.id(),
                person.name(),
                person.birthDate()
                        .map(date -> born(date, person.deceased(), telling.picture().today()))
                        .orElse(UNKNOWN),
                person.gender().map(Words::code).orElse(UNKNOWN),
                person.nhsNumber().map(Words::nhsNumber).orElse(UNKNOWN),
                note(person),
                person.address().orElse(UNKNOWN),
                person.deceased(),
                alerts.stream().map(alert -> alert(alert, telling)).toList(),
                telling.picture().sources().stream().map(source -> holder(source, telling)).toList());
    }

    private static String born(String birthDate, boolean deceased, LocalDate today) {
        Optional<Integer> age = deceased
                ? Optional.empty()
                : HumanTime.age(birthDate, today);
        return HumanTime.fhirDate(birthDate) + age.map(years -> " (age " + years + ")").orElse("");
    }

    private static String note(PersonView person) {
        if (person.nhsNumber().isEmpty()) {
            return "";
        }
        return person.nhsNumberVerified() ? "Verified" : "Not verified";
    }

    /** The kind goes first: an allergy to a thing is not the thing. */
    private static Line alert(CareEvent alert, Telling telling) {
        String what = TimelineRow.what(alert);
        return new Line(alert.kind().display() + (what.isEmpty() ? "" : ": " + what),
                telling.organisation(alert.organisation()), Optional.of(telling.entry(alert.source())));
    }

    private static Holder holder(Source source, Telling telling) {
        return new Holder(telling.organisation(source.organisation()),
                source.setting().flatMap(CareSetting::findByCode).map(Words::setting).orElse(""),
                source.lastHeard().map(HumanTime::date).orElse(""),
                source.feed()
                        .map(feed -> telling.picture().warnings().getOrDefault(feed, List.of()))
                        .orElse(List.of()));
    }
}
