package org.tributary.hub.pathway.waits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.hub.pathway.Detail;
import org.tributary.hub.pathway.EventTime;
import org.tributary.hub.store.ResourceKey;
import org.tributary.mapping.CareSetting;

/** The clock by the RTT rules suite. */
class ReferralToTreatmentTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    @Test
    void aReferralStartsAClockThatRunsUntilTreatment() {
        assertThat(rtt(referral("2026-01-05"))).singleElement().satisfies(wait -> {
            assertThat(wait.isOpen()).isTrue();
            assertThat(wait.days(NOW)).isEqualTo(147);
            assertThat(wait.weeks(NOW)).isEqualTo(21);
            assertThat(wait.breached(NOW)).contains(true);
        });
    }

    @Test
    void eighteenWeeksToTheDayAreNoBreach() {
        // 5 January to 11 May is 126 days.
        assertThat(rtt(referral("2026-01-05"), activity("t", "2026-05-11", "30"))).singleElement()
                .satisfies(wait -> {
                    assertThat(wait.days(NOW)).isEqualTo(126);
                    assertThat(wait.breached(NOW)).contains(false);
                });
        assertThat(rtt(referral("2026-01-05"), activity("t", "2026-05-12", "30"))).singleElement()
                .satisfies(wait -> assertThat(wait.breached(NOW)).contains(true));
    }

    @Test
    void activeMonitoringStopsTheClockAndItsEndStartsAnother() {
        assertThat(rtt(referral("2026-01-05"), activity("a", "2026-01-20", "10"), activity("b", "2026-02-02", "32"),
                activity("c", "2026-04-06", "11"))).extracting(wait -> wait.since().toFhir(), Wait::isOpen)
                .containsExactly(tuple("2026-01-05", false),
                        tuple("2026-04-06", true));
    }

    @Test
    void notAttendingTheFirstAppointmentTakesTheClockBack() {
        assertThat(rtt(referral("2026-01-05"), activity("a", "2026-01-20", "33"))).isEmpty();
        assertThat(rtt(referral("2026-01-05"), activity("a", "2026-01-20", "33"), activity("b", "2026-02-03", "10")))
                .singleElement()
                .satisfies(wait -> assertThat(wait.since().toFhir()).isEqualTo("2026-02-03"));
    }

    @Test
    void whatThePatientChoosesPausesNothing() {
        assertThat(rtt(referral("2026-01-05"), cancelled("a", "2026-02-02"), activity("b", "2026-03-02", "30")))
                .singleElement()
                .satisfies(wait -> assertThat(wait.days(NOW)).isEqualTo(56));
    }

    @Test
    void withoutAStatusADischargeFromCareOrAnElectiveAdmissionStopsTheClock() {
        assertThat(rtt(referral("2026-01-05"), detailed("a", CareEventKind.OUTPATIENT_ATTENDANCE, "2026-02-02",
                Detail.OUTCOME, "1"))).singleElement().satisfies(wait -> assertThat(wait.isOpen()).isFalse());
        assertThat(rtt(referral("2026-01-05"), detailed("a", CareEventKind.OUTPATIENT_ATTENDANCE, "2026-02-02",
                Detail.OUTCOME, "2"))).singleElement().satisfies(wait -> assertThat(wait.isOpen()).isTrue());
        assertThat(rtt(referral("2026-01-05"), detailed("a", CareEventKind.INPATIENT_STAY, "2026-02-02",
                Detail.ADMISSION_METHOD, "11"))).singleElement()
                .satisfies(wait -> assertThat(wait.isOpen()).isFalse());
        assertThat(rtt(referral("2026-01-05"), detailed("a", CareEventKind.INPATIENT_STAY, "2026-02-02",
                Detail.ADMISSION_METHOD, "21"))).singleElement().satisfies(wait -> assertThat(wait.isOpen()).isTrue());
    }

    @Test
    void aReferralThatWasWithdrawnHasNoClock() {
        CareEvent referral = event("ServiceRequest", "r", CareEventKind.REFERRAL, "revoked", "2026-01-05", Map.of());
        assertThat(Waits.find(List.of(referral))).isEmpty();
    }

    @Test
    void theOrderOfArrivalChangesNothing() {
        List<CareEvent> events = new ArrayList<>(List.of(referral("2026-01-05"), activity("a", "2026-01-20", "10"),
                activity("b", "2026-02-02", "32"), activity("c", "2026-04-06", "11"),
                activity("d", "2026-04-20", "30")));
        List<Wait> expected = Waits.find(events);
        Random random = new Random(18);
        for (int i = 0; i < 50; i++) {
            Collections.shuffle(events, random);
            assertThat(Waits.find(events)).isEqualTo(expected);
        }
    }

    private static List<Wait> rtt(CareEvent... events) {
        return Waits.find(List.of(events));
    }

    private static CareEvent referral(String day) {
        return event("ServiceRequest", "r", CareEventKind.REFERRAL, "active", day, Map.of());
    }

    private static CareEvent activity(String id, String day, String status) {
        return detailed(id, CareEventKind.OUTPATIENT_ATTENDANCE, day, Detail.RTT_STATUS, status);
    }

    private static CareEvent detailed(String id, CareEventKind kind, String day, Detail detail, String text) {
        Map<Detail, String> details = new EnumMap<>(Detail.class);
        details.put(detail, text);
        details.put(Detail.BASED_ON, "ServiceRequest/r");
        return event("Encounter", id, kind, "finished", day, details);
    }

    private static CareEvent cancelled(String id, String day) {
        return event("Appointment", id, CareEventKind.APPOINTMENT, "cancelled", day,
                Map.of(Detail.BASED_ON, "ServiceRequest/r"));
    }

    private static CareEvent event(String type, String id, CareEventKind kind, String status, String day,
            Map<Detail, String> details) {
        return new CareEvent(new ResourceKey(type, id), 0, "p", kind, CareSetting.ACUTE, "RZ1", Optional.empty(),
                Optional.empty(), Optional.of(status), EventTime.parse(day), Optional.empty(), Optional.empty(),
                details);
    }
}
