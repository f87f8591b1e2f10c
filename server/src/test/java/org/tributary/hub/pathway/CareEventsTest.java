package org.tributary.hub.pathway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.RoundTrip;
import org.tributary.hub.access.Scopes.Publication;
import org.tributary.hub.ingest.CommitLine;
import org.tributary.hub.ingest.Feed;
import org.tributary.hub.ops.TestHub;
import org.tributary.hub.pathway.events.CareEventDeriver;
import org.tributary.hub.pathway.spells.ProviderSpell;
import org.tributary.hub.pathway.spells.ProviderSpells;
import org.tributary.hub.store.RecordOwner;
import org.tributary.hub.store.ResourceBody;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceWrite;
import org.tributary.mapping.CareSetting;

/** The stored events follow the resources they derive from. Each test has a publisher of its own. */
@SuppressWarnings("NullAway.Init")
class CareEventsTest {

    private static TestHub hub;

    @BeforeAll
    static void start() {
        hub = TestHub.start();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void eventsChangeWithTheirResourceAndGoWithIt() {
        Feed feed = feed("RZ1");
        replace(feed, List.of(procedure("change-1", "preparation", "Hip replacement")), List.of());
        assertThat(statuses("RZ1")).containsExactly("preparation");
        replace(feed, List.of(procedure("change-1", "completed", "Hip replacement"),
                procedure("change-2", "not-done", "Knee replacement")), List.of());
        assertThat(statuses("RZ1")).containsExactly("completed", "not-done");
        replace(feed, List.of(procedure("change-2", "entered-in-error", "Knee replacement")),
                List.of(new ResourceKey("Procedure", "change-1")));
        assertThat(statuses("RZ1")).isEmpty();
    }

    @Test
    void wordsTravelUnharmed() {
        Feed feed = feed("RZ2");
        String words = "a\\tb\\nc\\\\N\\\"d\\r 'é😀";
        replace(feed, List.of(procedure("words", "completed", words)), List.of());
        assertThat(events("RZ2")).singleElement()
                .satisfies(event -> assertThat(event.code().orElseThrow().display())
                        .contains("a\tb\nc\\N\"d\r 'é😀"));
    }

    @Test
    void storedEventsReadBackAsTheyWereDerived() {
        Feed feed = feed("RZ3");
        ResourceBody stay = body("""
                {"resourceType":"Encounter","id":"stay","status":"in-progress",
                 "class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"IMP"},
                 "extension":[{"url":"https://tributary.example/fhir/StructureDefinition/ready-for-discharge",
                   "valueDateTime":"0850-06-01"}],
                 "subject":{"reference":"Patient/p"},"period":{"start":"2026-03-03T14:05:00.123456Z","end":"2026-04"},
                 "location":[{"location":{"reference":"Location/a"}},{"location":{"reference":"Location/b"}}]}""");
        replace(feed, List.of(stay), List.of());
        assertThat(events("RZ3")).hasSize(3)
                .isEqualTo(CareEventDeriver.derive(stay.tree(), CareSetting.ACUTE, "RZ3"));
    }

    @Test
    void manyResourcesAtOnceGiveTheirEventsEach() {
        Feed feed = feed("RZ4");
        List<ResourceBody> many = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            many.add(procedure("many-" + i, "completed", "Number " + i));
        }
        replace(feed, many, List.of());
        replace(feed, many, List.of());
        assertThat(events("RZ4")).hasSize(3_000);
    }

    @Test
    void onlyThePublisherAndWhomItAgreedWithSeeTheEvents() {
        Feed feed = feed("RZ5");
        replace(feed, List.of(procedure("seen", "completed", "Appendectomy")), List.of());
        assertThat(seenBy(TestHub.carer("RZ5"))).hasSize(1);
        assertThat(seenBy(TestHub.carer("RX5"))).isEmpty();
        hub.agree("RZ5", "RX5");
        assertThat(seenBy(TestHub.carer("RX5"))).hasSize(1);
        hub.disagree("RZ5", "RX5");
        assertThat(seenBy(TestHub.carer("RX5"))).isEmpty();
    }

