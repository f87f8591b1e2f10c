package org.tributary.hub.identity.linking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.identity.People;
import org.tributary.hub.ingest.CommitLine;
import org.tributary.hub.ops.TestHub;
import org.tributary.hub.store.ResourceBody;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceWrite;

/** Source Patients of three organisations in a hub, and the persons that it makes of them. */
final class Population {

    static final List<String> ORGANISATIONS = List.of("A99901", "RZ8", "E99999");

    private final TestHub hub;

    Population(TestHub hub) {
        this.hub = hub;
    }

    /** The organisation is part of the id: {@code gp-1} is A99901's. */
    static String organisationOf(String id) {
        return id.startsWith("gp-") ? "A99901" : id.startsWith("trust-") ? "RZ8" : "E99999";
    }

    /** Patients of one organisation, in one transaction. */
    void put(Map<String, String> membersById) {
        Map<String, List<ResourceWrite>> writes = new TreeMap<>();
        membersById.forEach((id, members) -> writes.computeIfAbsent(organisationOf(id), key -> new ArrayList<>())
                .add(write(id, members)));
        writes.forEach((organisation, puts) -> hub.get(CommitLine.class).write(TestHub.carer(organisation), puts));
    }

    void put(String id, String members) {
        put(Map.of(id, members));
    }

    /** All of one organisation's, in one transaction. */
    void delete(Collection<String> ids) {
        List<ResourceWrite> deletes = new ArrayList<>();
        ids.forEach(id -> deletes.add(new ResourceWrite.Delete(new ResourceKey("Patient", id), OptionalInt.empty())));
        hub.get(CommitLine.class).write(TestHub.carer(organisationOf(ids.iterator().next())), deletes);
    }

    void delete(String id) {
        hub.get(CommitLine.class)
                .write(TestHub.carer(organisationOf(id)), List.of(
                        new ResourceWrite.Delete(new ResourceKey("Patient", id), OptionalInt.empty())));
    }

    private static ResourceWrite write(String id, String members) {
        String json = "{'resourceType':'Patient','id':'" + id + "'" + (members.isEmpty() ? "" : "," + members) + "}";
        return switch (ResourceBody.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8))) {
            case ResourceBody.Valid valid -> new ResourceWrite.Put(new ResourceKey("Patient", id), valid.body(),
                    OptionalInt.empty());
            case ResourceBody.Invalid invalid -> throw new AssertionError(invalid.problems());
        };
    }

    /** The persons, each as its Patients' ids. */
    Set<Set<String>> persons() {
        Set<Set<String>> persons = new HashSet<>();
        hub.get(CommitLine.class).change(transaction -> {
            hub.get(Linkage.class).forEachPerson(transaction, patients -> persons.add(new TreeSet<>(patients)));
            return transaction;
        });
        return persons;
    }

    String personOf(String patient) {
        return hub.get(ReaderDatabase.class)
                .read(Caller.hub(),
                        transaction -> hub.get(People.class).findPersonOf(transaction, patient))
                .orElseThrow();
    }

    /** The pairs that wait for review, as {@code one other}, sorted. */
    List<String> waiting() {
        return hub.get(CommitLine.class)
                .change(transaction -> transaction.jdbc()
                        .sql("""
                                SELECT patient || ' ' || other FROM person_edge WHERE state = 'waiting'
                                ORDER BY patient, other""")
                        .query(String.class)
                        .list());
    }

    /** All pairs that are kept as one person's or as perhaps one person's, as {@code one other}. */
    Set<String> edges() {
        List<String> edges = hub.get(CommitLine.class)
                .change(transaction -> transaction.jdbc()
                        .sql("SELECT patient || ' ' || other FROM person_edge")
                        .query(String.class)
                        .list());
        return new TreeSet<>(edges);
    }

    void assertPersons(String... persons) {
        Set<Set<String>> expected = new HashSet<>();
        for (String person : persons) {
            expected.add(new TreeSet<>(List.of(person.split(" "))));
        }
        assertThat(persons()).isEqualTo(expected);
    }
}
