package org.tributary.hub.pathway.worklists;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.hub.pathway.CareRecord;
import org.tributary.hub.pathway.Detail;
import org.tributary.hub.pathway.EventTime;
import org.tributary.hub.pathway.TimelineEntry;
import org.tributary.hub.pathway.spells.ProviderSpell;
import org.tributary.hub.store.ResourceKey;
import org.tributary.mapping.CareSetting;

/** It is noon on 12 March 2026. */
class WorklistRulesTest {

    private static final Instant NOW = Instant.parse("2026-03-12T12:00:00Z");

    private final List<CareEvent> events = new ArrayList<>();
    private final List<ProviderSpell> spells = new ArrayList<>();

    @Test
    void readyAndStillThereCountsTheNightsSince() {
        spell("2026-03-01", "", "21");
        event("Observation", CareEventKind.READY_FOR_DISCHARGE, CareSetting.ACUTE, "RZ1", "final", "2026-03-05");
        assertThat(items(Worklist.READY_FOR_DISCHARGE)).singleElement().satisfies(item -> {
            assertThat(item.days()).isEqualTo(7);
            assertThat(item.awaited()).contains("RZ1");
            assertThat(item.organisation()).isEqualTo("RZ1");
        });
    }

    @Test
    void readyOnTheSameDayWaitsForNoNightYet() {
        spell("2026-03-01", "", "21");
        event("Observation", CareEventKind.READY_FOR_DISCHARGE, CareSetting.ACUTE, "RZ1", "final", "2026-03-12");
        assertThat(items(Worklist.READY_FOR_DISCHARGE)).singleElement().satisfies(item -> {
            assertThat(item.days()).isZero();
            assertThat(item.awaited()).contains("RZ1");
        });
    }

    @Test
    void whoLeftOrNeedsTheHospitalAgainIsNotReady() {
        spell("2026-03-01", "2026-03-09", "21");
        event("Observation", CareEventKind.READY_FOR_DISCHARGE, CareSetting.ACUTE, "RZ1", "final", "2026-03-05");
        assertThat(items(Worklist.READY_FOR_DISCHARGE)).isEmpty();
        spells.clear();
        spell("2026-03-01", "", "21");
        event("Observation", CareEventKind.CRITERIA_TO_RESIDE, CareSetting.ACUTE, "RZ1", "final", "2026-03-06");
        assertThat(items(Worklist.READY_FOR_DISCHARGE)).isEmpty();
    }

    /** 5 March and 7 days are 12 March: today is the last day on which a contact is in time. */
    @ParameterizedTest
    @CsvSource({"2026-03-12,0,2026-03-19", "2026-03-09,3,2026-03-16", "2026-03-05,7,2026-03-12"})
    void leftInTheLastSevenDays(String left, int days, String due) {
        spell("2026-03-01", left, "21");
        assertThat(items(Worklist.NO_CONTACT)).singleElement().satisfies(item -> {
            assertThat(item.days()).isEqualTo(days);
            assertThat(item.due()).contains(LocalDate.parse(due));
        });
    }

    @Test
    void leftEightDaysAgoIsNobodysWorkOnThisListAnyMore() {
        spell("2026-03-01", "2026-03-04", "21");
        assertThat(items(Worklist.NO_CONTACT)).isEmpty();
    }

    @Test
    void aContactOrANewAdmissionTakesSomebodyOffTheList() {
        spell("2026-03-01", "2026-03-09", "21");
        event("Encounter", CareEventKind.GP_CONSULTATION, CareSetting.PRIMARY, "A1", "finished", "2026-03-10");
        assertThat(items(Worklist.NO_CONTACT)).isEmpty();
        events.clear();
        spell("2026-03-11", "", "11");
        assertThat(items(Worklist.NO_CONTACT)).isEmpty();
    }

    @Test
    void cameBackAsAnEmergency() {
        spell("2026-02-20", "2026-02-27", "11");
        spell("2026-03-10", "", "21");
        assertThat(items(Worklist.READMITTED)).singleElement().satisfies(item -> {
            assertThat(item.since().toFhir()).isEqualTo("2026-03-10");
            assertThat(item.days()).isEqualTo(2);
            assertThat(item.left().orElseThrow().at().toFhir()).isEqualTo("2026-02-27");
        });
    }

    @Test
    void aPlannedReturnIsNone() {
        spell("2026-02-20", "2026-02-27", "21");
        spell("2026-03-10", "", "11");
        assertThat(items(Worklist.READMITTED)).isEmpty();
    }

    /** 10 February is 30 days before 12 March, 9 February 31. */
    @ParameterizedTest
    @CsvSource({"2026-02-10,1", "2026-02-09,0"})
    void aReadmissionIsOnTheListForThirtyDays(String back, int rows) {
        spell("2026-02-01", "2026-02-05", "21");
        spell(back, "2026-02-14", "21");
        assertThat(items(Worklist.READMITTED)).hasSize(rows);
    }

    /** 4 December 2025 to 12 March 2026 are 98 days: 14 weeks. The limit is 126 days: 9 April. */
    @ParameterizedTest
    @CsvSource({"2025-12-04,1", "2025-12-05,0", "2025-09-01,1"})
    void waitsFourteenWeeksOrLonger(String referred, int rows) {
        event("ServiceRequest", CareEventKind.REFERRAL, CareSetting.PRIMARY, "A1", "active", referred);
        assertThat(items(Worklist.NEAR_BREACH)).hasSize(rows);
    }

