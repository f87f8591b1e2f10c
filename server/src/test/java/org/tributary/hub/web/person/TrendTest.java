package org.tributary.hub.web.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.hub.pathway.EventCode;
import org.tributary.hub.pathway.EventTime;
import org.tributary.hub.pathway.EventValue;
import org.tributary.hub.pathway.TimelineEntry;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.web.person.Trend.Dot;
import org.tributary.mapping.CareSetting;

class TrendTest {

    /** From 1 to 21 January the middle is 11 January; 60 to 64 has 61 a quarter of the way up. */
    @Test
    void drawsFromTheFirstToTheLastAndFromTheLowestToTheHighest() {
        Trend trend = Trend.of(List.of(value("Weight", "2026-01-01", 64, "kg"), value("Weight", "2026-01-11", 60, "kg"),
                value("Weight", "2026-01-21", 61, "kg"))).getFirst();
        assertThat(trend.dots()).containsExactly(new Dot(8, 8), new Dot(130, 72), new Dot(252, 56));
        assertThat(trend.line()).isEqualTo("8,8 130,72 252,56");
        assertThat(trend.range()).isEqualTo("60 kg to 64 kg");
        assertThat(trend.latest()).isEqualTo("61 kg");
        assertThat(trend.latestDate()).isEqualTo("21 Jan 2026");
        assertThat(trend.values()).extracting(Trend.Value::value).containsExactly("61 kg", "60 kg", "64 kg");
    }

    @Test
    void twoValuesAreNoTrend() {
        assertThat(Trend.of(List.of(value("Weight", "2026-01-01", 64, "kg"), value("Weight", "2026-01-11", 60, "kg"))))
                .isEmpty();
    }

    @Test
    void valuesInDifferentUnitsAreNotOfOneTrend() {
        assertThat(Trend.of(List.of(value("Weight", "2026-01-01", 64, "kg"), value("Weight", "2026-01-11", 60, "kg"),
                value("Weight", "2026-01-21", 140, "lb")))).isEmpty();
    }

    @Test
    void valuesThatDoNotChangeLieInTheMiddle() {
        Trend trend = Trend.of(List.of(value("Weight", "2026-01-01", 64, "kg"), value("Weight", "2026-01-01", 64, "kg"),
                value("Weight", "2026-01-01", 64, "kg"))).getFirst();
        assertThat(trend.dots()).containsOnly(new Dot(8, 40));
    }

    @Test
    void whatWasMeasuredLastComesFirstAndLongOnesAreCut() {
        List<TimelineEntry> entries = new ArrayList<>();
        for (int day = 1; day <= 25; day++) {
            entries.add(value("Sodium", "2026-01-%02d".formatted(day), 130 + day, "mmol/L"));
        }
        for (int day = 1; day <= 3; day++) {
            entries.add(value("Weight", "2026-02-0" + day, 60 + day, "kg"));
        }
        List<Trend> trends = Trend.of(entries);
        assertThat(trends).extracting(Trend::name).containsExactly("Weight", "Sodium");
        assertThat(trends.getLast().values()).hasSize(20);
        assertThat(trends.getLast().left()).isEqualTo(5);
    }

    private static TimelineEntry value(String what, String day, double number, String unit) {
        String words = (number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number)) + ' '
                + unit;
        return new TimelineEntry(
                new CareEvent(new ResourceKey("Observation", "o" + day), 0, "p", CareEventKind.OBSERVATION,
                        CareSetting.PRIMARY, "A1", Optional.of(EventCode.ofText(what)), Optional.empty(),
                        Optional.of("final"), EventTime.parse(day), Optional.empty(),
                        Optional.of(new EventValue(words, Optional.of(number), Optional.of(unit))), Map.of()),
                "feed", Optional.empty());
    }
}
