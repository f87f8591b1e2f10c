package org.tributary.hub.web.person;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tributary.hub.pathway.TimelineEntry;
import org.tributary.hub.web.HumanTime;
import org.tributary.hub.web.person.TimeScale.Tick;
import org.tributary.mapping.CareSetting;

/**
 * The chart of a timeline, laid out in the units of its SVG: one lane a care setting, time from left to right.
 *
 * @param description
 *            what the chart shows, for who cannot see it
 * @param today
 *            where now is, when the chart reaches it
 */
record Swimlanes(int width, int height, String description, List<Tick> ticks, Optional<Integer> today,
        List<Lane> lanes) {

    static final int WIDTH = 1178;
    private static final int LEFT = 140;
    private static final int RIGHT = WIDTH - 12;
    private static final int AXIS_HEIGHT = 34;
    private static final List<CareSetting> ORDER = List.of(CareSetting.PRIMARY, CareSetting.ACUTE,
            CareSetting.COMMUNITY, CareSetting.MENTAL_HEALTH, CareSetting.SOCIAL, CareSetting.OTHER);

    /**
     * The events of one care setting.
     *
     * @param setting
     *            the setting's code
     * @param outside
     *            how many events lie before or after the chart
     */
    record Lane(String name, String setting, int y, int height, List<Bar> bars, List<Mark> marks, int outside) {
    }

    /**
     * An event drawn with its name.
     *
     * @param labelBefore
     *            whether the label ends at {@code labelX}; else it starts there
     * @param title
     *            all of it, in words
     */
    record Bar(int x, int y, int width, int labelX, boolean labelBefore, String label, String title) {
    }

    /**
     * One event, or several that lie too near to be told apart.
     *
     * @param count
     *            how many, as shown; empty for one
     */
    record Mark(int x, int y, int radius, String count, String title) {
    }

    /** The time that a chart of these events shows: the period asked for, as far as one is, else what they call for. */
    static TimeScale scale(List<TimelineEntry> dated, Instant now, Optional<Instant> from, Optional<Instant> until) {
        TimeScale whole = TimeScale.around(dated, now, LEFT, RIGHT);
        return from.isEmpty() && until.isEmpty()
                ? whole
                : TimeScale.between(from.map(TimeScale::day), until.map(TimeScale::day), whole);
    }

    static Swimlanes of(List<TimelineEntry> dated, Instant now) {
        return of(dated, now, scale(dated, now, Optional.empty(), Optional.empty()), Optional.empty());
    }

    /**
     * @param origin
     *            the day from which the axis counts; empty for an axis of dates
     */
    static Swimlanes of(List<TimelineEntry> dated, Instant now, TimeScale scale, Optional<LocalDate> origin) {
        List<Lane> lanes = new ArrayList<>();
        int y = AXIS_HEIGHT;
        for (CareSetting setting : ORDER) {
            List<TimelineEntry> entries = dated.stream()
                    .filter(entry -> entry.event().setting() == setting)
                    .toList();
            if (!entries.isEmpty()) {
                Lane lane = new LaneLayout(scale, now, y).lay(setting, entries);
                lanes.add(lane);
                y += lane.height();
            }
        }
        return new Swimlanes(WIDTH, y + 1, description(scale, lanes),
                origin.map(scale::ticksFrom).orElseGet(scale::ticks),
                scale.holds(now) ? Optional.of(scale.x(now)) : Optional.empty(), List.copyOf(lanes));
    }

    private static String description(TimeScale scale, List<Lane> lanes) {
        return "Events from " + HumanTime.date(scale.from()) + " to " + HumanTime.date(scale.to().minusDays(1))
                + ", one lane for each care setting: " + String.join(", ", lanes.stream().map(Lane::name).toList())
                + ". The table below lists every event.";
    }
}
