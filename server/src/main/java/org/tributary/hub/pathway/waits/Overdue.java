package org.tributary.hub.pathway.waits;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.Detail;
import org.tributary.hub.pathway.EventTime;

/**
 * Something that was planned and, as far as anybody tells, has not been done.
 *
 * @param due
 *            the last day on which it would have been in time
 */
public record Overdue(Reason reason, CareEvent event, LocalDate due) {

    /** The definitions and their version. */
    public static final int VERSION = 1;

    private static final int RESULT_DAYS = 28;
    private static final Set<String> OPEN = Set.of("active", "requested", "received", "accepted", "ready",
            "in-progress",
            "on-hold", "draft");
    private static final Set<String> BOOKED = Set.of("booked", "pending", "proposed");

    /** What was not done. */
    public enum Reason {
        /** A planned activity, task or review whose last day has passed. */
        NOT_DONE("not-done"),
        /** An appointment to which the person did not come. */
        NOT_ATTENDED("not-attended"),
        /** An appointment that has passed, of which nobody has told what came of it. */
        NOT_OUTCOMED("no-outcome"),
        /** An investigation asked for more than 28 days ago without a result. */
        NO_RESULT("no-result");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    /** By when it was due. */
    public static List<Overdue> find(Collection<CareEvent> events, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, EventTime.LONDON);
        Set<String> answered = new HashSet<>();
        events.forEach(
                event -> event.find(Detail.BASED_ON).ifPresent(base -> answered.addAll(List.of(base.split(" ")))));
        return events.stream()
                .flatMap(event -> of(event, answered).stream())
                .filter(overdue -> overdue.due().isBefore(today))
                .sorted(Comparator.comparing(Overdue::due)
                        .thenComparing(overdue -> overdue.event().source().reference()))
                .toList();
    }

    private static Optional<Overdue> of(CareEvent event, Set<String> answered) {
        return switch (event.kind()) {
            case PLANNED_ACTIVITY, TASK, REVIEW, ASSESSMENT, DISCHARGE_PLANNING -> isOpen(event) && !isAnswered(event,
                    answered) ? lastDay(event).map(due -> new Overdue(Reason.NOT_DONE, event, due)) : Optional.empty();
            case APPOINTMENT -> appointment(event);
            case INVESTIGATION_REQUEST -> event.start()
                    .filter(start -> isOpen(event) && !isAnswered(event, answered))
                    .map(start -> new Overdue(Reason.NO_RESULT, event, start.date().plusDays(RESULT_DAYS)));
            default -> Optional.empty();
        };
    }

    private static Optional<Overdue> appointment(CareEvent event) {
        String status = event.status().orElse("");
        Optional<LocalDate> day = event.start().map(EventTime::date);
        if (status.equals("noshow")) {
            return day.map(due -> new Overdue(Reason.NOT_ATTENDED, event, due));
        }
        return BOOKED.contains(status)
                ? day.map(due -> new Overdue(Reason.NOT_OUTCOMED, event, due))
                : Optional.empty();
    }

    /** What was planned for a period may be done until its end; a task names its own last day. */
    private static Optional<LocalDate> lastDay(CareEvent event) {
        return event.find(Detail.DUE)
                .flatMap(EventTime::parse)
                .or(event::end)
                .or(() -> event.source().type().equals("Task") ? Optional.empty() : event.start())
                .map(EventTime::date);
    }

    private static boolean isOpen(CareEvent event) {
        return event.status().filter(OPEN::contains).isPresent();
    }

    private static boolean isAnswered(CareEvent event, Set<String> answered) {
        return answered.contains(event.source().reference());
    }
}
