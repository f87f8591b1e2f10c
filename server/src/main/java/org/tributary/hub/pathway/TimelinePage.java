package org.tributary.hub.pathway;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.store.ResourceKey;
import org.tributary.mapping.CareSetting;

/**
 * A part of a timeline and how to go on.
 *
 * @param next
 *            where the next page begins; empty on the last one
 */
public record TimelinePage(CareTimeline timeline, Optional<String> next) {

    /** The largest page. */
    public static final int MOST = 1_000;

    /** The entries of a page, and the place after them when there are more. */
    record Slice(List<TimelineEntry> entries, Optional<String> next) {
    }

    /**
     * Reads a page of the events of some Patients.
     *
     * @param cursor
     *            of the page before: the place of its last entry in the order, so that what comes later moves no page
     */
    static Slice read(ReadTransaction transaction, List<String> patients, TimelineFilter filter, int count,
            Optional<String> cursor) {
        Optional<TimelineEntry> after = cursor.map(TimelinePage::place);
        Optional<Instant> from = after.isEmpty()
                ? Optional.of(Instant.MIN)
                : after.flatMap(last -> last.event().start()).map(EventTime::instant);
        int wanted = count == Integer.MAX_VALUE ? count : count + 1;
        List<TimelineEntry> found = new TimelineWindow(transaction, patients, filter, after).read(from, wanted);
        return found.size() <= count
                ? new Slice(found, Optional.empty())
                : new Slice(found.subList(0, count), Optional.of(cursor(found.get(count - 1).event())));
    }

    private static String cursor(CareEvent event) {
        String text = String.join("|", event.start().map(time -> time.instant().toString()).orElse(""),
                event.kind().code(), event.source().reference(), Integer.toString(event.ordinal()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The last entry of the page before, as far as the order compares. */
    private static TimelineEntry place(String cursor) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8)
                    .split("\\|", -1);
            String[] source = parts[2].split("/", -1);
            Optional<EventTime> start = parts[0].isEmpty()
                    ? Optional.empty()
                    : Optional.of(EventTime.parse(parts[0]).orElseThrow());
            return new TimelineEntry(new CareEvent(new ResourceKey(source[0], source[1]), Integer.parseInt(parts[3]),
                    "", CareEventKind.findByCode(parts[1]).orElseThrow(), CareSetting.OTHER, "", Optional.empty(),
                    Optional.empty(), Optional.empty(), start, Optional.empty()), "", Optional.empty());
        } catch (RuntimeException e) {
            throw TimelineFilter.Unreadable.cursor();
        }
    }
}
