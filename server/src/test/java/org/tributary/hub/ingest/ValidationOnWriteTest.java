package org.tributary.hub.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.hub.access.Caller;
import org.tributary.hub.conformance.ProfileProblem;
import org.tributary.hub.ingest.Feeds.NewFeed;
import org.tributary.hub.ingest.FileLoad.Reject;
import org.tributary.hub.ingest.FileLoad.Source;
import org.tributary.hub.ingest.FileLoad.Sum;
import org.tributary.hub.ops.TestHub;
import org.tributary.hub.store.ResourceBody;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceWrite;
import org.tributary.mapping.CareSetting;
import org.tributary.mapping.MappingIssue;
import org.tributary.mapping.MappingIssue.Severity;

/** What breaks its profile at a feed that is off, reports or enforces. */
@SuppressWarnings("NullAway.Init")
class ValidationOnWriteTest {

    /** Its NHS number's check digit is wrong, which the mapper keeps and the hub's profile forbids. */
    private static final String BAD_NUMBER = String.join("\r",
            "MSH|^~\\&|PAS|RZ8|ROUTE|ROUTE|20260301110100||ADT^A28^ADT_A05|%s|P|2.4|||||GBR|UNICODE UTF-8|EN||iTKv1.0",
            "EVN||20260301110100", "PID|1||L1^^^RZ8^MR~9990000108^^^NHS^NH||TESTER^ONE||19500101|1", "");

    /** R4 in its structure, not in its rules: a contact that tells nothing (pat-1). */
    private static final String BAD_PATIENT = """
            {"resourceType":"Patient","id":"%s","contact":[{"gender":"male"}]}""";
    private static final String GOOD_PATIENT = "{\"resourceType\":\"Patient\",\"id\":\"%s\"}";

