package org.tributary.hub.ingest.folder;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.hub.WebHub;
import org.tributary.hub.access.signin.DevelopmentDirectory;
import org.tributary.hub.ingest.Admissions;
import org.tributary.hub.ingest.CommitLine;
import org.tributary.hub.ingest.Feeds;
import org.tributary.hub.ingest.Feeds.NewFeed;
import org.tributary.mapping.CareSetting;

/** Files that are put into the watched folder, and what becomes of them. */
@SuppressWarnings("NullAway.Init")
class FolderWatchTest {

    @TempDir
    private static Path folder;

    private static WebHub hub;

    @BeforeAll
    static void start() throws IOException {
        hub = WebHub.start(new DevelopmentDirectory(List.of(), List.of()), "tributary.access.open=true",
                "tributary.intake.folder=" + folder, "tributary.intake.folder-poll=50ms",
                "tributary.intake.folder-settle=0s");
        for (String code : List.of("acute", "resting")) {
            hub.get(CommitLine.class)
                    .addFeed(new NewFeed(code, "RZ8", CareSetting.ACUTE, "hl7v2", List.of()));
        }
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    /** Puts a file down as a sender should: whole, at once. */
    private static void put(String feed, String name, String content) throws IOException {
        Path own = Files.createDirectories(folder.resolve(feed));
        Path unfinished = Files.writeString(own.resolve("." + name), content);
        Files.move(unfinished, own.resolve(name));
    }

    private static String report(String feed, String end, String name) throws IOException {
        Path report = folder.resolve(feed).resolve(end).resolve(name + ".report.json");
        await().atMost(30, SECONDS).until(() -> Files.exists(report));
        assertThat(report.resolveSibling(name)).exists();
        return Files.readString(report);
    }

    @Test
    void aGoodFileIsDoneAndItsReportSaysSo() throws IOException {
        put("acute", "two.hl7", Admissions.admission("F1", 1) + Admissions.admission("F2", 2));
        assertThat(report("acute", "done", "two.hl7")).contains("\"file\" : \"two.hl7\"", "\"feed\" : \"acute\"",
                "\"outcome\" : \"done\"", "\"accepted\" : 2", "\"rejected\" : 0");
        put("acute", "two.hl7", Admissions.admission("F1", 1));
        assertThat(report("acute", "done", "2-two.hl7")).contains("\"unchanged\" : 1");
        try (Stream<Path> left = Files.list(folder.resolve("acute").resolve("working"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aBadFileFailsWithThePlaceAndTheReasonAndHoldsUpNobody() throws IOException {
        put("acute", "bad.txt", "This is none of the hub's formats.");
        put("acute", "other.json", "{\"resourceType\":\"Patient\",\"id\":\"x\"}");
        put("acute", "unknown.hl7", Admissions.message("ADT^A99^ADT_A99", "F3", 3, ""));
        put("acute", "some.hl7", Admissions.admission("F4", 4) + Admissions.message("ADT^A99", "F5", 5, ""));
        assertThat(report("acute", "failed", "bad.txt")).contains("\"accepted\" : 0", "\"rejected\" : 1", "none of");
        assertThat(report("acute", "failed", "other.json")).contains("there already, of organisation RZ8");
        assertThat(report("acute", "failed", "unknown.hl7")).contains("\"severity\" : \"error\"", "MSH-9");
        assertThat(report("acute", "done", "some.hl7")).contains("\"accepted\" : 1", "\"rejected\" : 1",
                "\"line\" : 2");
    }

    @Test
    void aPausedFeedsFilesWaitUntilItIsResumed() throws IOException {
        pause(true);
        put("resting", "later.hl7", Admissions.admission("F6", 6));
        put("acute", "now.hl7", Admissions.admission("F7", 7));
        assertThat(report("acute", "done", "now.hl7")).contains("\"accepted\" : 1");
        assertThat(folder.resolve("resting").resolve("later.hl7")).exists();
        pause(false);
        assertThat(report("resting", "done", "later.hl7")).contains("\"accepted\" : 1");
    }

    private static void pause(boolean paused) {
        hub.get(CommitLine.class).change(transaction -> hub.get(Feeds.class).pause(transaction, "resting", paused));
    }

    @Test
    void aFileIsClaimedOnceAndWhatADeadNodeLeftIsTakenUp(@TempDir Path own) throws IOException {
        Inbox here = new Inbox(own);
        Inbox there = new Inbox(own);
        Files.writeString(own.resolve("one.csv"), "x");
        Files.writeString(own.resolve("growing.csv.part"), "x");
        List<Inbox.Claimed> claimed = here.claim(Duration.ZERO, Instant.now().plusSeconds(1));
        assertThat(claimed).singleElement().satisfies(file -> assertThat(file.name()).isEqualTo("one.csv"));
        assertThat(there.claim(Duration.ZERO, Instant.now().plusSeconds(1))).isEmpty();
        // The system lets go of a dead process's lock.
        claimed.getFirst().close();
        List<Inbox.Claimed> again = there.claim(Duration.ZERO, Instant.now().plusSeconds(1));
        assertThat(again).singleElement().satisfies(file -> assertThat(file.name()).isEqualTo("one.csv"));
        there.put(again.getFirst(), "done", new byte[0]);
        again.getFirst().close();
        assertThat(own.resolve("done").resolve("one.csv")).exists();
        assertThat(own.resolve("growing.csv.part")).exists();
    }

    @Test
    void aFileThatIsStillBeingWrittenIsLeft(@TempDir Path own) throws IOException {
        Files.writeString(own.resolve("fresh.csv"), "x");
        assertThat(new Inbox(own).claim(Duration.ofMinutes(1), Instant.now())).isEmpty();
        assertThat(own.resolve("fresh.csv")).exists();
    }
}