    @Test
    void theLimitIsEighteenWeeksAfterTheClockStarted() {
        event("ServiceRequest", CareEventKind.REFERRAL, CareSetting.PRIMARY, "A1", "active", "2025-12-04");
        assertThat(items(Worklist.NEAR_BREACH)).singleElement().satisfies(item -> {
            assertThat(item.days()).isEqualTo(98);
            assertThat(item.due()).contains(LocalDate.parse("2026-04-09"));
        });
    }

    /** Twelve months after 9 April 2025 are four weeks from today; one day later is not yet on the list. */
    @ParameterizedTest
    @CsvSource({"2025-04-09,1", "2025-04-10,0", "2024-01-15,1"})
    void aPackageIsLookedAtOnceAYear(String began, int rows) {
        event("EpisodeOfCare", CareEventKind.CARE_SERVICE, CareSetting.SOCIAL, "E1", "active", began);
        assertThat(items(Worklist.REVIEW_DUE)).hasSize(rows);
    }

    @Test
    void theLastReviewCountsAndNotThatOfAnotherOrganisation() {
        event("EpisodeOfCare", CareEventKind.CARE_SERVICE, CareSetting.SOCIAL, "E1", "active", "2023-06-01");
        event("Task", CareEventKind.REVIEW, CareSetting.SOCIAL, "E1", "completed", "2025-03-20");
        event("Task", CareEventKind.REVIEW, CareSetting.SOCIAL, "E2", "completed", "2026-01-20");
        event("Task", CareEventKind.REVIEW, CareSetting.SOCIAL, "E1", "requested", "2026-02-20");
        assertThat(items(Worklist.REVIEW_DUE)).singleElement().satisfies(item -> {
            assertThat(item.since().toFhir()).isEqualTo("2025-03-20");
            assertThat(item.due()).contains(LocalDate.parse("2026-03-20"));
        });
    }

    @Test
    void aReviewThatIsPlannedForADayIsDueThen() {
        event("EpisodeOfCare", CareEventKind.CARE_SERVICE, CareSetting.SOCIAL, "E1", "active", "2023-06-01");
        event("Task", CareEventKind.REVIEW, CareSetting.SOCIAL, "E1", "completed", "2026-01-20");
        assertThat(items(Worklist.REVIEW_DUE)).isEmpty();
        planned("E1", "accepted", "2026-04-01");
        planned("E1", "cancelled", "2026-03-02");
        planned("E2", "requested", "2026-03-01");
        assertThat(items(Worklist.REVIEW_DUE)).singleElement().satisfies(item -> {
            assertThat(item.since().toFhir()).isEqualTo("2026-01-20");
            assertThat(item.due()).contains(LocalDate.parse("2026-04-01"));
        });
    }

    @Test
    void aReviewPlannedForLaterThanTheListReachesIsNotDueYet() {
        event("EpisodeOfCare", CareEventKind.CARE_SERVICE, CareSetting.SOCIAL, "E1", "active", "2024-06-01");
        planned("E1", "requested", "2026-12-01");
        assertThat(items(Worklist.REVIEW_DUE)).isEmpty();
    }

    private void planned(String organisation, String status, String due) {
        events.add(new CareEvent(new ResourceKey("Task", "e" + events.size()), 0, "p", CareEventKind.REVIEW,
                CareSetting.SOCIAL, organisation, Optional.empty(), Optional.empty(), Optional.of(status),
                EventTime.parse("2026-02-01"), Optional.empty(), Optional.empty(), Map.of(Detail.DUE, due)));
    }

    @Test
    void aServiceThatIsOverOrNotOfSocialCareNeedsNoReview() {
        event("EpisodeOfCare", CareEventKind.CARE_SERVICE, CareSetting.SOCIAL, "E1", "finished", "2023-06-01");
        event("EpisodeOfCare", CareEventKind.CARE_SERVICE, CareSetting.COMMUNITY, "E1", "active", "2023-06-01");
        assertThat(items(Worklist.REVIEW_DUE)).isEmpty();
    }

    private List<WorklistItem> items(Worklist list) {
        return WorklistRules.of(list,
                new CareRecord("person", List.of("p"),
                        events.stream().map(event -> new TimelineEntry(event, "feed", Optional.empty())).toList(),
                        spells),
                NOW);
    }

    private void spell(String from, String until, String method) {
        spells.add(new ProviderSpell("spell" + spells.size(), "p", ProviderSpell.Kind.BED, CareSetting.ACUTE, "RZ1",
                EventTime.parse(from).orElseThrow(),
                until.isEmpty() ? Optional.empty() : EventTime.parse(until),
                new ProviderSpell.Admission(Optional.of(method), Optional.empty()),
                new ProviderSpell.Discharge(Optional.empty(), Optional.empty()), List.of()));
    }

    private void event(String type, CareEventKind kind, CareSetting setting, String organisation, String status,
            String day) {
        events.add(new CareEvent(new ResourceKey(type, "e" + events.size()), 0, "p", kind, setting, organisation,
                Optional.empty(), Optional.empty(), Optional.of(status), EventTime.parse(day), Optional.empty(),
                Optional.empty(), Map.of()));
    }
}