    private static TestHub hub;

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void start() {
        hub = TestHub.start();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static Feed feed(String code, String organisation, String format, Optional<Validation> validation) {
        return hub.get(CommitLine.class)
                .addFeed(new NewFeed(code, organisation, CareSetting.OTHER, format, List.of(), validation));
    }

    private static IntakeOutcome send(Feed feed, String control) {
        return hub.intake()
                .receive(feed, "http", BAD_NUMBER.formatted(control).getBytes(StandardCharsets.UTF_8));
    }

    private static List<MappingIssue> ofProfile(IntakeOutcome outcome) {
        return outcome.issues().stream().filter(issue -> issue.id().equals("profile-not-met")).toList();
    }

    @Test
    void aFeedIsOffUntilAnOperatorSaysOtherwiseAndStaysAsTheySay() {
        assertThat(feed("settings", "RX1", "hl7v2", Optional.empty()).validation()).isEqualTo(Validation.OFF);
        assertThat(feed("settings", "RX1", "hl7v2", Optional.of(Validation.REPORT)).validation())
                .isEqualTo(Validation.REPORT);
        assertThat(feed("settings", "RX1", "hl7v2", Optional.empty()).validation()).isEqualTo(Validation.REPORT);
        assertThat(hub.get(Feeds.class).find("settings").orElseThrow().validation()).isEqualTo(Validation.REPORT);
    }

    @Test
    void offSaysNothing() {
        IntakeOutcome outcome = send(feed("off", "RX2", "hl7v2", Optional.empty()), "OFF");
        assertThat(outcome.state()).isEqualTo(MessageState.COMMITTED);
        assertThat(ofProfile(outcome)).isEmpty();
    }

    @Test
    void reportKeepsTheDocumentWithAWarningAndItsPlace() {
        IntakeOutcome outcome = send(feed("report", "RX3", "hl7v2", Optional.of(Validation.REPORT)), "REPORT");
        assertThat(outcome.state()).isEqualTo(MessageState.COMMITTED);
        assertThat(ofProfile(outcome)).singleElement().satisfies(issue -> {
            assertThat(issue.severity()).isEqualTo(Severity.WARNING);
            assertThat(issue.location()).startsWith("Patient/").contains("Patient.identifier[");
            assertThat(issue.message()).contains("hub-nhs-2").doesNotContain("TESTER");
        });
    }

    @Test
    void enforceRejectsTheDocumentAndTakesItOnceTheFeedIsLenientAgain() {
        Feed strict = feed("enforce", "RX4", "hl7v2", Optional.of(Validation.ENFORCE));
        IntakeOutcome outcome = send(strict, "ENFORCE");
        assertThat(outcome.state()).isEqualTo(MessageState.REJECTED);
        assertThat(outcome.accepted()).isZero();
        assertThat(ofProfile(outcome)).singleElement()
                .satisfies(issue -> assertThat(issue.severity()).isEqualTo(Severity.ERROR));
        Feed lenient = feed("enforce", "RX4", "hl7v2", Optional.of(Validation.OFF));
        assertThat(send(lenient, "ENFORCE").state()).isEqualTo(MessageState.COMMITTED);
    }

    @Test
    void restWritesGoByTheRestFeedOfThePublisher() {
        FhirWrites writes = hub.get(CommitLine.class);
        Caller caller = TestHub.carer("RX5");
        List<ResourceWrite> two = List.of(put(GOOD_PATIENT, "rest-good"), put(BAD_PATIENT, "rest-bad"));
        List<ProfileProblem> doubts = new ArrayList<>();

        feed("rest-rx5", "RX5", Feeds.FHIR_R4, Optional.of(Validation.ENFORCE));
        assertThatThrownBy(() -> writes.write(caller, two)).isInstanceOfSatisfying(ProfileRefused.class,
                refused -> assertThat(refused.problems())
                        .containsOnlyKeys(new ResourceKey("Patient", "rest-bad")));

        feed("rest-rx5", "RX5", Feeds.FHIR_R4, Optional.of(Validation.REPORT));
        assertThat(writes.write(caller, two, (key, problem) -> doubts.add(problem)))
                .allSatisfy(outcome -> assertThat(outcome.version()).isEqualTo(1));
        assertThat(doubts).singleElement().satisfies(problem -> {
            assertThat(problem.path()).startsWith("Patient.contact[0]");
            assertThat(problem.message()).contains("pat-1");
        });
    }

    @Test
    void aBulkLoadHonoursItLineByLine() throws IOException {
        feed("bulk", "RX6", Feeds.FHIR_R4, Optional.of(Validation.ENFORCE));
        List<Reject> rejects = new ArrayList<>();
        Sum strict = load(rejects);
        assertThat(strict).isEqualTo(new Sum(1, 1, 0));
        assertThat(rejects).singleElement().satisfies(reject -> {
            assertThat(reject.line()).isEqualTo(2);
            assertThat(reject.severity()).isEqualTo(Severity.ERROR);
            assertThat(reject.reason()).contains("pat-1");
        });

        feed("bulk", "RX6", Feeds.FHIR_R4, Optional.of(Validation.REPORT));
        List<Reject> doubts = new ArrayList<>();
        assertThat(load(doubts)).isEqualTo(new Sum(2, 0, 1));
        assertThat(doubts).singleElement()
                .satisfies(doubt -> assertThat(doubt.severity()).isEqualTo(Severity.WARNING));
    }

    private Sum load(List<Reject> rejects) throws IOException {
        Path file = Files.writeString(folder.resolve("patients.ndjson"),
                GOOD_PATIENT.formatted("bulk-good") + '\n' + BAD_PATIENT.formatted("bulk-bad") + '\n');
        return hub.get(FileLoad.class)
                .load(new Source("bulk", Optional.empty(), Optional.empty()), file, rejects::add, sum -> {
                });
    }

    private static ResourceWrite put(String patient, String id) {
        return switch (ResourceBody.parse(patient.formatted(id).getBytes(StandardCharsets.UTF_8))) {
            case ResourceBody.Valid valid ->
                new ResourceWrite.Put(new ResourceKey("Patient", id), valid.body(), OptionalInt.empty());
            case ResourceBody.Invalid invalid -> throw new AssertionError(invalid.problems());
        };
    }
}
