package org.tributary.hub.web.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tributary.hub.Seed;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.hub.pathway.EventCode;
import org.tributary.hub.pathway.EventTime;
import org.tributary.hub.pathway.EventTime.Precision;
import org.tributary.hub.pathway.TimelineEntry;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.web.person.Swimlanes.Bar;
import org.tributary.hub.web.person.Swimlanes.Lane;
import org.tributary.hub.web.person.Swimlanes.Mark;
import org.tributary.hub.web.person.TimeScale.Tick;
import org.tributary.mapping.CareSetting;

class SwimlanesTest {

    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

    @Test
    void coversWholeMonthsFromTheFirstEventToTheLast() {
        Swimlanes chart = chart(point(CareSetting.ACUTE, CareEventKind.OBSERVATION, "2026-01-20"),
                point(CareSetting.ACUTE, CareEventKind.OBSERVATION, "2026-04-02"));
        assertThat(chart.ticks()).extracting(Tick::label)
                .containsExactly("Jan 2026", "Feb 2026", "Mar 2026",
                        "Apr 2026");
        assertThat(chart.today()).isEmpty();
    }

    @Test
    void coversTwoYearsAtMostAndCountsWhatLiesOutside() {
        Swimlanes chart = chart(point(CareSetting.PRIMARY, CareEventKind.OBSERVATION, "1998-01-20"),
                point(CareSetting.PRIMARY, CareEventKind.OBSERVATION, "2024-06-30"),
                point(CareSetting.PRIMARY, CareEventKind.OBSERVATION, "2024-07-01"),
                point(CareSetting.PRIMARY, CareEventKind.OBSERVATION, "2026-06-14"));
        assertThat(chart.ticks()).first().extracting(Tick::label).isEqualTo("Jul 2024");
        assertThat(chart.lanes()).singleElement().extracting(Lane::outside).isEqualTo(2);
        assertThat(chart.today()).isPresent();
    }

    @Test
    void aDateFarAheadDoesNotPushThePresentOut() {
        Swimlanes chart = chart(point(CareSetting.PRIMARY, CareEventKind.OBSERVATION, "2026-06-01"),
                point(CareSetting.PRIMARY, CareEventKind.APPOINTMENT, "2062-06-01"));
        assertThat(chart.today()).isPresent();
        assertThat(chart.lanes()).singleElement().extracting(Lane::outside).isEqualTo(1);
    }

    @Test
    void lanesComeInAFixedOrderAndOnlyWhereSomethingHappened() {
        Swimlanes chart = chart(point(CareSetting.SOCIAL, CareEventKind.REVIEW, "2026-01-20"),
                point(CareSetting.ACUTE, CareEventKind.OBSERVATION, "2026-01-21"),
                point(CareSetting.PRIMARY, CareEventKind.OBSERVATION, "2026-01-22"));
        assertThat(chart.lanes()).extracting(Lane::name).containsExactly("General practice", "Hospital", "Social care");
    }

    @Test
    void aStayThatGoesOnReachesUntilToday() {
        Swimlanes chart = chart(
                entry(CareSetting.ACUTE, CareEventKind.INPATIENT_STAY, "in-progress", "2026-05-01", ""));
        Bar bar = chart.lanes().getFirst().bars().getFirst();
        assertThat(bar.x() + bar.width()).isEqualTo(chart.today().orElseThrow());
    }

    @Test
    void aStayThatEndedWithoutADateIsNotDrawnOn() {
        Swimlanes chart = chart(entry(CareSetting.ACUTE, CareEventKind.INPATIENT_STAY, "finished", "2026-05-01", ""),
                point(CareSetting.ACUTE, CareEventKind.OBSERVATION, "2026-06-01"));
        assertThat(chart.lanes().getFirst().bars().getFirst().width()).isLessThan(10);
    }

    @Test
    void eventsOfOneDayShareAMark() {
        Swimlanes chart = chart(point(CareSetting.ACUTE, CareEventKind.OBSERVATION, "2026-03-03"),
                point(CareSetting.ACUTE, CareEventKind.INVESTIGATION_RESULT, "2026-03-03"),
                point(CareSetting.ACUTE, CareEventKind.OBSERVATION, "2026-05-20"));
        assertThat(chart.lanes().getFirst().marks()).extracting(Mark::count).containsExactly("2", "");
    }

    @Test
    void whateverHappensEverythingIsInsideItsLaneAndNothingCoversAnything() {
        long seed = Seed.get();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            Swimlanes chart = Swimlanes.of(randomEntries(random), NOW);
            for (Lane lane : chart.lanes()) {
                assertThat(problems(chart, lane)).as("seed %d, round %d", seed, round).isEmpty();
            }
        }
    }

    private static List<String> problems(Swimlanes chart, Lane lane) {
        List<String> problems = new ArrayList<>();
        for (Bar bar : lane.bars()) {
            if (bar.x() < 140 || bar.x() + bar.width() > chart.width() || bar.y() < lane.y()
                    || bar.y() + 20 > lane.y() + lane.height()) {
                problems.add("outside: " + bar);
            }
            lane.bars()
                    .stream()
                    .filter(other -> other != bar && other.y() == bar.y() && other.x() < bar.x() + bar.width()
                            && bar.x() < other.x() + other.width())
                    .forEach(other -> problems.add(bar + " covers " + other));
        }
        List<Mark> marks = lane.marks();
        for (int i = 1; i < marks.size(); i++) {
            if (marks.get(i).x() - marks.get(i - 1).x() < 20) {
                problems.add(marks.get(i - 1) + " covers " + marks.get(i));
            }
        }
        return problems;
    }

    private static List<TimelineEntry> randomEntries(Random random) {
        List<TimelineEntry> entries = new ArrayList<>();
        int size = 1 + random.nextInt(60);
        for (int i = 0; i < size; i++) {
            LocalDate start = LocalDate.ofInstant(NOW, EventTime.LONDON).plusDays(random.nextInt(800) - 600);
            String end = random.nextBoolean() ? start.plusDays(random.nextInt(90) - 5).toString() : "";
            entries.add(entry(random.nextBoolean() ? CareSetting.ACUTE : CareSetting.SOCIAL,
                    CareEventKind.values()[random.nextInt(CareEventKind.values().length)],
                    random.nextBoolean() ? "active" : "finished", start.toString(), end));
        }
        entries.sort(Comparator.comparing(entry -> entry.event().start().orElseThrow()));
        return entries;
    }

    private static Swimlanes chart(TimelineEntry... entries) {
        return Swimlanes.of(List.of(entries), NOW.truncatedTo(ChronoUnit.DAYS));
    }

    private static TimelineEntry point(CareSetting setting, CareEventKind kind, String day) {
        return entry(setting, kind, "final", day, "");
    }

    private static TimelineEntry entry(CareSetting setting, CareEventKind kind, String status, String start,
            String end) {
        return new TimelineEntry(
                new CareEvent(new ResourceKey("Basic", "b"), 0, "p", kind, setting, "RZ1",
                        Optional.of(new EventCode(Optional.empty(), Optional.empty(), Optional.of("Something"))),
                        Optional.empty(), Optional.of(status), day(start), day(end)),
                "feed", Optional.empty());
    }

    private static Optional<EventTime> day(String day) {
        return day.isEmpty()
                ? Optional.empty()
                : Optional.of(new EventTime(LocalDate.parse(day).atStartOfDay(EventTime.LONDON).toInstant(),
                        Precision.DAY));
    }
}
