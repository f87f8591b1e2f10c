package org.tributary.hub.pathway;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.RoundTrip;
import org.tributary.hub.access.Scopes.Publication;
import org.tributary.hub.access.WriteTransaction;
import org.tributary.hub.pathway.events.CareEventDeriver;
import org.tributary.hub.pathway.spells.ProviderSpells;
import org.tributary.hub.store.RecordOwner;
import org.tributary.hub.store.ResourceBody;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceReader;
import org.tributary.mapping.CareSetting;

/**
 * The stored care events, and with them the provider spells; for the commit line alone. What is stored depends only on
 * the current resources.
 *
 * <p>
 * Owns the table {@code care_event}; reads {@code scope} for what a scope means.
 */
@Component
public final class CareEvents {

    private final ResourceReader resources;
    private final ProviderSpells spells;

    CareEvents(ResourceReader resources, ProviderSpells spells) {
        this.resources = resources;
        this.spells = spells;
    }

    /**
     * Makes the events of these resources, and the provider spells that they are of, what the resources now say.
     *
     * @param last
     *            takes the last of it, and is to be sent before the transaction ends
     * @param publication
     *            the publisher and setting of the owner's scope
     * @param changed
     *            current resources, each with its id; types that give no events are passed over
     * @param fresh
     *            those of them that are new, which have no events yet
     */
    public void replace(WriteTransaction transaction, RoundTrip last, RecordOwner owner, Publication publication,
            List<ResourceBody> changed, List<ResourceKey> removed, Set<ResourceKey> fresh) {
        List<ResourceKey> concerned = Stream.concat(removed.stream(), changed.stream().map(CareEvents::key))
                .filter(CareEvents::givesEvents)
                .toList();
        List<CareEvent> events = derive(publication, changed);
        List<CareEvent> ofEncounters = events.stream()
                .filter(event -> event.source().type().equals("Encounter"))
                .toList();
        List<String> encounters = concerned.stream()
                .filter(key -> key.type().equals("Encounter"))
                .map(ResourceKey::id)
                .toList();
        ProviderSpells.Touched touched = spells.before(transaction, owner.feed(), encounters, ofEncounters);
        delete(last, concerned.stream().filter(key -> !fresh.contains(key)).toList());
        CareEventRows.insert(transaction, last, owner, events);
        spells.replace(transaction, last, owner, touched, ofEncounters);
    }

    /** Makes all events and spells anew from the current resources. Nothing else may write meanwhile. */
    public void rebuild(WriteTransaction transaction) {
        transaction.jdbc().sql("DELETE FROM care_event").update();
        Map<Integer, Publication> publications = publications(transaction);
        Batch batch = new Batch(transaction, publications);
        resources.forEachOwned(transaction, CareEventDeriver.types(), batch::add);
        batch.flush();
        spells.rebuild(transaction);
    }

    private static Map<Integer, Publication> publications(WriteTransaction transaction) {
        Map<Integer, Publication> publications = new HashMap<>();
        transaction.jdbc()
                .sql("SELECT id, publisher, setting, labels FROM scope")
                .query((row, number) -> publications.put(row.getInt("id"), new Publication(
                        row.getString("publisher"), row.getString("setting"), row.getString("labels"))))
                .list();
        return publications;
    }

    /** Resources of one owner at a time, so that rows travel together. */
    private static final class Batch {

        private static final int SIZE = 2_000;

        private final WriteTransaction transaction;
        private final Map<Integer, Publication> publications;
        private final List<ResourceBody> bodies = new ArrayList<>();
        private RecordOwner owner = new RecordOwner(0, 0, OptionalLong.empty());

        Batch(WriteTransaction transaction, Map<Integer, Publication> publications) {
            this.transaction = transaction;
            this.publications = publications;
        }

        void add(RecordOwner newOwner, ResourceBody body) {
            if (!newOwner.equals(owner) || bodies.size() == SIZE) {
                flush();
                owner = newOwner;
            }
            bodies.add(body);
        }

        void flush() {
            if (!bodies.isEmpty()) {
                RoundTrip trip = transaction.roundTrip();
                CareEventRows.insert(transaction, trip, owner,
                        derive(Objects.requireNonNull(publications.get(owner.scope())), bodies));
                trip.run();
                bodies.clear();
            }
        }
    }

    private static List<CareEvent> derive(Publication publication, Collection<ResourceBody> changed) {
        CareSetting setting = CareSetting.findByCode(publication.setting()).orElse(CareSetting.OTHER);
        return changed.stream()
                .filter(resource -> CareEventDeriver.types().contains(resource.type()))
                .flatMap(resource -> CareEventDeriver.derive(resource.tree(), setting, publication.publisher())
                        .stream())
                .toList();
    }

    /** Hands over every visible event by resource type, id (by code point) and ordinal: what the digest is made of. */
    public void forEachEvent(ReadTransaction transaction, Consumer<CareEvent> consumer) {
        transaction.jdbc()
                .sql("SELECT * FROM care_event ORDER BY resource_type, resource_id, ordinal")
                .withFetchSize(1_000)
                .query(row -> {
                    consumer.accept(CareEventRows.read(row));
                });
    }

    private static ResourceKey key(ResourceBody resource) {
        return new ResourceKey(resource.type(), resource.id().orElseThrow());
    }

    private static boolean givesEvents(ResourceKey key) {
        return CareEventDeriver.types().contains(key.type());
    }

    private static void delete(RoundTrip trip, List<ResourceKey> stale) {
        if (!stale.isEmpty()) {
            trip.add("""
                    DELETE FROM care_event e USING unnest(?::text[], ?::text[]) AS stale (type, id)
                    WHERE e.resource_type = stale.type COLLATE "C" AND e.resource_id = stale.id COLLATE "C\"""",
                    stale.stream().map(ResourceKey::type).toArray(String[]::new),
                    stale.stream().map(ResourceKey::id).toArray(String[]::new));
        }
    }
}
