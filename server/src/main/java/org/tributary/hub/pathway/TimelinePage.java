package org.tributary.hub.pathway;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.tributary.hub.store.ResourceKey;

/**
 * A part of a timeline and how to go on.
 *
 * @param next
 *            where the next page begins; empty on the last one
 * @param record
 *            all of which it is a part
 */
public record TimelinePage(CareTimeline timeline, Optional<String> next, PersonRecord record) {

    /** The largest page. */
    public static final int MOST = 1_000;

    /**
     * The page after an entry: which entry is told by its place in the order, so that what comes later moves no page.
     */
    record Cursor(String start, String kind, String source, int ordinal) {

        static Cursor of(CareEvent event) {
            return new Cursor(event.start().map(time -> time.instant().toString()).orElse(""), event.kind().code(),
                    event.source().reference(), event.ordinal());
        }

        String write() {
            String text = String.join("|", start, kind, source, Integer.toString(ordinal));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }

        /** The last entry of the page before, as far as the order compares. */
        static TimelineEntry read(String cursor, TimelineEntry model) {
            try {
                String[] parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8)
                        .split("\\|", -1);
                String[] source = parts[2].split("/", -1);
                CareEvent like = model.event();
                return new TimelineEntry(new CareEvent(new ResourceKey(source[0], source[1]),
                        Integer.parseInt(parts[3]), like.patient(), CareEventKind.findByCode(parts[1]).orElseThrow(),
                        like.setting(), like.organisation(), Optional.empty(), Optional.empty(), Optional.empty(),
                        parts[0].isEmpty() ? Optional.empty() : EventTime.parse(parts[0]), Optional.empty()),
                        model.feed(), Optional.empty());
            } catch (RuntimeException e) {
                throw TimelineFilter.Unreadable.cursor();
            }
        }
    }

    /** The entries of a page, and the place after them when there are more. */
    record Slice(List<TimelineEntry> entries, Optional<String> next) {
    }

    /**
     * @param entries
     *            in order
     * @param cursor
     *            of the page before
     */
    static Slice slice(List<TimelineEntry> entries, int count, Optional<String> cursor) {
        List<TimelineEntry> rest = entries;
        if (cursor.isPresent() && !entries.isEmpty()) {
            TimelineEntry last = Cursor.read(cursor.get(), entries.getFirst());
            rest = entries.stream().filter(entry -> TimelineEntry.ORDER.compare(entry, last) > 0).toList();
        }
        return rest.size() <= count
                ? new Slice(rest, Optional.empty())
                : new Slice(rest.subList(0, count), Optional.of(Cursor.of(rest.get(count - 1).event()).write()));
    }
}
