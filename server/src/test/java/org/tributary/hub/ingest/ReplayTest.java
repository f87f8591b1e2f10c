package org.tributary.hub.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.ingest.Feeds.FeedChange;
import org.tributary.hub.ingest.MessageLog.Filter;
import org.tributary.hub.ops.TestHub;
import org.tributary.mapping.CareSetting;

/** Messages that are sent through their mapper again, and what of a message outlives its bytes. */
@Tag("contract")
@SuppressWarnings("NullAway.Init")
class ReplayTest {

    private static TestHub hub;

    @BeforeAll
    static void start() {
        hub = TestHub.start();
    }

    @AfterAll
    static void stop() {
        if (hub != null) {
            hub.close();
        }
    }

    private static Feed feed(String code) {
        return hub.addFeed(code, "RZ8", CareSetting.ACUTE, "hl7v2");
    }

    private static IntakeOutcome send(Feed feed, String message) {
        return hub.intake().receive(feed, "http", Admissions.bytes(message));
    }

    private static Map<String, Integer> versions(Feed feed) {
        Map<String, Integer> versions = new java.util.TreeMap<>();
        hub.get(ReaderDatabase.class)
                .read(Caller.hub(), transaction -> transaction.jdbc()
                        .sql("SELECT type, id, version FROM resource WHERE feed = :feed AND type <> 'Provenance'")
                        .param("feed", feed.id())
                        .query((row, number) -> versions.put(row.getString("type") + '/' + row.getString("id"),
                                row.getInt("version")))
                        .list());
        return versions;
    }

    private static void setZone(Feed feed, String zone) {
        hub.get(CommitLine.class)
                .change(transaction -> hub.get(Feeds.class)
                        .change(transaction, feed.code(), new FeedChange(Optional.empty(), Optional.empty(),
                                Optional.empty(), Optional.of(ZoneId.of(zone)), Optional.empty())));
    }

    @Test
    void theSameMapperAgainChangesNothing() {
        Feed feed = feed("unchanged");
        UUID message = send(feed, Admissions.admission("C1", 1)).message();
        Map<String, Integer> before = versions(feed);
        Replayed replayed = hub.intake().replay(message).orElseThrow();
        assertThat(replayed.accepted()).isTrue();
        assertThat(replayed.changed()).isZero();
        assertThat(versions(feed)).isEqualTo(before);
        assertThat(hub.get(MessageLog.class).find(Caller.hub(), message).orElseThrow().attempts()).isEqualTo(2);
    }

    @Test
    void whatIsReadOtherwiseNowGetsANewVersionUnderTheSameIdAndTheRestDoesNot() {
        Feed feed = feed("zoned");
        UUID message = send(feed, Admissions.admission("C2", 2)).message();
        Map<String, Integer> before = versions(feed);
        setZone(feed, "America/New_York");

        Replayed replayed = hub.intake().replay(message).orElseThrow();

        Map<String, Integer> after = versions(feed);
        assertThat(replayed.changed()).isEqualTo(1);
        assertThat(after.keySet()).isEqualTo(before.keySet());
        after.forEach((resource, version) -> assertThat(version).as(resource)
                .isEqualTo(resource.startsWith("Encounter/") ? 2 : 1));
        KeptMessage kept = hub.get(MessageLog.class).find(Caller.hub(), message).orElseThrow();
        assertThat(hub.get(MessageLog.class).listTargets(Caller.hub(), kept))
                .containsExactlyInAnyOrderElementsOf(before.keySet());
    }

    @Test
    void aReplayOfEverythingEndsWhereAFreshHubWouldHaveEnded() {
        String digest;
        try (TestHub fresh = TestHub.start()) {
            Feed feed = fresh.addFeed("late", "RZ8", CareSetting.ACUTE, "hl7v2");
            fresh.get(CommitLine.class)
                    .change(transaction -> fresh.get(Feeds.class)
                            .change(transaction, "late", new FeedChange(Optional.empty(), Optional.empty(),
                                    Optional.empty(), Optional.of(ZoneId.of("America/New_York")), Optional.empty())));
            Feed zoned = fresh.get(Feeds.class).find(feed.code()).orElseThrow();
            messages().forEach(message -> fresh.intake().receive(zoned, "http", Admissions.bytes(message)));
            digest = fresh.digest();
        }
        try (TestHub replayed = TestHub.start()) {
            Feed feed = replayed.addFeed("late", "RZ8", CareSetting.ACUTE, "hl7v2");
            messages().forEach(message -> replayed.intake().receive(feed, "http", Admissions.bytes(message)));
            assertThat(replayed.digest()).isNotEqualTo(digest);
            replayed.get(CommitLine.class)
                    .change(transaction -> replayed.get(Feeds.class)
                            .change(transaction, "late", new FeedChange(Optional.empty(), Optional.empty(),
                                    Optional.empty(), Optional.of(ZoneId.of("America/New_York")), Optional.empty())));
            Replays replays = replayed.get(Replays.class);
            UUID replay = replays.ask(Caller.hub(), feed,
                    new Replays.Period(Instant.EPOCH, Instant.now().plusSeconds(60), Optional.empty()));
            replays.run(replay);
            assertThat(replays.find(Caller.hub(), replay)).hasValueSatisfying(done -> {
                assertThat(done.replayed()).isEqualTo(messages().size());
                assertThat(done.finished()).isPresent();
                assertThat(done.refused()).isZero();
                assertThat(done.withoutRaw()).isZero();
            });
            assertThat(replayed.digest()).isEqualTo(digest);
        }
    }

