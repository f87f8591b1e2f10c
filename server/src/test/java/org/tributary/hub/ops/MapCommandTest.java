package org.tributary.hub.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code tributary map} prints, and how it exits. */
class MapCommandTest {

    private static final String RECORD = """
            {"resourceType":"Bundle","type":"collection","meta":{"profile":
             ["https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-StructuredRecord-Bundle-1"]},
             "entry":[{"resource":{"resourceType":"Patient","id":"1","birthDate":"%s"}},
                      {"resource":{"resourceType":"Practitioner","id":"2","name":[{"family":"Gruffudd-Zoë"}]}}]}""";

    private static final String ADMISSION = """
            MSH|^~\\&|PAS|RZ8|HUB|HUB|20240101100000||ADT^A01|%d|P|2.4
            EVN|A01|20240101100000
            PID|1||123^^^RZ8^MR||TEST^ANN||19500304|F
            PV1|1|I|WARD1^^^RZ8||||||||||||||||V1|||||||||||||||||||||||||20240101100000
            """;

    private static final String DISCHARGE = ADMISSION.replace("A01", "A03")
            .replace("EVN|A03|20240101100000", "EVN|A03|20240103120000")
            .replace("|20240101100000\n", "|20240101100000|20240103120000\n");

    private static final String RETURN = """
            LA Code,Reporting Period Start Date,Reporting Period End Date,NHS Number,LA Person Unique Identifier,Gender,\
            Ethnicity,Date of Birth,Client Type,Postcode,Accommodation Status,Has Unpaid Carer,Event Type,\
            Event Start Date,Event End Date
            999,2025-01-01,2025-03-31,9990000018,P1,Female,White: Irish,1941-05-06,Service user,ZZ99 3WZ,\
            Registered care home,No,Request,2025-01-06,2025-01-08
            999,2025-01-01,2025-03-31,9990000018,P1,Female,White: Irish,1941-05-06,Service user,ZZ99 3WZ,\
            Registered care home,No,Party,2025-01-06,2025-01-08
            """;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void prints_each_resource_of_a_record_on_a_line_in_utf_8() throws IOException {
        int exit = map(RECORD.formatted("1950-03-04"), "--format", "gpconnect");

        assertThat(exit).isZero();
        assertThat(resources()).extracting(one -> one.path("resourceType").asString())
                .containsExactly("Patient", "Practitioner");
        assertThat(resources().getLast().at("/name/0/family").asString()).isEqualTo("Gruffudd-Zoë");
        assertThat(errors()).containsExactly("accepted=1 rejected=0 resources=2");
    }

    @Test
    void ids_are_those_of_the_feed_that_is_named() throws IOException {
        map(RECORD.formatted("1950-03-04"), "--format", "gpconnect");
        List<JsonNode> unnamed = resources();
        map(RECORD.formatted("1950-03-04"), "--format", "gpconnect", "--source", "gp-a", "--organisation", "A99999");
        List<JsonNode> named = resources();
        map(RECORD.formatted("1950-03-04"), "--format", "gpconnect", "--source", "gp-a", "--organisation", "A99999");

        assertThat(named.getFirst().path("id")).isNotEqualTo(unnamed.getFirst().path("id"));
        assertThat(resources()).isEqualTo(named);
    }

    @Test
    void a_refused_record_prints_nothing_but_where_and_why() throws IOException {
        int exit = map(RECORD.formatted("30 February"), "--format", "gpconnect");

        assertThat(exit).isEqualTo(2);
        assertThat(resources()).isEmpty();
        assertThat(errors()).hasSize(2)
                .first()
                .asString()
                .startsWith("error date-unreadable at Bundle.entry[0].resource.birthDate: ");
        assertThat(errors()).last().isEqualTo("accepted=0 rejected=1 resources=0");
    }

    @Test
    void takes_one_bare_resource_of_stu3() throws IOException {
        int exit = map("{\"resourceType\":\"AllergyIntolerance\",\"assertedDate\":\"2020-01-01\","
                + "\"patient\":{\"reference\":\"Patient/7\"}}", "--format", "gpconnect");

        assertThat(exit).isZero();
        assertThat(resources()).singleElement()
                .satisfies(one -> assertThat(one.path("recordedDate").asString()).isEqualTo("2020-01-01"));
    }

    @Test
    void a_bare_resource_with_an_unreadable_date_is_refused() throws IOException {
        assertThat(map("{\"resourceType\":\"Patient\",\"birthDate\":\"soon\"}", "--format", "gpconnect")).isEqualTo(2);
        assertThat(resources()).isEmpty();
    }

    @Test
    void folds_the_messages_of_one_file_into_what_they_say_together() throws IOException {
        int exit = map(DISCHARGE.formatted(2) + ADMISSION.formatted(1), "--format", "hl7v2", "--organisation", "RZ8");

        assertThat(exit).isZero();
        assertThat(resources()).filteredOn(one -> one.path("resourceType").asString().equals("Encounter"))
                .singleElement()
                .satisfies(visit -> assertThat(visit.path("status").asString()).isEqualTo("finished"));
        assertThat(errors()).last().asString().startsWith("accepted=2 rejected=0 ");
    }

