package org.tributary.hub.pathway;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.Scopes.Publication;
import org.tributary.hub.access.WriteTransaction;
import org.tributary.hub.store.RecordOwner;
import org.tributary.hub.store.ResourceBody;
import org.tributary.hub.store.ResourceKey;
import org.tributary.mapping.CareSetting;

/**
 * The stored care events; for the commit line alone. What is stored depends only on the current resources.
 *
 * <p>
 * Owns the table {@code care_event}.
 */
@Component
public final class CareEvents {

    /**
     * Makes the events of these resources what the resources now say.
     *
     * @param publication
     *            the publisher and setting of the owner's scope
     * @param changed
     *            current resources, each with its id; types that give no events are passed over
     */
    public void replace(WriteTransaction transaction, RecordOwner owner, Publication publication,
            List<ResourceBody> changed, List<ResourceKey> removed) {
        Stream<ResourceKey> stale = Stream.concat(removed.stream(), changed.stream().map(CareEvents::key));
        delete(transaction, stale.filter(CareEvents::givesEvents).collect(Collectors.groupingBy(ResourceKey::type)));
        insert(transaction, owner, publication, changed);
    }

    /** Removes all events, before {@link #insert} adds those of every current resource again. */
    public void clear(WriteTransaction transaction) {
        transaction.jdbc().sql("DELETE FROM care_event").update();
    }

    /** Adds the events of resources that have none stored. */
    public void insert(WriteTransaction transaction, RecordOwner owner, Publication publication,
            Collection<ResourceBody> resources) {
        CareSetting setting = CareSetting.findByCode(publication.setting()).orElse(CareSetting.OTHER);
        CareEventRows.insert(transaction, owner, resources.stream()
                .filter(resource -> CareEventDeriver.types().contains(resource.type()))
                .flatMap(resource -> CareEventDeriver.derive(resource.tree(), setting, publication.publisher())
                        .stream())
                .toList());
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

    private static void delete(WriteTransaction transaction, Map<String, List<ResourceKey>> stale) {
        stale.forEach((type, keys) -> transaction.jdbc()
                .sql("DELETE FROM care_event WHERE resource_type = :type AND resource_id = ANY (:ids)")
                .param("type", type)
                .param("ids", keys.stream().map(ResourceKey::id).toArray(String[]::new))
                .update());
    }
}
