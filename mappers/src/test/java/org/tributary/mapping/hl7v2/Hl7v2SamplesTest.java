package org.tributary.mapping.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.mapping.CaseFolders;
import org.tributary.mapping.CareSetting;
import org.tributary.mapping.MappedResource;
import org.tributary.mapping.MappingIssue;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.MappingResult;
import org.tributary.mapping.SourceFeed;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Public sample messages, where they are present ({@code -Dsamples.dir=}). Of the generic ones the key fields are
 * compared with what another converter makes of them; where they differ on purpose the test says why.
 */
class Hl7v2SamplesTest {

    private static final Path SAMPLES = Path.of(System.getProperty("samples.dir", "../../shared/samples"));
    private static final CaseFolders HOSPITAL = new CaseFolders(new Hl7v2Mapper(),
            new SourceFeed("rcb-pas", "RCB", CareSetting.ACUTE));

    @BeforeEach
    void samplesArePresent() {
        assumeTrue(Files.isDirectory(SAMPLES), "No samples at " + SAMPLES + "; set -Dsamples.dir to run this test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A01", "A02", "A03", "A04", "A08", "A13", "A28", "A31"})
    void genericMessagesAgreeWithAnotherConverter(String event) throws IOException {
        MappingResult result = map("hl7v2-generic/input/ADT-" + event + "-01.hl7");
        assertThat(result.rejected()).isZero();

        JsonNode patient = one(result, "Patient");
        JsonNode expected = expected(event, "Patient");
        assertThat(patient.path("birthDate")).isEqualTo(expected.path("birthDate"));
        assertThat(patient.path("gender")).isEqualTo(expected.path("gender"));
        assertThat(patient.path("name").path(0).path("family")).isEqualTo(expected.path("name").path(0).path("family"));
        assertThat(patient.path("name").path(0).path("prefix")).isEqualTo(expected.path("name").path(0).path("prefix"));
        assertThat(instant(patient.path("deceasedDateTime"))).isEqualTo(instant(expected.path("deceasedDateTime")));
        // The other converter takes identifiers from GT1, IN2 and DB1 too; these here are all of its PID-2 to PID-4.
        assertThat(values(expected.path("identifier"))).containsAll(values(patient.path("identifier")))
                .containsAll(Set.of("1234567", "PATID1234", "123456789", "PATID567"));
        assertThat(values(patient.path("identifier")))
                .containsExactlyInAnyOrder("1234567", "PATID1234", "123456789", "PATID567");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A01", "A02", "A03", "A04", "A13"})
    void genericVisitsAgreeWithAnotherConverter(String event) throws IOException {
        JsonNode encounter = one(map("hl7v2-generic/input/ADT-" + event + "-01.hl7"), "Encounter");
        JsonNode expected = expected(event, "Encounter");
        assertThat(encounter.path("status")).isEqualTo(expected.path("status"));
        assertThat(encounter.path("class").path("code")).isEqualTo(expected.path("class").path("code"));
        assertThat(encounter.path("identifier").path(0).path("value"))
                .isEqualTo(expected.path("identifier").path(0).path("value"));
        // The sample's A04 says PV1-45 in PV2 and not in PV1, where a discharge stands.
        assertThat(instant(encounter.path("period").path("start")))
                .isEqualTo(instant(expected.path("period").path("start")));
        if (!event.equals("A04")) {
            assertThat(instant(encounter.path("period").path("end")))
                    .isEqualTo(instant(expected.path("period").path("end")));
        }
    }

    @Test
    void genericUpdateAloneIsFinishedByItsDischargeTime() throws IOException {
        JsonNode encounter = one(map("hl7v2-generic/input/ADT-A08-01.hl7"), "Encounter");
        assertThat(encounter.path("status").asString()).isEqualTo("finished");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A28", "A31"})
    void genericPersonEventsMakeNoVisit(String event) throws IOException {
        assertThat(resources(map("hl7v2-generic/input/ADT-" + event + "-01.hl7")))
                .noneMatch(resource -> resource.type().equals("Encounter"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ADT-A05-01", "ADT-A11-01", "ADT-A40-01", "MDM-T02-01", "REF-I12-01", "SIU-S12-01",
            "SIU-S15-01"})
    void otherTypesAreRejectedAsNotSupported(String name) throws IOException {
        MappingResult result = map("hl7v2-generic/input/" + name + ".hl7");
        assertThat(result.contributions()).isEmpty();
        assertThat(result.issues()).filteredOn(MappingIssue::rejects).singleElement().satisfies(issue -> {
            assertThat(issue.kind()).isEqualTo(Kind.NOT_SUPPORTED);
            assertThat(issue.location()).isEqualTo("MSH-9");
        });
    }

    @Test
    void laboratoryMessageWithByteOrderMark() throws IOException {
        MappingResult result = map("hl7v2-generic/input/LAB-ORU-1.hl7");
        assertThat(result.rejected()).isZero();
        List<MappedResource> resources = resources(result);
        assertThat(resources).filteredOn(resource -> resource.type().equals("DiagnosticReport")).hasSize(2);
        assertThat(resources).filteredOn(resource -> resource.type().equals("Observation")).hasSize(10);
        assertThat(resources).filteredOn(resource -> resource.json().contains("\"11273-0\""))
                .singleElement()
                .satisfies(resource -> assertThat(resource.json()).contains("\"value\":4.06", "\"preliminary\""));
    }

    @Test
    void resultsOfUnsupportedTypesAreToldOneByOne() throws IOException {
        MappingResult result = map("hl7v2-generic/input/ORU-R01-01.hl7");
        assertThat(result.rejected()).isZero();
        assertThat(result.issues()).extracting(MappingIssue::id).contains("obx-2-not-supported", "obx-without-obr");
        assertThat(resources(result)).filteredOn(resource -> resource.type().equals("Observation")).hasSize(1);
    }

    @Test
    void itkAdmission() throws IOException {
        MappingResult result = map("hl7v2-itk/A01_example.txt");
        assertThat(result.rejected()).isZero();
        JsonNode encounter = one(result, "Encounter");
        assertThat(encounter.path("status").asString()).isEqualTo("in-progress");
        assertThat(encounter.path("class").path("code").asString()).isEqualTo("IMP");
        assertThat(encounter.path("identifier").path(0).path("value").asString()).isEqualTo("2139");
        assertThat(encounter.path("period").path("start").asString()).isEqualTo("2010-10-20T17:16:00+01:00");
        assertThat(encounter.path("serviceType").path("coding").path(0).path("code").asString()).isEqualTo("300");
        assertThat(encounter.path("location").path(0).path("location").path("display").asString())
                .isEqualTo("OBS1, BAY2-6");
        assertThat(one(result, "Patient").path("birthDate").asString()).isEqualTo("1965-12-13");
        assertThat(one(result, "Patient").path("gender").asString()).isEqualTo("female");
    }

    @Test
    void itkDischarge() throws IOException {
        MappingResult result = map("hl7v2-itk/A03_Example.txt");
        assertThat(result.rejected()).isZero();
        JsonNode encounter = one(result, "Encounter");
        assertThat(encounter.path("status").asString()).isEqualTo("finished");
        assertThat(encounter.path("period").path("end").asString()).isEqualTo("2010-03-31T17:15:00+01:00");
        assertThat(encounter.path("hospitalization")
                .path("dischargeDisposition")
                .path("coding")
                .path(0)
                .path("code")
                .asString()).isEqualTo("19");
    }

    private static MappingResult map(String name) throws IOException {
        return HOSPITAL.map(Files.readAllBytes(SAMPLES.resolve(name)));
    }

    private static List<MappedResource> resources(MappingResult result) {
        return HOSPITAL.fold(result.contributions()).stream().flatMap(fold -> fold.resources().stream()).toList();
    }

    private static JsonNode one(MappingResult result, String type) {
        List<MappedResource> found = resources(result).stream().filter(r -> r.type().equals(type)).toList();
        assertThat(found).as(type).hasSize(1);
        return JsonMapper.shared().readTree(found.getFirst().json());
    }

    private static JsonNode expected(String event, String type) throws IOException {
        JsonNode bundle = JsonMapper.shared()
                .readTree(Files.readString(
                        SAMPLES.resolve("hl7v2-generic/expected/ADT-" + event + "-01-expected.json")));
        return StreamSupport.stream(bundle.path("entry").spliterator(), false)
                .map(entry -> entry.path("resource"))
                .filter(resource -> resource.path("resourceType").asString().equals(type))
                .findFirst()
                .orElseThrow();
    }

    /** The other converter writes the same moments in another offset. */
    private static String instant(JsonNode time) {
        return time.isMissingNode() ? "" : OffsetDateTime.parse(time.asString()).toInstant().toString();
    }

    private static Set<String> values(JsonNode identifiers) {
        return StreamSupport.stream(identifiers.spliterator(), false)
                .map(identifier -> identifier.path("value").asString())
                .collect(Collectors.toSet());
    }
}