    @Test
    void says_which_message_of_a_file_is_refused() throws IOException {
        int exit = map(ADMISSION.formatted(1) + "MSH|^~\\&|PAS\n", "--format", "hl7v2");

        assertThat(exit).isEqualTo(2);
        assertThat(errors()).anyMatch(line -> line.startsWith("error ") && line.contains(" at message 2, "));
    }

    @Test
    void an_empty_document_is_refused_in_every_format() throws IOException {
        for (String format : List.of("hl7v2", "gpconnect", "asc-cld", "hospital-csv", "gp-extract",
                "csv-layout:csds-like")) {
            assertThat(map("", "--format", format)).as(format).isEqualTo(2);
        }
    }

    @Test
    void the_folder_of_one_extraction_is_one_document() throws IOException {
        Path extraction = Files.createDirectories(folder.resolve("extraction"));
        Files.writeString(extraction.resolve("CareRecord_Observation.csv"),
                "ObservationGuid,PatientGuid,CodeId\nB1,P1,1\n");
        Files.writeString(extraction.resolve("Coding_ClinicalCode.csv"), "CodeId,Term\n1,Weight\n");

        int exit = run("", "--format", "gp-extract", "--in", extraction.toString());

        assertThat(exit).isZero();
        assertThat(resources()).singleElement()
                .satisfies(one -> assertThat(one.at("/code/text").asString()).isEqualTo("Weight"));
    }

    @Test
    void a_table_is_mapped_by_the_layout_of_a_file() throws IOException {
        Path layout = Files.writeString(folder.resolve("people.yaml"), """
                layout: people
                resources:
                  person:
                    type: Patient
                    key: Id
                    elements:
                      birthDate: {column: Born, dates: [dd/MM/yyyy]}
                """);

        int exit = map("Id,Born,Shoe\n1,02/03/1950,42\n", "--format", "csv-layout", "--layout", layout.toString());

        assertThat(exit).isZero();
        assertThat(resources()).singleElement()
                .satisfies(one -> assertThat(one.path("birthDate").asString()).isEqualTo("1950-03-02"));
        assertThat(errors()).first().asString().startsWith("information column-not-carried at line 1, column \"Shoe\"");
    }

    @Test
    void a_layout_that_comes_with_the_hub_goes_by_its_name() throws IOException {
        assertThat(map("LocalPatientId\n1\n", "--format", "csv-layout", "--layout", "mhsds-like")).isEqualTo(2);
        assertThat(errors()).first().asString().startsWith("error column-missing at line 1");
    }

    @Test
    void a_wrong_layout_is_refused_with_file_and_line() throws IOException {
        Path layout = Files.writeString(folder.resolve("people.yaml"), "layout: people\nresource: {}\n");

        assertThat(map("Id\n1\n", "--format", "csv-layout", "--layout", layout.toString())).isEqualTo(1);
        assertThat(errors()).anyMatch(line -> line.contains("people.yaml:2: There is no 'resource' here"));
    }

    @Test
    void the_good_rows_of_a_table_are_shown_beside_the_refused() throws IOException {
        int exit = map(RETURN, "--format", "asc-cld");

        assertThat(exit).isEqualTo(2);
        assertThat(resources()).extracting(one -> one.path("resourceType").asString())
                .contains("Patient", "ServiceRequest");
        assertThat(errors()).anyMatch(line -> line.startsWith("error event-type-unknown at line 3, "));
        assertThat(errors()).last().asString().startsWith("accepted=1 rejected=1 ");
    }

    @Test
    void reads_standard_input() {
        int exit = run(RECORD.formatted("1950-03-04"), "--format", "gpconnect", "--in", "-");

        assertThat(exit).isZero();
        assertThat(resources()).hasSize(2);
    }

    @Test
    void a_format_nobody_knows_and_a_file_that_is_not_there_are_failures() throws IOException {
        assertThat(map("{}", "--format", "edifact")).isEqualTo(1);
        assertThat(run("", "--format", "gpconnect", "--in", folder.resolve("nowhere").toString())).isEqualTo(1);
        assertThat(out.size()).isZero();
    }

    private int map(String document, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("document"), document);
        String[] arguments = Arrays.copyOf(options, options.length + 2);
        arguments[options.length] = "--in";
        arguments[options.length + 1] = file.toString();
        return run("", arguments);
    }

    private int run(String input, String... arguments) {
        out.reset();
        err.reset();
        MapCommand command = new MapCommand(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
        return new CommandLine(command)
                .setExecutionExceptionHandler((exception, line, result) -> {
                    err.writeBytes(String.valueOf(exception.getMessage()).getBytes(StandardCharsets.UTF_8));
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(arguments);
    }

    private List<JsonNode> resources() {
        return out.toString(StandardCharsets.UTF_8).lines().map(JsonMapper.shared()::readTree).toList();
    }

    private List<String> errors() {
        return err.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
