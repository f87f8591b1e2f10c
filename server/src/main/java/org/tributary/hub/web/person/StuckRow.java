package org.tributary.hub.web.person;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.delays.DischargeDelay;
import org.tributary.hub.pathway.delays.DischargeDelay.Part;
import org.tributary.hub.pathway.delays.DischargeDelay.Span;
import org.tributary.hub.pathway.now.CarePicture;
import org.tributary.hub.pathway.waits.Overdue;
import org.tributary.hub.pathway.waits.Wait;
import org.tributary.hub.web.HumanTime;
import org.tributary.hub.web.Words;

/**
 * Something that does not go on as it should: a delay, a wait past its limit, or what is overdue.
 *
 * @param urgent
 *            whether it is told first and in colour
 * @param waitsFor
 *            whom; empty when nobody says
 * @param causes
 *            the records that say so
 */
record StuckRow(String what, boolean urgent, String since, String howLong, String waitsFor, List<Line> causes) {

    private static final int MOST_WAITS = 10;
    /** The longer ago something was due the less it tells. */
    private static final int MOST_OVERDUE = 10;

    /**
     * What is listed.
     *
     * @param left
     *            how much more there is
     */
    record Listed(List<StuckRow> rows, int left) {
    }

    /** Delays, then the latest waits past their limit and the latest of what is overdue, in this order. */
    static Listed of(Telling telling) {
        CarePicture picture = telling.picture();
        List<StuckRow> rows = new ArrayList<>();
        picture.delays().stream().filter(DischargeDelay::isOngoing).forEach(delay -> rows.add(of(delay, telling)));
        List<Wait> late = picture.waits()
                .stream()
                .filter(wait -> wait.isOpen() && wait.breached(picture.at()).orElse(false))
                .sorted(Comparator.comparing(Wait::since).reversed())
                .toList();
        late.stream().limit(MOST_WAITS).forEach(wait -> rows.add(of(wait, telling)));
        List<Overdue> overdue = picture.overdue().reversed();
        overdue.stream().limit(MOST_OVERDUE).forEach(one -> rows.add(of(one, telling)));
        return new Listed(List.copyOf(rows),
                Math.max(0, late.size() - MOST_WAITS) + Math.max(0, overdue.size() - MOST_OVERDUE));
    }

    private static StuckRow of(DischargeDelay delay, Telling telling) {
        Span span = delay.spans().getLast();
        CareEvent ready = span.ready();
        List<CareEvent> because = span.parts().isEmpty() ? List.of() : span.parts().getLast().because();
        return new StuckRow("Ready for discharge and still in hospital", true, HumanTime.dateAndTime(
                ready.start().orElseThrow()), Words.many(span.days(), "day"),
                span.parts().isEmpty()
                        ? telling.organisation(delay.spell().organisation())
                        : waitsFor(span.parts().getLast(), telling),
                Stream.concat(Stream.of(ready), because.stream()).distinct().map(telling::line).toList());
    }

    private static String waitsFor(Part part, Telling telling) {
        return telling.organisation(part.awaited()) + part.pathway()
                .map(pathway -> ", discharge pathway " + pathway + (part.inferred() ? " (from the service)" : ""))
                .orElse("");
    }

    private static StuckRow of(Wait wait, Telling telling) {
        return new StuckRow(Waiting.name(wait.kind()) + " longer than " + Waiting.limit(wait.kind()), true,
                HumanTime.dateAndTime(wait.since()), Waiting.howLong(wait, telling.picture().at()),
                "", List.of(telling.line(wait.from())));
    }

    private static StuckRow of(Overdue overdue, Telling telling) {
        return new StuckRow(words(overdue.reason()), false, "due " + HumanTime.date(overdue.due()),
                Words.many(overdue.due().until(telling.picture().today(), ChronoUnit.DAYS), "day"), "",
                List.of(telling.line(overdue.event())));
    }

    private static String words(Overdue.Reason reason) {
        return switch (reason) {
            case NOT_DONE -> "Planned and not done";
            case NOT_ATTENDED -> "Appointment not attended";
            case NOT_OUTCOMED -> "Appointment past, nobody tells what came of it";
            case NO_RESULT -> "Investigation without a result";
        };
    }
}
