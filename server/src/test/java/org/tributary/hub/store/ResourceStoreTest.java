package org.tributary.hub.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.hub.TestDatabase;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.Purpose;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.Role;
import org.tributary.hub.access.Scopes;
import org.tributary.hub.access.SmartScope;
import org.tributary.hub.access.WriterDatabase;
import org.tributary.hub.store.HistoryPage.Version;
import org.tributary.hub.store.ResourceWrite.Delete;
import org.tributary.hub.store.ResourceWrite.Put;
import org.tributary.hub.store.WriteOutcome.Change;

class ResourceStoreTest {

    private static final int FEED = 1;

    private static WriterDatabase writer;
    private static ReaderDatabase reader;
    private static RecordOwner owner;

    private final ResourceWriter resources = new ResourceWriter();
    private final ResourceReader read = new ResourceReader();
    private final ResourceHistory history = new ResourceHistory();

    @BeforeAll
    static void open() {
        TestDatabase database = TestDatabase.create();
        writer = database.writer();
        reader = database.reader();
        int scope = writer
                .write(transaction -> new Scopes().scopeOf(transaction, Scopes.Publication.of("RA001", "acute")));
        owner = new RecordOwner(FEED, scope, OptionalLong.empty());
    }

    @Test
    void a_resource_is_served_as_it_came_with_version_and_time() {
        put(owner, "{\"status\":\"final\", \"resourceType\":\"Observation\",\"code\":{\"text\":\"caf\\u00e9\"},"
                + "\"id\":\"served\",\"meta\":{\"versionId\":\"9\",\"source\":\"urn:x\"},"
                + "\"valueQuantity\":{\"value\":1.00}}");
        StoredResource stored = find("Observation", "served").orElseThrow();
        assertThat(stored.version()).isEqualTo(1);
        assertThat(text(stored)).matches("\\{\"resourceType\":\"Observation\",\"id\":\"served\",\"meta\":\\{"
                + "\"versionId\":\"1\",\"lastUpdated\":\"[-0-9]{10}T[0-9:]{8}\\.[0-9]{3}Z\",\"source\":\"urn:x\"},"
                + "\"status\":\"final\",\"code\":\\{\"text\":\"café\"},\"valueQuantity\":\\{\"value\":1.00}}");
    }

