package org.tributary.hub.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceSearchParamComponent;
import org.junit.jupiter.api.Test;

/** R4, RESTful API, section "capabilities". */
class CapabilitiesTest {

    private final FhirServer server = FhirServer.shared();
    private final CapabilityStatement statement = FhirContext.forR4Cached()
            .newJsonParser()
            .parseResource(CapabilityStatement.class, server.get("metadata").text());

    @Test
    void itTellsOfR4AndEveryResourceType() {
        assertThat(statement.getFhirVersion().toCode()).isEqualTo("4.0.1");
        assertThat(statement.getFormat().stream().map(Object::toString))
                .containsExactly("application/fhir+json", "application/fhir+xml");
        assertThat(statement.getRestFirstRep().getResource()).hasSize(146);
    }

    @Test
    void itTellsOfTheInteractionsThatAreAnswered() {
        assertThat(patient().getInteraction().stream().map(interaction -> interaction.getCode().toCode()))
                .containsExactlyInAnyOrder("read", "vread", "update", "patch", "delete", "history-instance",
                        "history-type", "create", "search-type");
        assertThat(patient().getUpdateCreate()).isTrue();
        assertThat(patient().getConditionalCreate()).isTrue();
        assertThat(patient().getConditionalUpdate()).isTrue();
        assertThat(statement.getPatchFormat().stream().map(Object::toString))
                .contains("application/json-patch+json", "application/xml-patch+xml");
        assertThat(statement.getRestFirstRep()
                .getInteraction()
                .stream()
                .map(interaction -> interaction.getCode().toCode())).containsExactlyInAnyOrder("transaction", "batch",
                        "search-system", "history-system");
        assertThat(patient().getOperation().stream().map(operation -> operation.getName()))
                .contains("care-timeline", "everything", "match", "summary", "validate", "meta", "meta-add",
                        "meta-delete");
    }

    @Test
    void theHubsOwnOperationsAreDefined() throws IOException {
        List<String> definitions = Stream.concat(statement.getRestFirstRep().getOperation().stream(),
                statement.getRestFirstRep().getResource().stream().flatMap(type -> type.getOperation().stream()))
                .map(operation -> operation.getDefinition())
                .filter(url -> url.startsWith("https://tributary.example/"))
                .distinct()
                .toList();

        assertThat(definitions).hasSize(6).contains("https://tributary.example/fhir/OperationDefinition/care-timeline");
        for (String url : definitions) {
            String file = "/operationdefinitions/" + url.substring(url.lastIndexOf('/') + 1) + ".json";
            try (InputStream in = CapabilitiesTest.class.getResourceAsStream(file)) {
                assertThat(in).as(file).isNotNull();
                String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                assertThat(json).contains("\"url\": \"" + url + '"');
                assertThat(server.post("OperationDefinition/$validate", json).text()).as(file)
                        .doesNotContain("\"severity\":\"error\"");
            }
        }
    }

    @Test
    void itTellsWhatASearchAcrossAllTypesTakes() {
        assertThat(statement.getRestFirstRep().getSearchParam().stream().map(parameter -> parameter.getName()))
                .contains("_id", "_lastUpdated", "_tag", "_profile", "_security")
                .doesNotContain("identifier")
                .allSatisfy(name -> assertThat(
                        server.get("?" + name + "=" + (name.equals("_lastUpdated") ? "2020" : "x")).status())
                        .as(name)
                        .isEqualTo(200));
    }

    @Test
    void itTellsOfTheIncludesAndCompartmentsThatAreUnderstood() {
        assertThat(patient().getSearchInclude().stream().map(Object::toString)).contains("*", "Patient:organization",
                "Patient:general-practitioner");
        assertThat(patient().getSearchRevInclude().stream().map(Object::toString)).contains("*",
                "Observation:subject", "Provenance:target").doesNotContain("Location:organization");
        assertThat(statement.getRestFirstRep().getCompartment().stream().map(url -> url.getValue()))
                .contains("http://hl7.org/fhir/CompartmentDefinition/patient")
                .hasSize(5);
        patient().getSearchInclude()
                .forEach(include -> assertThat(server.get("Patient?_include=" + include.getValue()).status())
                        .as(include.getValue())
                        .isEqualTo(200));
    }

    @Test
    void everySearchParameterItNamesIsUnderstood() {
        List<String> refused = statement.getRestFirstRep()
                .getResource()
                .stream()
                .filter(resource -> List.of("Patient", "Observation", "Encounter").contains(resource.getType()))
                .flatMap(resource -> resource.getSearchParam().stream().map(parameter -> url(resource, parameter)))
                .filter(url -> server.get(url).status() != 200)
                .collect(Collectors.toList());
        assertThat(refused).isEmpty();
        assertThat(patient().getSearchParam().stream().map(parameter -> parameter.getName()))
                .contains("_id", "_lastUpdated", "birthdate", "family", "identifier", "general-practitioner");
    }

    private static String url(CapabilityStatementRestResourceComponent resource,
            CapabilityStatementRestResourceSearchParamComponent parameter) {
        String value = switch (parameter.getType()) {
            case DATE -> "2020-01-01";
            case NUMBER, QUANTITY -> "1";
            case URI -> "https://tributary.example/x";
            case COMPOSITE -> "x$" + switch (parameter.getName().substring(parameter.getName().lastIndexOf('-') + 1)) {
                case "quantity" -> "1";
                case "date" -> "2020-01-01";
                default -> "x";
            };
            default -> "x";
        };
        return resource.getType() + '?' + parameter.getName() + '=' + value;
    }

    private CapabilityStatementRestResourceComponent patient() {
        return statement.getRestFirstRep()
                .getResource()
                .stream()
                .filter(resource -> resource.getType().equals("Patient"))
                .findFirst()
                .orElseThrow();
    }
}
