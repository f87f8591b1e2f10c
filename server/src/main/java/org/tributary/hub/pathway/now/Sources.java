package org.tributary.hub.pathway.now;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.pathway.events.SourceResource;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceReader;
import org.tributary.hub.store.StoredResource;
import org.tributary.mapping.IdentifierSystems;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who tells of a person, and when each was last heard from: the absence of data must not read as the absence of care.
 *
 * <p>
 * Reads {@code resource}, which the store owns, and {@code feed}.
 */
@Component
public final class Sources {

    /**
     * One source.
     *
     * @param feed
     *            the code of the feed; empty when nothing of the person is visible from the organisation, which one of
     *            the person's records names
     * @param lastHeard
     *            when anything of the person last changed
     */
    public record Source(String organisation, Optional<String> setting, Optional<String> feed,
            Optional<Instant> lastHeard) {
    }

    private static final String WARNING = "https://fhir.hl7.org.uk/StructureDefinition/"
            + "Extension-UKCore-ListWarningCode";
    /** Every consultation of a practice may be a list; those with warnings are few and come with each record. */
    private static final int MOST_LISTS = 1_000;

    private final ResourceReader resources;

    Sources(ResourceReader resources) {
        this.resources = resources;
    }

    /** By organisation and feed. */
    public List<Source> list(ReadTransaction transaction, Collection<String> patients,
            Collection<SourceResource> bodies) {
        List<Source> sources = new ArrayList<>(transaction.jdbc()
                .sql("""
                        SELECT f.organisation, f.setting, f.code, max(r.last_updated) AS heard
                        FROM resource r JOIN feed f ON f.id = r.feed
                        WHERE r.patient = ANY (:patients)
                        GROUP BY f.organisation, f.setting, f.code
                        ORDER BY f.organisation COLLATE "C", f.code COLLATE "C\"""")
                .param("patients", patients.toArray(String[]::new))
                .query((row, number) -> new Source(row.getString("organisation"),
                        Optional.of(row.getString("setting")), Optional.of(row.getString("code")),
                        Optional.of(row.getObject("heard", OffsetDateTime.class).toInstant())))
                .list());
        Set<String> heard = sources.stream().map(Source::organisation).collect(Collectors.toSet());
        Set<String> silent = new TreeSet<>(practices(bodies));
        silent.removeAll(heard);
        silent.forEach(organisation -> sources
                .add(new Source(organisation, Optional.empty(), Optional.empty(), Optional.empty())));
        return List.copyOf(sources);
    }

    /** The ODS codes of the organisations that Patients name as their general practice. */
    private static List<String> practices(Collection<SourceResource> bodies) {
        return bodies.stream()
                .flatMap(body -> body.list("generalPractitioner"))
                .map(practice -> practice.path("identifier"))
                .filter(identifier -> identifier.path("system").asString("").equals(IdentifierSystems.ODS_ORGANISATION))
                .flatMap(identifier -> SourceResource.text(identifier.path("value")).stream())
                .toList();
    }

    /**
     * Why lists may be incomplete, in words, as their sources warn: by the code of the feed, each once and in order.
     */
    public Map<String, List<String>> listWarnings(ReadTransaction transaction, Collection<String> patients) {
        if (!transaction.caller().may(Interaction.READ, "List")) {
            return Map.of();
        }
        Map<ResourceKey, String> feeds = new LinkedHashMap<>();
        transaction.jdbc()
                .sql("""
                        SELECT r.id, f.code
                        FROM resource r JOIN feed f ON f.id = r.feed
                        WHERE r.patient = ANY (:patients) AND r.type = 'List' AND r.body IS NOT NULL
                        ORDER BY r.last_updated DESC, r.pk DESC LIMIT :most""")
                .param("patients", patients.toArray(String[]::new))
                .param("most", MOST_LISTS)
                .query(row -> {
                    feeds.put(new ResourceKey("List", row.getString("id")), row.getString("code"));
                });
        Map<String, Set<String>> warnings = new TreeMap<>();
        read(transaction, feeds.keySet()).forEach(list -> list.list("extension")
                .filter(extension -> extension.path("url").asString("").equals(WARNING))
                .flatMap(warning -> new SourceResource(warning).findConcept("valueCodeableConcept").stream())
                .flatMap(concept -> SourceResource.firstOf(concept.display(), concept.code()).stream())
                .forEach(words -> warnings
                        .computeIfAbsent(Objects.requireNonNull(feeds.get(list.key())), feed -> new TreeSet<>())
                        .add(words)));
        Map<String, List<String>> told = new HashMap<>();
        warnings.forEach((feed, words) -> told.put(feed, List.copyOf(words)));
        return told;
    }

    /** The bodies of resources that the caller sees, as far as there are any. */
    public List<SourceResource> read(ReadTransaction transaction, Collection<ResourceKey> keys) {
        return resources.findAll(transaction, keys)
                .stream()
                .map(StoredResource::json)
                .map(json -> new SourceResource(JsonMapper.shared().readTree(json)))
                .toList();
    }
}
