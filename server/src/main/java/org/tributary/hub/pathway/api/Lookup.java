package org.tributary.hub.pathway.api;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.PersonRecord;
import org.tributary.hub.pathway.TimelineEntry;
import org.tributary.hub.pathway.api.EntryJson.Organisation;
import org.tributary.hub.store.ResourceKey;

/** The entries and names that an answer about a person tells of its events with. */
final class Lookup {

    private record Place(ResourceKey source, int ordinal) {
    }

    private final Map<Place, TimelineEntry> entries;
    private final Map<String, String> organisations;

    /**
     * @param organisations
     *            names by ODS code
     */
    Lookup(PersonRecord record, Map<String, String> organisations) {
        this.organisations = new HashMap<>(organisations);
        this.entries = record.entries()
                .stream()
                .collect(Collectors.toMap(entry -> new Place(entry.event().source(), entry.event().ordinal()),
                        entry -> entry));
    }

    EntryJson entry(CareEvent event) {
        TimelineEntry entry = Objects.requireNonNull(entries.get(new Place(event.source(), event.ordinal())));
        return EntryJson.of(new TimelineEntry(event, entry.feed(), name(event.organisation())));
    }

    Optional<EntryJson> entry(Optional<CareEvent> event) {
        return event.map(this::entry);
    }

    List<EntryJson> entries(List<CareEvent> events) {
        return events.stream().map(this::entry).toList();
    }

    Organisation organisation(String code) {
        return new Organisation(code, name(code));
    }

    private Optional<String> name(String organisation) {
        return Optional.ofNullable(organisations.get(organisation));
    }
}
