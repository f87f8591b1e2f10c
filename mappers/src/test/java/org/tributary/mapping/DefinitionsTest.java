package org.tributary.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupComponent;
import org.hl7.fhir.r4.model.ConceptMap.TargetElementComponent;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The definitions in the profiles module are what they say they are, and the mappers' extensions are all defined. */
class DefinitionsTest {

    private static final Path DEFINITIONS = Path.of("../profiles/src/main/resources");
    private static final Path MAPPERS = Path.of("src/main/java");
    private static final String HUB = "https://tributary.example/fhir/";

    /**
     * Publishers whose systems exist outside the hub; a typing error in a system's start is caught here. A map between
     * names of systems or extensions has what stands before the name as its system.
     */
    private static final Pattern STANDARD = Pattern.compile("http://hl7\\.org/fhir/[a-z-]+"
            + "|http://terminology\\.hl7\\.org/CodeSystem(/(v[23]-)?[A-Za-z0-9-]+)?"
            + "|http://(snomed\\.info/sct|loinc\\.org|unitsofmeasure\\.org)"
            + "|https://fhir\\.hl7\\.org\\.uk/(CodeSystem/[A-Za-z-]+|StructureDefinition)"
            + "|https://fhir\\.nhs\\.uk/CodeSystem/[A-Za-z-]+|urn:ietf:(rfc|bcp):\\d+");

    private static final Pattern HUB_EXTENSION = Pattern
            .compile("(?:https://tributary\\.example/fhir/StructureDefinition/|HUB \\+ \")([a-z-]+)\"");

    @TestFactory
    Stream<DynamicTest> everyDefinitionIsStrictR4AndNamedLikeItsFile() throws IOException {
        return Stream.of("conceptmaps", "codesystems", "valuesets", "structuredefinitions")
                .flatMap(DefinitionsTest::files)
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    MetadataResource definition = parse(file);
                    String id = file.getFileName().toString().replace(".json", "");
                    assertThat(definition.getIdElement().getIdPart()).isEqualTo(id);
                    assertThat(definition.getUrl()).isEqualTo(HUB + definition.fhirType() + '/' + id);
                    assertThat(definition.getName()).matches("[A-Z]([A-Za-z0-9_]){0,254}");
                    assertThat(definition.getStatus()).isNotNull();
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyMapLeadsToCodesThatExist() {
        Map<String, CodeSystem> own = files("codesystems").map(file -> (CodeSystem) parse(file))
                .collect(Collectors.toMap(CodeSystem::getUrl, Function.identity()));
        return files("conceptmaps").map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
            for (ConceptMapGroupComponent group : ((ConceptMap) parse(file)).getGroup()) {
                if (!group.hasTarget()) {
                    continue;
                }
                if (!group.getTarget().startsWith(HUB)) {
                    assertThat(group.getTarget()).matches(STANDARD);
                    continue;
                }
                assertThat(own.get(group.getTarget())).isNotNull()
                        .satisfies(system -> assertThat(codes(system)).containsAll(targets(group)));
            }
        }));
    }

    @Test
    void everyOwnCodeSystemListsEachCodeOnce() {
        files("codesystems").map(file -> (CodeSystem) parse(file)).forEach(system -> {
            assertThat(codes(system)).as(system.getUrl()).doesNotHaveDuplicates();
            if (system.getContent() == CodeSystemContentMode.COMPLETE) {
                assertThat(codes(system)).as(system.getUrl()).isNotEmpty();
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> everyExtensionSaysWhereItGoesAndWhatItHolds() {
        return files("structuredefinitions").filter(file -> !isProfile(file))
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    StructureDefinition extension = (StructureDefinition) parse(file);
                    assertThat(extension.getContext()).isNotEmpty();
                    assertThat(extension.hasSnapshot()).isFalse();
                    assertThat(extension.getDifferential().getElement()).anySatisfy(element -> {
                        assertThat(element.getPath()).isEqualTo("Extension.url");
                        assertThat(element.getFixed().primitiveValue()).isEqualTo(extension.getUrl());
                    });
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyProfileIsADifferentialOfR4WithAnExample() {
        return files("structuredefinitions").filter(DefinitionsTest::isProfile)
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    StructureDefinition profile = (StructureDefinition) parse(file);
                    assertThat(profile.hasSnapshot()).isFalse();
                    assertThat(profile.getBaseDefinition())
                            .isEqualTo("http://hl7.org/fhir/StructureDefinition/" + profile.getType());
                    assertThat(FhirContext.forR4Cached()
                            .newJsonParser()
                            .parseResource(read(DEFINITIONS.resolve("examples").resolve(file.getFileName())))
                            .fhirType()).isEqualTo(profile.getType());
                }));
    }

    private static boolean isProfile(Path file) {
        return file.getFileName().toString().startsWith("tributary-");
    }

    /** As the URL stands whole in a mapper's source, or behind a constant HUB. */
    @Test
    void everyHubExtensionInTheMappersIsDefined() throws IOException {
        try (Stream<Path> sources = Files.walk(MAPPERS)) {
            List<String> used = sources.filter(path -> path.toString().endsWith(".java"))
                    .map(DefinitionsTest::read)
                    .flatMap(source -> HUB_EXTENSION.matcher(source).results().map(result -> result.group(1)))
                    .toList();
            assertThat(used).isNotEmpty()
                    .allSatisfy(name -> assertThat(DEFINITIONS.resolve("structuredefinitions/" + name + ".json"))
                            .exists());
        }
    }

    private static List<String> targets(ConceptMapGroupComponent group) {
        return group.getElement()
                .stream()
                .flatMap(element -> element.getTarget().stream())
                .map(TargetElementComponent::getCode)
                .toList();
    }

    private static List<String> codes(CodeSystem system) {
        return system.getConcept().stream().map(CodeSystem.ConceptDefinitionComponent::getCode).toList();
    }

    private static MetadataResource parse(Path file) {
        IBaseResource resource = FhirContext.forR4Cached()
                .newJsonParser()
                .setParserErrorHandler(new StrictErrorHandler())
                .parseResource(read(file));
        return (MetadataResource) resource;
    }

    private static Stream<Path> files(String folder) {
        try (Stream<Path> files = Files.list(DEFINITIONS.resolve(folder))) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
