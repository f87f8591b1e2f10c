package org.tributary.hub.pathway.waits;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.hub.pathway.Detail;
import org.tributary.hub.pathway.EventTime;
import org.tributary.hub.pathway.EventsByDay;
import org.tributary.hub.pathway.spells.ProviderSpell;
import org.tributary.hub.pathway.stays.ContinuousStay;
import org.tributary.mapping.CareSetting;

/**
 * What followed on the discharge from a continuous stay in a bed. Days are those of the London calendar, counted from
 * the day of discharge as day 0.
 *
 * @param contact
 *            the first contact with the person within the days asked for
 * @param contactDue
 *            the last day on which one would be in time
 * @param readmission
 *            the stay that began as an emergency on days 0 to 29
 * @param reablement
 *            the reablement service that began by day 7
 * @param at91
 *            where the person was on day 91; only after reablement
 */
public record AfterDischarge(ContinuousStay stay, Optional<CareEvent> contact, LocalDate contactDue,
        Optional<ContinuousStay> readmission, Optional<CareEvent> reablement, Optional<At91> at91) {

    /** The definitions and their version. */
    public static final int VERSION = 1;

    private static final int READMISSION_DAYS = 29;
    private static final int REABLEMENT_DAYS = 7;
    private static final int HOME_DAYS = 91;
    private static final String DIED = "4";
    private static final Set<CareEventKind> CONTACTS = Set.of(CareEventKind.GP_CONSULTATION, CareEventKind.CONTACT,
            CareEventKind.OUTPATIENT_ATTENDANCE, CareEventKind.ASSESSMENT, CareEventKind.REVIEW);
    private static final Set<String> CARE_HOMES = Set.of("long-term-residential", "long-term-nursing");
    private static final Set<String> REABLEMENT = Set.of("reablement");
    private static final Set<String> REABLEMENT_CATEGORIES = Set.of("short-term-st-max");

    /** Where someone was 91 days after a discharge to reablement (ASCOF 2B). */
    public enum At91 {
        AT_HOME("at-home"), IN_HOSPITAL("in-hospital"), IN_CARE_HOME("in-care-home"), DEAD("dead"), NOT_YET("not-yet");

        private final String code;

        At91(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    /** The person and the day on which one looks. */
    public record Person(Collection<CareEvent> events, List<ContinuousStay> stays, Optional<LocalDate> died,
            LocalDate today) {

    }

    /**
     * What may follow on a discharge, by the day on which it began: a long record has hundreds of each.
     *
     * @param events
     *            of the kinds alone that anything here asks for
     * @param emergencies
     *            the stays in a bed that began as an emergency
     */
    private record WhatFollows(Person person, EventsByDay events,
            NavigableMap<LocalDate, List<ContinuousStay>> emergencies) {

        static WhatFollows of(Person person) {
            return new WhatFollows(person,
                    new EventsByDay(person.events()
                            .stream()
                            .filter(event -> CONTACTS.contains(event.kind())
                                    || event.kind() == CareEventKind.CARE_SERVICE)),
                    person.stays()
                            .stream()
                            .filter(stay -> stay.kind() == ProviderSpell.Kind.BED && stay.isEmergency())
                            .collect(Collectors.groupingBy(stay -> stay.start().date(), TreeMap::new,
                                    Collectors.toList())));
        }

        Optional<CareEvent> firstWithin(LocalDate from, int days, Predicate<CareEvent> which) {
            return events.between(from, from.plusDays(days)).filter(which).min(ReferralActivity.IN_ORDER);
        }

        Optional<ContinuousStay> readmission(ContinuousStay stay, EventTime end) {
            LocalDate left = end.date();
            return emergencies.subMap(left, true, left.plusDays(READMISSION_DAYS), true)
                    .values()
                    .stream()
                    .flatMap(List::stream)
                    .filter(next -> next.start().compareTo(end) >= 0 && !next.equals(stay))
                    .findFirst();
        }
    }

    /**
     * Of every stay in a bed that has ended other than by death, by discharge.
     *
     * @param contactDays
     *            within how many days of the discharge somebody is to see or speak to the person
     */
    public static List<AfterDischarge> find(Person asked, int contactDays) {
        WhatFollows follows = WhatFollows.of(asked);
        return asked.stays()
                .stream()
                .filter(stay -> stay.kind() == ProviderSpell.Kind.BED && stay.end().isPresent())
                .filter(stay -> stay.last().discharge().method().filter(DIED::equals).isEmpty())
                .map(stay -> of(follows, stay, contactDays))
                .sorted(Comparator.comparing(after -> after.stay().end().orElseThrow()))
                .toList();
    }

    private static AfterDischarge of(WhatFollows follows, ContinuousStay stay, int contactDays) {
        EventTime end = stay.end().orElseThrow();
        LocalDate left = end.date();
        Optional<CareEvent> reablement = follows.firstWithin(left, REABLEMENT_DAYS, AfterDischarge::isReablement);
        return new AfterDischarge(stay,
                follows.firstWithin(left, contactDays, event -> isContactAfter(event, end)),
                left.plusDays(contactDays), follows.readmission(stay, end), reablement,
                reablement.map(service -> at91(follows.person(), left.plusDays(HOME_DAYS))));
    }

    /** On the day of discharge only what comes after it, as far as both are told to the minute. */
    private static boolean isContactAfter(CareEvent event, EventTime left) {
        EventTime at = event.start().orElseThrow();
        return CONTACTS.contains(event.kind()) && ReferralActivity.happened(event)
                && (at.compareTo(left) >= 0 || at.precision() != EventTime.Precision.TIME);
    }

    private static boolean isReablement(CareEvent event) {
        return event.kind() == CareEventKind.CARE_SERVICE && (hasCode(event, REABLEMENT)
                || event.find(Detail.SERVICE_CATEGORY).filter(REABLEMENT_CATEGORIES::contains).isPresent());
    }

    private static boolean hasCode(CareEvent event, Set<String> codes) {
        return event.code().flatMap(code -> code.code()).filter(codes::contains).isPresent();
    }

    private static At91 at91(Person person, LocalDate day) {
        if (day.isAfter(person.today())) {
            return At91.NOT_YET;
        }
        if (person.died().filter(died -> !died.isAfter(day)).isPresent()) {
            return At91.DEAD;
        }
        if (person.stays().stream().anyMatch(stay -> stay.kind() == ProviderSpell.Kind.BED && stay.covers(day))) {
            return At91.IN_HOSPITAL;
        }
        return person.events().stream().anyMatch(event -> isCareHomeOn(event, day)) ? At91.IN_CARE_HOME : At91.AT_HOME;
    }

    private static boolean isCareHomeOn(CareEvent event, LocalDate day) {
        return event.kind() == CareEventKind.CARE_SERVICE && event.setting() == CareSetting.SOCIAL
                && (hasCode(event, CARE_HOMES)
                        || event.find(Detail.SERVICE_CATEGORY).filter(CARE_HOMES::contains).isPresent())
                && event.start().filter(start -> !start.date().isAfter(day)).isPresent()
                && event.end().filter(end -> end.date().isBefore(day)).isEmpty();
    }
}
