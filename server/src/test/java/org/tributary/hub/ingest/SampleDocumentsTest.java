package org.tributary.hub.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tributary.hub.ops.TestHub;
import org.tributary.mapping.CareSetting;

/** Documents that nobody here wrote, end to end: mapped, stored, linked, or refused with the place named. */
class SampleDocumentsTest {

    private static final Path SAMPLES = Path.of(System.getProperty("samples.dir", "../../shared/samples"));
    @BeforeAll
    static void samplesArePresent() {
        assumeTrue(Files.isDirectory(SAMPLES), "No sample data at " + SAMPLES + ": set -Dsamples.dir to run this test");
    }

    @Test
    void everyGpConnectRecordIsAccepted() throws IOException {
        try (TestHub hub = TestHub.start()) {
            Feed feed = hub.addFeed("gp", "A12345", CareSetting.PRIMARY, "gpconnect");
            for (Path file : files("gpconnect-structured")) {
                IntakeOutcome outcome = hub.intake().receive(feed, "http", Files.readAllBytes(file));
                assertThat(outcome.state()).as("%s: %s", file.getFileName(), outcome.issues())
                        .isEqualTo(MessageState.COMMITTED);
            }
        }
    }

    @Test
    void malformedGpConnectRecordsAreRejectedWithThePlace() throws IOException {
        try (TestHub hub = TestHub.start()) {
            Feed feed = hub.addFeed("gp", "A12345", CareSetting.PRIMARY, "gpconnect");
            for (Path file : files("gpconnect-malformed")) {
                IntakeOutcome outcome = hub.intake().receive(feed, "http", Files.readAllBytes(file));
                assertThat(outcome.state()).as(file.toString()).isEqualTo(MessageState.REJECTED);
                assertThat(outcome.issues()).as(file.toString())
                        .anySatisfy(issue -> assertThat(issue.location()).startsWith("Bundle"));
            }
        }
    }

    @Test
    void everyHl7MessageIsAccepted() throws IOException {
        try (TestHub hub = TestHub.start()) {
            Feed itk = hub.addFeed("itk", "RCB", CareSetting.ACUTE, "hl7v2");
            Feed generic = hub.addFeed("generic", "RXX", CareSetting.ACUTE, "hl7v2");
            List<Path> files = new ArrayList<>(files("hl7v2-itk"));
            files.addAll(files("hl7v2-generic/input"));
            for (Path file : files) {
                IntakeOutcome outcome = hub.intake()
                        .receive(file.toString().contains("itk") ? itk : generic, "mllp", Files.readAllBytes(file));
                assertThat(outcome.state()).as("%s: %s", file.getFileName(), outcome.issues())
                        .isEqualTo(MessageState.COMMITTED);
            }
        }
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES.resolve(folder))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
