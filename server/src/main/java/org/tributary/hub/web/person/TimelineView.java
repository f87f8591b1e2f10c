package org.tributary.hub.web.person;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.hub.pathway.EventTime;
import org.tributary.hub.pathway.TimelineEntry;
import org.tributary.hub.pathway.TimelineFilter;
import org.tributary.hub.web.HumanTime;

/**
 * The timeline as asked for: the form that asks, the chart, trends, and the table in pages.
 *
 * @param shown
 *            how many entries were asked for in all
 * @param all
 *            how many there are
 * @param rows
 *            of this page, newest first; what has no date comes last
 * @param origin
 *            the event from which days are counted, in words
 * @param slider
 *            empty when nothing has a date
 */
record TimelineView(TimelineQuery query, List<Choice> organisations, List<Choice> kinds, int shown, int all,
        Swimlanes swimlanes, List<Link> moves, List<Trend> trends, List<TimelineRow> rows, Optional<Link> previous,
        Optional<Link> next, int page, int pages, Optional<String> origin, String unaligned,
        Optional<PeriodSlider> slider) {

    private static final int PAGE = 100;

    /** Something that the form can ask for. */
    record Choice(String value, String label, boolean chosen) {
    }

    record Link(String label, String href) {
    }

    /**
     * @param filter
     *            of the query, which has no mistake
     */
    static TimelineView of(Telling telling, TimelineQuery query, TimelineFilter filter) {
        List<TimelineEntry> all = telling.picture().record().entries();
        List<TimelineEntry> asked = all.stream().filter(entry -> filter.admits(entry.event())).toList();
        List<TimelineEntry> dated = asked.stream().filter(entry -> entry.event().start().isPresent()).toList();
        Instant now = telling.picture().at();
        TimeScale scale = Swimlanes.scale(dated, now, filter.from(), filter.until());
        Optional<CareEvent> origin = origin(all, query.align());
        Optional<LocalDate> day = origin.flatMap(CareEvent::start).map(EventTime::date);
        List<TimelineEntry> newestFirst = Stream
                .concat(dated.reversed().stream(),
                        asked.stream().filter(entry -> entry.event().start().isEmpty()))
                .toList();
        int pages = Math.max(1, Math.ceilDiv(newestFirst.size(), PAGE));
        int page = Math.min(query.page(), pages);
        return new TimelineView(query, organisations(telling, query), kinds(all, query), asked.size(), all.size(),
                Swimlanes.of(dated, now, scale, day), moves(query, scale), Trend.of(asked),
                newestFirst.stream()
                        .skip((page - 1L) * PAGE)
                        .limit(PAGE)
                        .map(entry -> TimelineRow.of(entry, day, telling))
                        .toList(),
                page > 1 ? Optional.of(new Link("Previous", query.onPage(page - 1).write("table"))) : Optional.empty(),
                page < pages ? Optional.of(new Link("Next", query.onPage(page + 1).write("table"))) : Optional.empty(),
                page, pages, origin.map(event -> telling.line(event).text() + ", " + Telling.when(event)),
                query.alignedWith("").write("timeline"), PeriodSlider.of(all, now, scale));
    }

    private static Optional<CareEvent> origin(List<TimelineEntry> all, String source) {
        return source.isEmpty()
                ? Optional.empty()
                : all.stream()
                        .map(TimelineEntry::event)
                        .filter(event -> event.source().reference().equals(source) && event.start().isPresent())
                        .findFirst();
    }

    private static List<Choice> organisations(Telling telling, TimelineQuery query) {
        Map<String, String> names = new TreeMap<>();
        telling.picture()
                .record()
                .events()
                .forEach(event -> names.computeIfAbsent(event.organisation(), telling::organisation));
        return choices(names, query.organisations());
    }

    private static List<Choice> kinds(List<TimelineEntry> all, TimelineQuery query) {
        Map<String, String> names = new TreeMap<>();
        all.stream()
                .map(entry -> entry.event().kind())
                .distinct()
                .forEach(kind -> names.put(kind.code(), kind.display()));
        query.kinds()
                .forEach(code -> CareEventKind.findByCode(code)
                        .ifPresent(kind -> names.put(kind.code(), kind.display())));
        return choices(names, query.kinds());
    }

    private static List<Choice> choices(Map<String, String> names, List<String> chosen) {
        return names.entrySet()
                .stream()
                .map(name -> new Choice(name.getKey(), name.getValue(), chosen.contains(name.getKey())))
                .sorted(Comparator.comparing(Choice::label))
                .toList();
    }

    /** Other stretches of time to look at. Each is an address, so that none needs a script. */
    private static List<Link> moves(TimelineQuery query, TimeScale scale) {
        long days = scale.days();
        LocalDate first = scale.from();
        LocalDate last = scale.to().minusDays(1);
        long half = Math.max(1, days / 2);
        long quarter = Math.max(1, days / 4);
        return Stream.of(
                Optional.of(move("Earlier", query, first.minusDays(half), last.minusDays(half))),
                Optional.of(move("Later", query, first.plusDays(half), last.plusDays(half))),
                days > 2L * TimeScale.FEWEST_DAYS
                        ? Optional.of(move("Zoom in", query, first.plusDays(quarter), last.minusDays(quarter)))
                        : Optional.<Link>empty(),
                days < TimeScale.MOST_DAYS / 2
                        ? Optional.of(move("Zoom out", query, first.minusDays(half), last.plusDays(half)))
                        : Optional.<Link>empty(),
                query.hasPeriod()
                        ? Optional.of(new Link("All dates", query.overAll().write("timeline")))
                        : Optional.<Link>empty())
                .flatMap(Optional::stream)
                .toList();
    }

    private static Link move(String label, TimelineQuery query, LocalDate first, LocalDate last) {
        return new Link(label, query.over(first, last).write("timeline"));
    }

    /** What is asked for, for who reads it on paper. */
    public String asked() {
        if (query.findMistake().isPresent()) {
            return "All events";
        }
        StringBuilder words = new StringBuilder(shown == all ? "All events" : shown + " of " + all + " events");
        if (query.hasPeriod()) {
            words.append(query.from().isEmpty() ? "" : ", from " + HumanTime.fhirDate(query.from()))
                    .append(query.until().isEmpty() ? "" : ", until " + HumanTime.fhirDate(query.until()));
        }
        append(words, organisations);
        append(words, kinds);
        return words.toString();
    }

    private static void append(StringBuilder words, List<Choice> choices) {
        List<String> chosen = choices.stream().filter(Choice::chosen).map(Choice::label).toList();
        if (!chosen.isEmpty()) {
            words.append(", only ").append(String.join(" or ", chosen));
        }
    }
}
