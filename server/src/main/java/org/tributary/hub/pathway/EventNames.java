package org.tributary.hub.pathway;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.pathway.events.SourceResource;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceReader;
import org.tributary.hub.store.StoredResource;
import tools.jackson.databind.json.JsonMapper;

/**
 * The words that events take from other resources, looked up when they are read: those resources may arrive later, may
 * change, and may not be visible to everyone who sees the event.
 */
@Component
final class EventNames {

    private final ResourceReader resources;

    EventNames(ResourceReader resources) {
        this.resources = resources;
    }

    /** The entries, each with a code where its event or the visible resource that names it has one. */
    List<TimelineEntry> complete(ReadTransaction transaction, List<TimelineEntry> entries) {
        Set<ResourceKey> wanted = entries.stream()
                .map(TimelineEntry::event)
                .filter(event -> event.code().isEmpty())
                .flatMap(event -> event.namedBy().stream())
                .collect(Collectors.toSet());
        if (wanted.isEmpty()) {
            return entries;
        }
        Map<ResourceKey, EventCode> codes = codes(resources.findAll(transaction, wanted));
        return entries.stream()
                .map(entry -> new TimelineEntry(complete(entry.event(), codes), entry.feed(),
                        entry.organisationName()))
                .toList();
    }

    private static Map<ResourceKey, EventCode> codes(Collection<StoredResource> named) {
        Map<ResourceKey, EventCode> codes = new HashMap<>();
        for (StoredResource resource : named) {
            codeOf(new SourceResource(JsonMapper.shared().readTree(resource.json())))
                    .ifPresent(code -> codes.put(resource.key(), code));
        }
        return codes;
    }

    /** A Medication has a code, a Location a name. */
    private static Optional<EventCode> codeOf(SourceResource resource) {
        return SourceResource.firstOf(resource.findConcept("code"), resource.findText("name").map(EventCode::ofText));
    }

    private static CareEvent complete(CareEvent event, Map<ResourceKey, EventCode> codes) {
        return event.code().isPresent()
                ? event
                : event.namedBy()
                        .flatMap(key -> Optional.ofNullable(codes.get(key)))
                        .map(event::withCode)
                        .orElse(event);
    }
}