    @Test
    void spellsFollowTheirEncountersWhicheverArrivesFirst() {
        Feed feed = feed("RZ9");
        replace(feed, List.of(encounter("ep-2", "spell", "2024-03-03", "2024-03-07")), List.of());
        replace(feed, List.of(encounter("ep-1", "spell", "2024-03-01", "2024-03-03")), List.of());
        assertThat(spells("RZ9")).singleElement().satisfies(spell -> {
            assertThat(spell.encounter()).isEqualTo("spell");
            assertThat(spell.episodes()).containsExactly("ep-1", "ep-2");
        });
        replace(feed, List.of(encounter("spell", "", "2024-02-29", "2024-03-07")), List.of());
        assertThat(spells("RZ9")).singleElement()
                .satisfies(spell -> assertThat(spell.start().toFhir()).isEqualTo("2024-02-29"));
        // One episode turns out to be another stay's, the other goes.
        replace(feed, List.of(encounter("ep-2", "other", "2024-03-03", "2024-03-07")),
                List.of(new ResourceKey("Encounter", "ep-1")));
        assertThat(spells("RZ9")).extracting(ProviderSpell::encounter).containsExactly("other", "spell");
        assertThat(spells("RZ9")).extracting(ProviderSpell::episodes)
                .containsExactly(List.of("ep-2"), List.of());
        replace(feed, List.of(), List.of(new ResourceKey("Encounter", "ep-2"), new ResourceKey("Encounter", "spell")));
        assertThat(spells("RZ9")).isEmpty();
    }

    @Test
    void onlyThePublisherAndWhomItAgreedWithSeeTheSpells() {
        Feed feed = feed("RZA");
        replace(feed, List.of(encounter("stay", "", "2024-03-01", "2024-03-07")), List.of());
        assertThat(spells("RZA")).hasSize(1);
        assertThat(spells("RXA")).isEmpty();
        hub.agree("RZA", "RXA");
        assertThat(spells("RXA")).hasSize(1);
    }

    @Test
    void rebuildingGivesTheSameSpells() {
        try (TestHub own = TestHub.start()) {
            own.get(CommitLine.class)
                    .write(TestHub.carer("RZ6"), Stream.of(
                            encounter("ep-1", "spell", "2024-03-01", "2024-03-03"),
                            encounter("ep-2", "spell", "2024-03-03", "2024-03-07"),
                            encounter("alone", "", "2024-04-01", ""))
                            .<ResourceWrite>map(body -> new ResourceWrite.Put(
                                    new ResourceKey("Encounter", body.id().orElseThrow()), body, OptionalInt.empty()))
                            .toList());
            String before = own.digest();
            assertThat(listSpells(own, Caller.hub())).hasSize(2);
            own.get(CommitLine.class).rebuild();
            assertThat(own.digest()).isEqualTo(before);
            assertThat(listSpells(own, Caller.hub())).hasSize(2);
        }
    }

