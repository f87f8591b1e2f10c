package org.tributary.hub.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FHIR packages from disk: what is in them is known, and what is no package of R4 is refused by name. */
class FhirPackageTest {

    private static final String MANIFEST = """
            {"name":"example.fhir","version":"1.0.0","fhirVersions":["4.0.1"]}""";
    private static final String URL = "https://profiles.example/StructureDefinition/named-patient";
    private static final String PROFILE = """
            {"resourceType":"StructureDefinition","url":"%s","name":"NamedPatient","status":"active",
             "fhirVersion":"4.0.1","kind":"resource","abstract":false,"type":"Patient","derivation":"constraint",
             "baseDefinition":"http://hl7.org/fhir/StructureDefinition/Patient",
             "differential":{"element":[{"id":"Patient.name","path":"Patient.name","min":1}]}}"""
            .formatted(URL);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void itsProfilesAreKnownAndHeldAgainstResources() throws IOException {
        FhirPackage one = new FhirPackage(packed("package/package.json", MANIFEST, "package/profile.json", PROFILE));
        one.check();
        ProfileValidator validator = new ProfileValidator(new Definitions(List.of(one)));
        assertThat(validator.knows(URL)).isTrue();
        assertThat(problems(validator, "{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"Tester\"}]}")).isEmpty();
        assertThat(problems(validator, "{\"resourceType\":\"Patient\",\"gender\":\"female\"}"))
                .anySatisfy(problem -> assertThat(problem.message()).contains("Patient.name"));
    }

    private static List<ProfileProblem> problems(ProfileValidator validator, String json) {
        return validator.listProblems(json.getBytes(StandardCharsets.UTF_8), List.of(URL));
    }

    @Test
    void itCannotRedefineWhatTheHubDefines() throws IOException {
        String own = "https://tributary.example/fhir/CodeSystem/care-event-kind";
        String other = """
                {"resourceType":"CodeSystem","url":"%s","name":"Mine","status":"active","content":"complete",
                 "title":"Redefined"}""".formatted(own);
        FhirPackage one = new FhirPackage(packed("package/package.json", MANIFEST, "package/codes.json", other));
        assertThat(new Definitions(List.of(one)).hub().fetchCodeSystem(own))
                .isInstanceOfSatisfying(org.hl7.fhir.r4.model.CodeSystem.class,
                        system -> assertThat(system.getTitle()).isNotEqualTo("Redefined"));
    }

    @Test
    void whatIsInSubfoldersOrOfOtherTypesIsNotRead() throws IOException {
        FhirPackage one = new FhirPackage(packed("package/package.json", MANIFEST, "package/example/bad.json", "{",
                "package/readme.md", "{", "package/patient.json", "{\"resourceType\":\"Patient\",\"colour\":1}"));
        one.check();
        one.forEachDefinition(json -> assertThat(json).isEmpty());
    }

    @Test
    void whatIsNoPackageOfR4IsRefusedByNameAndReason() throws IOException {
        assertRefused(packed("package/profile.json", PROFILE), "no package/package.json");
        assertRefused(packed("package/package.json", MANIFEST.replace("4.0.1", "5.0.0")), "not for FHIR 4.0");
        assertRefused(packed("package/package.json", "{"), "package/package.json is not JSON");
        assertRefused(packed("package/package.json", MANIFEST, "package/p.json",
                PROFILE.replace("\"kind\"", "\"sort\"")), "package/p.json is not valid R4");
        assertRefused(packed("package/package.json", MANIFEST, "package/../../etc/passwd", "x"), "outside");
        assertRefused(packed("package/package.json", MANIFEST, "/etc/passwd", "x"), "outside");
        assertRefused(folder.resolve("absent.tgz"), "no such file");
        assertRefused(Files.writeString(folder.resolve("text.tgz"), "no archive"), "gzipped tar");
        byte[] whole = Files.readAllBytes(packed("package/package.json", MANIFEST, "package/p.json", PROFILE));
        assertRefused(Files.write(folder.resolve("cut.tgz"), java.util.Arrays.copyOf(whole, whole.length / 2)),
                "gzipped tar");
    }

    @Test
    void whatUnpacksToTooMuchIsRefusedBeforeItIsUnpacked() throws IOException {
        Path bomb = packed("package/package.json", MANIFEST, "package/big.txt", " ".repeat(3 * 1024 * 1024));
        assertThat(Files.size(bomb)).isLessThan(100_000);
        assertThatThrownBy(() -> new FhirPackage(bomb, 1024 * 1024).check()).isInstanceOf(PackageRefused.class)
                .hasMessageContaining("unpacks to more than 1 MB");
    }

    @Test
    void linksAreNotFollowed() throws IOException {
        Path file = folder.resolve("link.tgz");
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(
                new GZIPOutputStream(Files.newOutputStream(file)))) {
            TarArchiveEntry link = new TarArchiveEntry("package/package.json", TarConstants.LF_SYMLINK);
            link.setLinkName("/etc/passwd");
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
        }
        assertRefused(file, "no package/package.json");
    }

    private static void assertRefused(Path file, String reason) {
        assertThatThrownBy(() -> new FhirPackage(file).check()).isInstanceOf(PackageRefused.class)
                .hasMessageStartingWith("tributary.fhir.packages: " + file + ": ")
                .hasMessageContaining(reason)
                .message()
                .doesNotContain("\n");
    }

    /** Names and contents in turn. */
    private Path packed(String... entries) throws IOException {
        Path file = Files.createTempFile(folder, "package", ".tgz");
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(
                new GZIPOutputStream(Files.newOutputStream(file)))) {
            for (int i = 0; i < entries.length; i += 2) {
                byte[] content = entries[i + 1].getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry entry = new TarArchiveEntry(entries[i], true);
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return file;
    }
}
