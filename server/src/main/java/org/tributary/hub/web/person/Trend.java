package org.tributary.hub.web.person;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.EventCode;
import org.tributary.hub.pathway.TimelineEntry;
import org.tributary.hub.web.HumanTime;

/**
 * How one measurement or result went: a small chart, laid out in the units of its SVG, and its twin as a table. Each
 * chart has its own scale, so that charts side by side share their dates but not their values.
 *
 * @param line
 *            the points of an SVG polyline
 * @param values
 *            newest first
 * @param left
 *            out of the table
 */
record Trend(String name, String range, String latest, String latestDate, String line, List<Dot> dots,
        List<Value> values, int left) {

    static final int WIDTH = 260;
    static final int HEIGHT = 80;
    private static final int MARGIN = 8;
    private static final int FEWEST = 3;
    private static final int MOST_TRENDS = 12;
    private static final int MOST_POINTS = 120;
    private static final int MOST_VALUES = 20;

    record Dot(int x, int y) {
    }

    record Value(String date, String value, String organisation) {
    }

    /** What makes values comparable: what was measured, in which unit. */
    private record Key(String code, Optional<String> unit) {
    }

    /** Of what was measured at least three times, those measured last. */
    static List<Trend> of(List<TimelineEntry> entries) {
        Map<Key, List<TimelineEntry>> byCode = entries.stream()
                .filter(entry -> entry.event().start().isPresent() && number(entry.event()).isPresent())
                .filter(entry -> entry.event().code().isPresent())
                .collect(Collectors.groupingBy(entry -> key(entry.event()), LinkedHashMap::new, Collectors.toList()));
        return byCode.values()
                .stream()
                .filter(series -> series.size() >= FEWEST)
                .sorted(Comparator.comparing((List<TimelineEntry> series) -> at(series.getLast()))
                        .reversed()
                        .thenComparing(series -> TimelineRow.what(series.getLast().event())))
                .limit(MOST_TRENDS)
                .map(Trend::draw)
                .toList();
    }

    private static Key key(CareEvent event) {
        EventCode code = event.code().orElseThrow();
        return new Key(code.code().map(text -> code.system().orElse("") + '|' + text).or(code::display).orElse(""),
                event.value().flatMap(value -> value.unit()));
    }

    private static Optional<Double> number(CareEvent event) {
        return event.value().flatMap(value -> value.number()).filter(Double::isFinite);
    }

    private static Instant at(TimelineEntry entry) {
        return entry.event().start().orElseThrow().instant();
    }

    /**
     * @param series
     *            by time
     */
    private static Trend draw(List<TimelineEntry> series) {
        List<TimelineEntry> drawn = series.subList(Math.max(0, series.size() - MOST_POINTS), series.size());
        double low = drawn.stream().mapToDouble(entry -> number(entry.event()).orElseThrow()).min().orElseThrow();
        double high = drawn.stream().mapToDouble(entry -> number(entry.event()).orElseThrow()).max().orElseThrow();
        List<Dot> dots = new ArrayList<>();
        for (TimelineEntry entry : drawn) {
            dots.add(new Dot(x(drawn, entry), y(number(entry.event()).orElseThrow(), low, high)));
        }
        CareEvent latest = series.getLast().event();
        return new Trend(TimelineRow.what(latest),
                value(drawn, low) + " to " + value(drawn, high),
                TimelineRow.value(latest), Telling.when(latest),
                dots.stream().map(dot -> dot.x() + "," + dot.y()).collect(Collectors.joining(" ")), dots,
                series.reversed().stream().limit(MOST_VALUES).map(Trend::value).toList(),
                Math.max(0, series.size() - MOST_VALUES));
    }

    /** The words of the first that has the value: as its source wrote it. */
    private static String value(List<TimelineEntry> series, double number) {
        return series.stream()
                .map(TimelineEntry::event)
                .filter(event -> number(event).orElseThrow() == number)
                .map(TimelineRow::value)
                .findFirst()
                .orElse("");
    }

    private static int x(List<TimelineEntry> series, TimelineEntry entry) {
        long first = at(series.getFirst()).getEpochSecond();
        long span = Math.max(1, at(series.getLast()).getEpochSecond() - first);
        return MARGIN + Math.toIntExact((at(entry).getEpochSecond() - first) * (WIDTH - 2 * MARGIN) / span);
    }

    private static int y(double number, double low, double high) {
        double share = high == low ? 0.5 : (number - low) / (high - low);
        return (int) Math.round(HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN));
    }

    private static Value value(TimelineEntry entry) {
        return new Value(entry.event().start().map(HumanTime::dateAndTime).orElse(""),
                TimelineRow.value(entry.event()), entry.organisationName().orElse(entry.event().organisation()));
    }
}
