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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.mapping.CareSetting;
import org.tributary.mapping.CaseFolders;
import org.tributary.mapping.MappedResource;
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
    @ValueSource(strings = {"A01", "A02", "A03", "A04", "A05", "A08", "A11", "A13", "A28", "A31"})
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
    @ValueSource(strings = {"A01", "A02", "A03", "A04", "A05", "A11", "A13"})
    void genericVisitsAgreeWithAnotherConverter(String event) throws IOException {
        JsonNode encounter = one(map("hl7v2-generic/input/ADT-" + event + "-01.hl7"), "Encounter");
        JsonNode expected = expected(event, "Encounter");
        assertThat(encounter.path("status")).isEqualTo(expected.path("status"));
        assertThat(encounter.path("class").path("code")).isEqualTo(expected.path("class").path("code"));
        assertThat(encounter.path("identifier").path(0).path("value"))
                .isEqualTo(expected.path("identifier").path(0).path("value"));
        // The samples' A04, A05 and A11 say when the visit is to end in PV2, not in PV1, where a discharge stands. That
        // counts for visits that were only planned, or cancelled.
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

    @Test
    void genericMergeRetiresOnePatientInFavourOfTheOther() throws IOException {
        MappingResult result = map("hl7v2-generic/input/ADT-A40-01.hl7");
        assertThat(result.rejected()).isZero();
        JsonNode survivor = patient(result, "12345");
        JsonNode retired = patient(result, "56789");
        assertThat(survivor.path("active").isMissingNode()).isTrue();
        assertThat(survivor.path("name").isMissingNode()).isTrue();
        assertThat(survivor.path("link").path(0).path("type").asString()).isEqualTo("replaces");
        assertThat(retired.path("active").asBoolean(true)).isFalse();
        assertThat(retired.path("link").path(0).path("type").asString()).isEqualTo("replaced-by");
        assertThat(retired.path("link").path(0).path("other").path("reference").asString())
                .isEqualTo("Patient/" + survivor.path("id").asString());
    }

    @ParameterizedTest
    @CsvSource({"S12, booked", "S15, cancelled"})
    void genericAppointments(String event, String status) throws IOException {
        MappingResult result = map("hl7v2-generic/input/SIU-" + event + "-01.hl7");
        assertThat(result.rejected()).isZero();
        JsonNode appointment = one(result, "Appointment");
        assertThat(appointment.path("status").asString()).isEqualTo(status);
        assertThat(appointment.path("start").asString()).isEqualTo("2021-09-24T09:30:00+02:15");
        assertThat(appointment.path("end").asString()).isEqualTo("2021-09-24T10:20:00+02:15");
        assertThat(values(appointment.path("identifier"))).containsExactlyInAnyOrder("12345", "36996");
        assertThat(appointment.path("serviceType").path(0).path("coding").path(0).path("code").asString())
                .isEqualTo("76164006");
        assertThat(appointment.path("participant").findValuesAsString("display")).contains("055, Room01", "Robert GE",
                "EVIS X12 Video Colonoscope");
        assertThat(one(result, "Patient").path("birthDate").asString()).isEqualTo("1988-08-18");
    }

    @Test
    void genericDocument() throws IOException {
        MappingResult result = map("hl7v2-generic/input/MDM-T02-01.hl7");
        assertThat(result.rejected()).isZero();
        JsonNode document = one(result, "DocumentReference");
        assertThat(document.path("status").asString()).isEqualTo("current");
        assertThat(document.path("docStatus").asString()).isEqualTo("final");
        assertThat(document.path("masterIdentifier").path("value").asString())
                .isEqualTo("1.2.840.317.5947431.51.20080131160038");
        assertThat(document.path("date").asString()).isEqualTo("2008-01-31T16:00:00+02:15");
        assertThat(document.path("content").path(0).path("attachment").path("contentType").asString())
                .isEqualTo("application/pdf");
        assertThat(one(result, "Patient").path("birthDate").asString()).isEqualTo("1972-12-01");
    }

    @Test
    void genericReferral() throws IOException {
        MappingResult result = map("hl7v2-generic/input/REF-I12-01.hl7");
        assertThat(result.rejected()).isZero();
        JsonNode referral = resources(result).stream()
                .filter(resource -> resource.type().equals("ServiceRequest") && resource.json().contains("\"226839\""))
                .map(resource -> JsonMapper.shared().readTree(resource.json()))
                .findFirst()
                .orElseThrow();
        assertThat(referral.path("status").asString()).isEqualTo("active");
        assertThat(referral.path("priority").asString()).isEqualTo("routine");
        assertThat(referral.path("requester").path("display").asString()).isEqualTo("DR ROBERT POWELL");
        assertThat(referral.path("performer").path(0).path("display").asString()).isEqualTo("DR PAUL McWILLIAMS");
        assertThat(referral.path("occurrencePeriod").path("start").asString()).isEqualTo("2022-01-25");
        assertThat(one(result, "DiagnosticReport").path("code").path("coding").path(0).path("code").asString())
                .isEqualTo("22310-7");
        assertThat(one(result, "AllergyIntolerance").path("code").path("coding").path(0).path("code").asString())
                .isEqualTo("XYZallergen");
        assertThat(one(result, "Procedure").path("code").path("coding").path(0).path("code").asString())
                .isEqualTo("76164006");
    }

    @Test
    void genericResultsWithACodeAPictureAndARepeatedNumber() throws IOException {
        MappingResult result = map("hl7v2-generic/input/ORU-R01-01.hl7");
        assertThat(result.rejected()).isZero();
        JsonNode report = one(result, "DiagnosticReport");
        assertThat(report.path("status").asString()).isEqualTo("final");
        assertThat(report.path("result")).hasSize(2);
        assertThat(report.path("presentedForm").path(0).path("url").asString()).isEqualTo("https://testurl.com");
        assertThat(report.path("conclusion").asString()).contains("Allergy to peanuts observed.");
        List<JsonNode> observations = resources(result).stream()
                .filter(resource -> resource.type().equals("Observation"))
                .map(resource -> JsonMapper.shared().readTree(resource.json()))
                .toList();
        assertThat(observations).anySatisfy(culture -> {
            assertThat(culture.path("status").asString()).isEqualTo("preliminary");
            assertThat(culture.path("valueCodeableConcept").path("coding").path(0).path("code").asString())
                    .isEqualTo("27268008");
            assertThat(culture.path("note").findValuesAsString("text")).containsExactly("Submission of serum",
                    "No Antibodies Detected");
        }).anySatisfy(repeated -> assertThat(repeated.path("component")).hasSize(2));
        assertThat(one(result, "Specimen").path("type").path("text").asString()).isEqualTo("Blood");
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
        assertThat(encounter.path("diagnosis").path(0).path("use").path("coding").path(0).path("code").asString())
                .isEqualTo("AD");
        assertThat(one(result, "Condition").path("code").path("coding").path(0).path("code").asString())
                .isEqualTo("N39.3");
        assertThat(one(result, "Procedure").path("status").asString()).isEqualTo("preparation");
        assertThat(one(result, "AllergyIntolerance").path("category").path(0).asString()).isEqualTo("medication");
        assertThat(encounter.path("extension").findValuesAsString("url")).contains(
                "https://tributary.example/fhir/StructureDefinition/decision-to-admit",
                "https://tributary.example/fhir/StructureDefinition/consultant-episode");
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

    private static JsonNode patient(MappingResult result, String number) {
        return resources(result).stream()
                .filter(resource -> resource.type().equals("Patient"))
                .map(resource -> JsonMapper.shared().readTree(resource.json()))
                .filter(patient -> values(patient.path("identifier")).contains(number))
                .findFirst()
                .orElseThrow();
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