    @Test
    void rebuildingGivesWhatTheCommitLineWrote() {
        try (TestHub own = TestHub.start()) {
            CommitLine commitLine = own.get(CommitLine.class);
            for (String organisation : List.of("RZ6", "RZ7")) {
                List<ResourceWrite> writes = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    ResourceBody body = procedure(organisation + '-' + i, "completed", "Number " + i);
                    writes.add(new ResourceWrite.Put(new ResourceKey("Procedure", body.id().orElseThrow()), body,
                            OptionalInt.empty()));
                }
                commitLine.write(TestHub.carer(organisation), writes);
            }
            List<CareEvent> before = listAll(own, Caller.hub());
            assertThat(before).hasSize(40);
            CareEvents events = own.get(CareEvents.class);
            Feed feed = own.addFeed("stale", "RZ8", CareSetting.ACUTE, "fhir-r4");
            commitLine.change(transaction -> {
                RoundTrip last = transaction.roundTrip();
                events.replace(transaction, last, owner(feed), publication(feed),
                        List.of(procedure("stale", "completed", "Of no stored resource")),
                        List.of(new ResourceKey("Procedure", "RZ6-3")), Set.of());
                last.run();
                return feed;
            });
            assertThat(listAll(own, Caller.hub())).isNotEqualTo(before);
            commitLine.change(transaction -> {
                events.rebuild(transaction);
                return feed;
            });
            assertThat(listAll(own, Caller.hub())).isEqualTo(before);
        }
    }

    private static Feed feed(String organisation) {
        return hub.addFeed("feed-" + organisation.toLowerCase(java.util.Locale.ROOT), organisation, CareSetting.ACUTE,
                "fhir-r4");
    }

    private static void replace(Feed feed, List<ResourceBody> changed, List<ResourceKey> removed) {
        hub.get(CommitLine.class).change(transaction -> {
            RoundTrip last = transaction.roundTrip();
            hub.get(CareEvents.class)
                    .replace(transaction, last, owner(feed), publication(feed), changed, removed, Set.of());
            last.run();
            return feed;
        });
    }

    private static RecordOwner owner(Feed feed) {
        return new RecordOwner(feed.id(), feed.scope(), OptionalLong.empty());
    }

    private static Publication publication(Feed feed) {
        return Publication.of(feed.organisation(), feed.setting().code());
    }

    private static List<String> statuses(String organisation) {
        return events(organisation).stream().map(event -> event.status().orElseThrow()).toList();
    }

    private static List<CareEvent> events(String organisation) {
        return seenBy(TestHub.carer(organisation));
    }

    private static List<CareEvent> seenBy(Caller caller) {
        return listAll(hub, caller);
    }

    private static List<CareEvent> listAll(TestHub of, Caller caller) {
        List<CareEvent> events = new ArrayList<>();
        of.get(ReaderDatabase.class).read(caller, transaction -> {
            of.get(CareEvents.class).forEachEvent(transaction, events::add);
            return events;
        });
        return events;
    }

    private static List<ProviderSpell> spells(String organisation) {
        return listSpells(hub, TestHub.carer(organisation));
    }

    private static List<ProviderSpell> listSpells(TestHub of, Caller caller) {
        List<ProviderSpell> spells = new ArrayList<>();
        of.get(ReaderDatabase.class).read(caller, transaction -> {
            of.get(ProviderSpells.class).forEachSpell(transaction, spells::add);
            return spells;
        });
        return spells;
    }

    /** An inpatient Encounter, a part of another unless that is empty. */
    private static ResourceBody encounter(String id, String partOf, String start, String end) {
        return body("""
                {"resourceType":"Encounter","id":"%s","status":"%s",%s
                 "class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"IMP"},
                 "subject":{"reference":"Patient/p"},"period":{"start":"%s"%s}}""".formatted(id,
                end.isEmpty() ? "in-progress" : "finished",
                partOf.isEmpty() ? "" : "\"partOf\":{\"reference\":\"Encounter/" + partOf + "\"},",
                start, end.isEmpty() ? "" : ",\"end\":\"" + end + "\""));
    }

    /** Words are JSON text as it stands between quotes. */
    private static ResourceBody procedure(String id, String status, String words) {
        return body("""
                {"resourceType":"Procedure","id":"%s","status":"%s","code":{"text":"%s"},
                 "subject":{"reference":"Patient/p"},"performedDateTime":"2026-03-03"}""".formatted(id, status, words));
    }

    private static ResourceBody body(String json) {
        return switch (ResourceBody.parse(json.getBytes(StandardCharsets.UTF_8))) {
            case ResourceBody.Valid valid -> valid.body();
            case ResourceBody.Invalid invalid -> throw new AssertionError(invalid.problems());
        };
    }
}