    private static List<String> messages() {
        return List.of(Admissions.admission("D1", 1), Admissions.admission("D2", 2),
                Admissions.message("ADT^A03^ADT_A03", "D3", 1, ""), Admissions.message("ADT^A08^ADT_A01", "D4", 2, ""));
    }

    @Test
    void aRejectedMessageIsAcceptedOnceItsFeedIsLenient() {
        Feed feed = feed("lenient");
        hub.get(CommitLine.class)
                .change(transaction -> hub.get(Feeds.class)
                        .change(transaction, "lenient", new FeedChange(Optional.empty(),
                                Optional.of(Validation.ENFORCE), Optional.empty(), Optional.empty(),
                                Optional.empty())));
        String bad = Admissions.admission("C5", 5).replace("^^^RZ8^MR|", "^^^RZ8^MR~9990000108^^^NHS^NH|");
        UUID message = send(hub.get(Feeds.class).find("lenient").orElseThrow(), bad).message();
        assertThat(hub.intake().replay(message).orElseThrow().accepted()).isFalse();
        hub.get(CommitLine.class)
                .change(transaction -> hub.get(Feeds.class)
                        .change(transaction, "lenient", new FeedChange(Optional.empty(), Optional.of(Validation.OFF),
                                Optional.empty(), Optional.empty(), Optional.empty())));
        assertThat(hub.intake().replay(message).orElseThrow().accepted()).isTrue();
        KeptMessage kept = hub.get(MessageLog.class).find(Caller.hub(), message).orElseThrow();
        assertThat(kept.state()).isEqualTo(MessageState.COMMITTED);
        assertThat(kept.attempts()).isEqualTo(3);
        assertThat(kept.linked()).isPresent();
        assertThat(feed.paused()).isFalse();
    }

    @Test
    void contributionsOutliveTheBytes() {
        Feed feed = feed("forgetful");
        send(feed, Admissions.admission("C6", 6));
        Messages messages = hub.get(Messages.class);
        int forgotten = hub.get(CommitLine.class)
                .change(transaction -> messages.forgetRaw(transaction, Duration.ofSeconds(-60), 1_000));
        assertThat(forgotten).isPositive();
        KeptMessage kept = hub.get(MessageLog.class)
                .list(Caller.hub(), new Filter(Optional.of("forgetful"), Optional.empty(), Optional.empty(),
                        Optional.empty(), 10))
                .getFirst();
        assertThat(kept.raw()).isFalse();
        assertThat(hub.intake().replay(kept.id())).isEmpty();
        // A discharge folds with the admission that nobody holds the bytes of any more.
        send(feed, Admissions.message("ADT^A03^ADT_A03", "C7", 6, ""));
        assertThat(versions(feed)).anySatisfy((resource, version) -> {
            assertThat(resource).startsWith("Encounter/");
            assertThat(version).isEqualTo(2);
        });
    }

    @Test
    void bytesAreKeptAsTheyCame() {
        Feed feed = feed("raw");
        String message = Admissions.admission("C8", 8);
        UUID id = send(feed, message).message();
        assertThat(hub.get(MessageLog.class).findRaw(Caller.hub(), id)).hasValue(Admissions.bytes(message));
        assertThat(hub.get(MessageLog.class).findRaw(TestHub.carer("RZ8"), id)).hasValue(Admissions.bytes(message));
        hub.agree("RZ8", "A99901");
        assertThat(hub.get(MessageLog.class).findRaw(TestHub.carer("A99901"), id))
                .as("who receives records does not see messages")
                .isEmpty();
        assertThat(hub.get(MessageLog.class)
                .list(TestHub.carer("A99901"), new Filter(Optional.empty(), Optional.empty(), Optional.empty(),
                        Optional.empty(), 10)))
                .isEmpty();
    }
}
