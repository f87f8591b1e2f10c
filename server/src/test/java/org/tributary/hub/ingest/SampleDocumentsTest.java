package org.tributary.hub.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tributary.hub.ops.TestHub;
import org.tributary.mapping.CareSetting;
import org.tributary.mapping.MappingIssue;
import org.tributary.mapping.hl7v2.Hl7Header;

/** Documents that nobody here wrote, end to end: mapped, stored, linked, or refused with the place named. */
class SampleDocumentsTest {

    private static final Path SAMPLES = Path.of(System.getProperty("samples.dir", "../../shared/samples"));
    private static final Set<String> SUPPORTED = Set.of("ADT^A01", "ADT^A02", "ADT^A03", "ADT^A04", "ADT^A08",
            "ADT^A13", "ADT^A28", "ADT^A31", "ORU^R01");

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
    void hl7MessagesOfSupportedTypesAreAcceptedAndOthersAreRefusedAsUnsupported() throws IOException {
        try (TestHub hub = TestHub.start()) {
            Feed itk = hub.addFeed("itk", "RCB", CareSetting.ACUTE, "hl7v2");
            Feed generic = hub.addFeed("generic", "RXX", CareSetting.ACUTE, "hl7v2");
            List<Path> files = new ArrayList<>(files("hl7v2-itk"));
            files.addAll(files("hl7v2-generic/input"));
            Set<String> accepted = new TreeSet<>();
            for (Path file : files) {
                byte[] message = Files.readAllBytes(file);
                String type = Hl7Header.read(message).orElseThrow().messageType();
                IntakeOutcome outcome = hub.intake()
                        .receive(file.toString().contains("itk") ? itk : generic, "mllp", message);
                if (SUPPORTED.contains(type)) {
                    accepted.add(type);
                    assertThat(outcome.state()).as("%s: %s", file.getFileName(), outcome.issues())
                            .isEqualTo(MessageState.COMMITTED);
                } else {
                    assertThat(outcome.state()).as(file.toString()).isEqualTo(MessageState.REJECTED);
                    assertThat(outcome.issues()).as(file.toString())
                            .anySatisfy(issue -> assertThat(issue.kind()).isEqualTo(MappingIssue.Kind.NOT_SUPPORTED));
                }
            }
            assertThat(accepted).contains("ADT^A01", "ADT^A02", "ADT^A03", "ADT^A04", "ADT^A08", "ADT^A13", "ADT^A28",
                    "ADT^A31");
        }
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES.resolve(folder))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