    @Test
    void a_resource_without_meta_gets_one() {
        put(owner, "{\"resourceType\":\"Basic\",\"id\":\"bare\",\"code\":{\"text\":\"x\"}}");
        assertThat(text(find("Basic", "bare").orElseThrow()))
                .contains("\"id\":\"bare\",\"meta\":{\"versionId\":\"1\",\"lastUpdated\":")
                .endsWith("Z\"},\"code\":{\"text\":\"x\"}}");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 60})
    void versions_follow_each_other_and_an_equal_body_changes_nothing(int size) {
        String prefix = "versions-" + size + "-";
        assertThat(changes(size, prefix, "one")).containsOnly(Change.CREATED);
        assertThat(changes(size, prefix, "one")).containsOnly(Change.UNCHANGED);
        assertThat(changes(size, prefix, "two")).containsOnly(Change.UPDATED);
        List<ResourceWrite> deletions = IntStream.range(0, size)
                .<ResourceWrite>mapToObj(i -> new Delete(new ResourceKey("Basic", prefix + i), OptionalInt.of(2)))
                .toList();
        assertThat(write(owner, deletions)).extracting(WriteOutcome::change).containsOnly(Change.DELETED);
        assertThat(write(owner, List.of(new Delete(new ResourceKey("Basic", prefix + 0), OptionalInt.empty()))))
                .extracting(WriteOutcome::change)
                .containsExactly(Change.ABSENT);
        assertThat(find("Basic", prefix + 0).orElseThrow().deleted()).isTrue();
        assertThat(changes(size, prefix, "three")).containsOnly(Change.CREATED);

        ResourceKey key = new ResourceKey("Basic", prefix + 0);
        HistoryPage first = reader.read(Caller.hub(),
                transaction -> history.list(transaction, ofInstance(key, 3, Optional.empty())));
        assertThat(first.total()).hasValue(4);
        assertThat(first.versions()).map(Version::resource)
                .extracting(StoredResource::version)
                .containsExactly(4, 3, 2);
        assertThat(first.versions()).map(Version::resource)
                .extracting(StoredResource::deleted)
                .containsExactly(false, true, false);
        HistoryPage second = reader.read(Caller.hub(),
                transaction -> history.list(transaction, ofInstance(key, 3, first.next())));
        assertThat(second.versions()).map(Version::resource).extracting(StoredResource::version).containsExactly(1);
        assertThat(second.next()).isEmpty();
        assertThat(text(second.versions().getFirst().resource())).contains("\"text\":\"one\"")
                .contains("\"versionId\":\"1\"");
        assertThat(findVersion(Caller.hub(), key, 2).map(ResourceStoreTest::text).orElseThrow())
                .contains("\"text\":\"two\"");
        assertThat(findVersion(Caller.hub(), key, 5)).isEmpty();
    }

    private static HistoryQuery ofInstance(ResourceKey key, int count, Optional<String> cursor) {
        return new HistoryQuery(new HistoryQuery.OfInstance(key), Optional.empty(), Optional.empty(), count, cursor);
    }

    @Test
    void writes_to_one_resource_in_one_batch_follow_their_order() {
        ResourceKey key = new ResourceKey("Basic", "twice");
        List<WriteOutcome> outcomes = write(owner, List.of(put(basic("twice", "a")), put(basic("twice", "b")),
                new Delete(key, OptionalInt.empty()), put(basic("twice", "c"))));
        assertThat(outcomes).extracting(WriteOutcome::change)
                .containsExactly(Change.CREATED, Change.UPDATED, Change.DELETED, Change.CREATED);
        assertThat(outcomes).extracting(WriteOutcome::version).containsExactly(1, 2, 3, 4);
        assertThat(text(find("Basic", "twice").orElseThrow())).contains("\"text\":\"c\"");
    }

    @Test
    void a_write_for_another_version_is_refused() {
        put(owner, basic("matched", "a"));
        assertThatThrownBy(() -> write(owner,
                List.of(new Put(new ResourceKey("Basic", "matched"), body(basic("matched", "b")), OptionalInt.of(2)))))
                .isInstanceOf(VersionConflict.class)
                .hasMessage("Version 2 was expected, but version 1 is current");
        assertThatThrownBy(
                () -> write(owner, List.of(new Delete(new ResourceKey("Basic", "never"), OptionalInt.of(1)))))
                .isInstanceOf(VersionConflict.class);
        assertThat(find("Basic", "matched").orElseThrow().version()).isEqualTo(1);
    }

    @Test
    void only_its_publisher_changes_a_resource_and_nobody_learns_more() {
        put(owner, basic("owned", "a"));
        RecordOwner other = new RecordOwner(FEED + 1, owner.scope(), OptionalLong.empty());
        assertThatThrownBy(() -> put(other, basic("owned", "a"))).isInstanceOfSatisfying(ForeignResource.class,
                refused -> assertThat(refused.keys()).containsExactly(new ResourceKey("Basic", "owned")));
        write(owner, List.of(new Delete(new ResourceKey("Basic", "owned"), OptionalInt.empty())));
        assertThatThrownBy(() -> put(other, basic("owned", "b"))).isInstanceOf(ForeignResource.class)
                .hasMessage("A resource with this type and id cannot be written by this publisher");
    }

    @Test
    void an_aggregate_lists_what_it_owns() {
        RecordOwner aggregate = new RecordOwner(FEED, owner.scope(), OptionalLong.of(77));
        write(aggregate, List.of(put(basic("owned-2", "a")), put(basic("owned-1", "a")), put(basic("owned-3", "a"))));
        write(aggregate, List.of(new Delete(new ResourceKey("Basic", "owned-3"), OptionalInt.empty())));
        List<ResourceKey> owned = writer.write(transaction -> resources.listOwned(transaction, List.of(77L)).get(77L));
        assertThat(owned).containsExactly(new ResourceKey("Basic", "owned-1"), new ResourceKey("Basic", "owned-2"));
    }

    @Test
    void resources_are_found_together_in_the_order_asked_for() {
        put(owner, basic("all-1", "a"));
        put(owner, basic("all-2", "a"));
        put(owner, basic("all-gone", "a"));
        write(owner, List.of(new Delete(new ResourceKey("Basic", "all-gone"), OptionalInt.empty())));
        List<ResourceKey> keys = List.of(new ResourceKey("Basic", "all-2"), new ResourceKey("Basic", "none"),
                new ResourceKey("Basic", "all-gone"), new ResourceKey("Basic", "all-1"));
        List<StoredResource> found = reader.read(Caller.hub(), transaction -> read.findAll(transaction, keys));
        assertThat(found).extracting(resource -> resource.key().id())
                .containsExactly("all-2", "all-1");
    }

    @Test
    void a_reader_sees_its_scopes_and_without_a_caller_nothing() {
        put(owner, basic("scoped", "a"));
        put(owner, basic("scoped", "b"));
        ResourceKey key = new ResourceKey("Basic", "scoped");
        assertThat(findVersion(caller("RA001"), key, 1)).isPresent();
        assertThat(findVersion(caller("RA001"), key, 2)).isPresent();
        assertThat(findVersion(caller("RB002"), key, 1)).isEmpty();
        assertThat(findVersion(caller("RB002"), key, 2)).isEmpty();
        HistoryPage hidden = reader.read(caller("RB002"),
                transaction -> history.list(transaction, ofInstance(key, 10, Optional.empty())));
        assertThat(hidden.total()).hasValue(0);
        assertThat(hidden.versions()).isEmpty();
    }

    @Test
    void the_digest_reads_current_resources_by_code_point_without_provenance() {
        put(owner, "{\"resourceType\":\"Account\",\"id\":\"b\",\"status\":\"active\"}");
        put(owner, "{\"resourceType\":\"Account\",\"id\":\"B\",\"status\":\"active\"}");
        put(owner, "{\"resourceType\":\"Account\",\"id\":\"a-gone\",\"status\":\"active\"}");
        put(owner, "{\"resourceType\":\"Provenance\",\"id\":\"p\",\"target\":[{\"reference\":\"Account/b\"}],"
                + "\"recorded\":\"2024-01-01T00:00:00Z\",\"agent\":[{\"who\":{\"display\":\"x\"}}]}");
        write(owner, List.of(new Delete(new ResourceKey("Account", "a-gone"), OptionalInt.empty())));
        List<String> seen = new ArrayList<>();
        writer.write(transaction -> {
            read.forEachCurrent(transaction,
                    (key, json) -> seen.add(key.reference() + ' ' + new String(json, StandardCharsets.UTF_8)));
            return null;
        });
        assertThat(seen.subList(0, 2)).containsExactly(
                "Account/B {\"resourceType\":\"Account\",\"id\":\"B\",\"status\":\"active\"}",
                "Account/b {\"resourceType\":\"Account\",\"id\":\"b\",\"status\":\"active\"}");
        assertThat(seen).noneMatch(line -> line.startsWith("Provenance"));
    }

    private List<Change> changes(int size, String prefix, String text) {
        List<ResourceWrite> writes = IntStream.range(0, size)
                .<ResourceWrite>mapToObj(i -> put(basic(prefix + i, text)))
                .toList();
        return write(owner, writes).stream().map(WriteOutcome::change).toList();
    }

    private void put(RecordOwner publisher, String json) {
        write(publisher, List.of(put(json)));
    }

    private static Put put(String json) {
        ResourceBody body = body(json);
        return new Put(new ResourceKey(body.type(), body.id().orElseThrow()), body, OptionalInt.empty());
    }

    private List<WriteOutcome> write(RecordOwner publisher, List<ResourceWrite> writes) {
        return writer.write(transaction -> resources.write(transaction, publisher, writes));
    }

    private Optional<StoredResource> find(String type, String id) {
        return reader.read(Caller.hub(), transaction -> read.find(transaction, new ResourceKey(type, id)));
    }

    private Optional<StoredResource> findVersion(Caller caller, ResourceKey key, int version) {
        return reader.read(caller, transaction -> read.findVersion(transaction, key, version));
    }

    private static ResourceBody body(String json) {
        return switch (ResourceBody.parse(json.getBytes(StandardCharsets.UTF_8))) {
            case ResourceBody.Valid valid -> valid.body();
            case ResourceBody.Invalid invalid -> throw new AssertionError(invalid.problems());
        };
    }

    private static String basic(String id, String text) {
        return "{\"resourceType\":\"Basic\",\"id\":\"" + id + "\",\"code\":{\"text\":\"" + text + "\"},"
                + "\"subject\":{\"reference\":\"Patient/p\"},\"created\":\"2024-01-02\"}";
    }

    private static String text(StoredResource resource) {
        return new String(resource.json(), StandardCharsets.UTF_8);
    }

    private static Caller caller(String organisation) {
        return new Caller("test", Optional.of(organisation), Role.SYSTEM, Purpose.DIRECT_CARE, Set.of(SmartScope.ALL),
                false);
    }
}
