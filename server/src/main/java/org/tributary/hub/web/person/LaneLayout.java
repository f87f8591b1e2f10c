package org.tributary.hub.web.person;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.hub.pathway.EventTime;
import org.tributary.hub.pathway.TimelineEntry;
import org.tributary.hub.web.Words;
import org.tributary.hub.web.person.Swimlanes.Bar;
import org.tributary.hub.web.person.Swimlanes.Lane;
import org.tributary.hub.web.person.Swimlanes.Mark;
import org.tributary.mapping.CareSetting;

/**
 * Lays out one lane: the events that make a pathway as named bars in as many rows as they need, everything else as
 * marks in a row below, drawn together where they would overlap.
 */
final class LaneLayout {

    private static final Set<CareEventKind> NAMED = EnumSet.of(CareEventKind.EMERGENCY_ATTENDANCE,
            CareEventKind.INPATIENT_STAY, CareEventKind.READY_FOR_DISCHARGE, CareEventKind.OUTPATIENT_ATTENDANCE,
            CareEventKind.APPOINTMENT, CareEventKind.REFERRAL, CareEventKind.ASSESSMENT, CareEventKind.REVIEW,
            CareEventKind.CARE_SERVICE);
    /** Past so many rows a lane says less with every further one: the rest become marks. */
    private static final int MOST_ROWS = 8;
    private static final int PADDING = 10;
    private static final int ROW = 26;
    private static final int MARK_ROW = 30;
    private static final int NARROWEST_BAR = 6;
    private static final int MARK_WIDTH = 22;
    private static final int LONGEST_LABEL = 44;
    private static final double LETTER = 6.4;
    private static final int LABEL_GAP = 5;
    private static final int GAP = 10;

    private final TimeScale scale;
    private final Instant now;
    private final int top;
    private final List<Integer> rowEnds = new ArrayList<>();
    private final List<Bar> bars = new ArrayList<>();
    /** Marks by where their first event lies; events come by start, so only the last one can grow. */
    private final TreeMap<Integer, List<TimelineEntry>> clusters = new TreeMap<>();
    private int outside;

    LaneLayout(TimeScale scale, Instant now, int top) {
        this.scale = scale;
        this.now = now;
        this.top = top;
    }

    /**
     * @param entries
     *            dated, by start
     */
    Lane lay(CareSetting setting, List<TimelineEntry> entries) {
        entries.forEach(this::place);
        int marksY = top + PADDING + rowEnds.size() * ROW + MARK_ROW / 2;
        List<Mark> marks = clusters.values().stream().map(cluster -> mark(cluster, marksY)).toList();
        int height = 2 * PADDING + rowEnds.size() * ROW + (marks.isEmpty() ? 0 : MARK_ROW);
        return new Lane(Words.setting(setting), setting.code(), top, Math.max(height, ROW + 2 * PADDING),
                List.copyOf(bars), marks, outside);
    }

    private void place(TimelineEntry entry) {
        Instant start = start(entry.event());
        Instant end = end(entry.event());
        boolean named = NAMED.contains(entry.event().kind());
        if (!start.isBefore(scale.end()) || (named ? end : start).isBefore(scale.start())) {
            outside++;
        } else if (!named || !placeBar(entry, scale.x(start), scale.x(end))) {
            addMark(entry);
        }
    }

    private void addMark(TimelineEntry entry) {
        int x = scale.x(start(entry.event()));
        if (clusters.isEmpty() || x - clusters.lastKey() >= MARK_WIDTH) {
            clusters.put(x, new ArrayList<>());
        }
        clusters.lastEntry().getValue().add(entry);
    }

    /** The name stands in the bar if it fits, else after it, else before it. */
    private boolean placeBar(TimelineEntry entry, int start, int end) {
        int width = Math.max(end - start, NARROWEST_BAR);
        int x = Math.min(start, scale.right() - width);
        String label = label(entry.event());
        int labelWidth = (int) Math.ceil(label.length() * LETTER);
        boolean inside = labelWidth + 2 * LABEL_GAP <= width;
        boolean before = !inside && x + width + LABEL_GAP + labelWidth > scale.right();
        int labelX = inside ? x + LABEL_GAP : before ? x - LABEL_GAP : x + width + LABEL_GAP;
        int row = freeRow(before ? labelX - labelWidth : x);
        if (row == MOST_ROWS) {
            return false;
        }
        rowEnds.set(row, (inside || before ? x + width : labelX + labelWidth) + GAP);
        bars.add(new Bar(x, top + PADDING + row * ROW, width, labelX, before, label, title(entry)));
        return true;
    }

    private int freeRow(int x) {
        int row = 0;
        while (row < rowEnds.size() && rowEnds.get(row) > x) {
            row++;
        }
        if (row == rowEnds.size() && row < MOST_ROWS) {
            rowEnds.add(0);
        }
        return row;
    }

    private Mark mark(List<TimelineEntry> cluster, int y) {
        int x = scale.x(start(cluster.getFirst().event()));
        String title = String.join("; ", cluster.stream().map(LaneLayout::title).limit(12).toList())
                + (cluster.size() > 12 ? "; and " + (cluster.size() - 12) + " more" : "");
        return cluster.size() == 1
                ? new Mark(x, y, 5, "", title)
                : new Mark(x, y, 10, cluster.size() > 99 ? "99+" : String.valueOf(cluster.size()), title);
    }

    private static String label(CareEvent event) {
        String what = TimelineRow.what(event);
        String label = event.kind().display() + (what.isEmpty() ? "" : ": " + what);
        return label.length() <= LONGEST_LABEL ? label : label.substring(0, LONGEST_LABEL - 1).strip() + "…";
    }

    private static String title(TimelineEntry entry) {
        TimelineRow row = TimelineRow.of(entry);
        String when = String.join(" ", List.of(row.date(), row.time(), row.until())
                .stream()
                .filter(text -> !text.isEmpty())
                .toList());
        return when + ": " + row.kind() + (row.what().isEmpty() ? "" : ", " + row.what()) + ", " + row.organisation();
    }

    private static Instant start(CareEvent event) {
        return event.start().orElseThrow().instant();
    }

    /** A day's end is the end of the day; what goes on reaches until now. */
    private Instant end(CareEvent event) {
        Instant start = start(event);
        Instant end = event.end()
                .map(time -> time.precision() == EventTime.Precision.DAY
                        ? time.instant().plus(1, ChronoUnit.DAYS)
                        : time.instant())
                .orElse(TimelineRow.goesOn(event) ? now : start);
        return end.isBefore(start) ? start : end;
    }
}
