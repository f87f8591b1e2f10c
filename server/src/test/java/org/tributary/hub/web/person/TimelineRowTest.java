package org.tributary.hub.web.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.hub.pathway.EventTime;
import org.tributary.hub.pathway.EventTime.Precision;
import org.tributary.hub.pathway.TimelineEntry;
import org.tributary.hub.store.ResourceKey;
import org.tributary.mapping.CareSetting;

class TimelineRowTest {

    @ParameterizedTest
    @CsvSource({"2026-03-03T10:00:00Z,2026-03-05T11:30:00Z,'to 05 Mar 2026, 11:30'",
            "2026-07-03T10:00:00Z,2026-07-03T11:30:00Z,to 12:30", "2026-03-03T10:00:00Z,2026-03-03T10:00:00Z,''",
            "2026-03-03,2026-03-03,''", "2026-03-03,2026-03-09,to 09 Mar 2026",
            "2026-03-03T10:00:00Z,2026-03-03,''"})
    void saysUntilWhenWithoutSayingTheDayTwice(String start, String end, String until) {
        assertThat(row(CareEventKind.INPATIENT_STAY, "finished", start, end).until()).isEqualTo(until);
    }

    @ParameterizedTest
    @CsvSource({"INPATIENT_STAY,in-progress,and continuing", "INPATIENT_STAY,finished,''",
            "CARE_SERVICE,active,and continuing",
            "OBSERVATION,active,''"})
    void onlyAnIntervalThatIsCurrentContinues(CareEventKind kind, String status, String until) {
        assertThat(row(kind, status, "2026-03-03", "").until()).isEqualTo(until);
    }

    @Test
    void saysInWordsWhatCodesMean() {
        TimelineRow row = row(CareEventKind.INPATIENT_STAY, "in-progress", "", "");
        assertThat(row.date()).isEqualTo("No date");
        assertThat(row.status()).isEqualTo("In progress");
        assertThat(row.setting()).isEqualTo("Mental health");
        assertThat(row.organisation()).isEqualTo("RZ1");
    }

    private static TimelineRow row(CareEventKind kind, String status, String start, String end) {
        return TimelineRow.of(new TimelineEntry(
                new CareEvent(new ResourceKey("Encounter", "e"), 0, "p", kind, CareSetting.MENTAL_HEALTH, "RZ1",
                        Optional.empty(), Optional.empty(), Optional.of(status), time(start), time(end)),
                "feed", Optional.empty()));
    }

    private static Optional<EventTime> time(String text) {
        return switch (text.length()) {
            case 0 -> Optional.empty();
            case 10 -> Optional.of(new EventTime(
                    LocalDate.parse(text).atStartOfDay(EventTime.LONDON).toInstant(), Precision.DAY));
            default -> Optional.of(new EventTime(Instant.parse(text), Precision.TIME));
        };
    }
}
