package org.tributary.hub.pathway;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * An event as a timeline shows it.
 *
 * @param event
 *            what it is about is in its {@code code} also when another visible resource has the words
 * @param feed
 *            the code of the publisher's feed that it came by
 * @param organisationName
 *            the publisher's name when a visible Organization tells it
 */
public record TimelineEntry(CareEvent event, String feed, Optional<String> organisationName) {

    /** By start, kind, source reference and ordinal; what has no date comes last. */
    static final Comparator<TimelineEntry> ORDER = Comparator
            .comparing((TimelineEntry entry) -> entry.event().start().isEmpty())
            .thenComparing(entry -> entry.event().start().map(EventTime::instant).orElse(Instant.EPOCH))
            .thenComparing(entry -> entry.event().kind())
            .thenComparing(entry -> entry.event().source().reference())
            .thenComparing(entry -> entry.event().ordinal());
}
