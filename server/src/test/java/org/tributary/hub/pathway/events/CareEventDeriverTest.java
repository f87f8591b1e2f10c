package org.tributary.hub.pathway.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.EventTime;
import org.tributary.hub.store.ResourceKey;
import org.tributary.mapping.CareSetting;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Case folders {@code cases/pathway/SITUATION}: one resource of one publisher and the events it must give. */
class CareEventDeriverTest {

    private static final Path CASES = Path.of("src", "test", "resources", "cases", "pathway");
    private static final JsonMapper JSON = JsonMapper.shared();

    @TestFactory
    Stream<DynamicTest> everyCaseGivesItsEvents() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.sorted()
                    .toList()
                    .stream()
                    .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> check(folder)));
        }
    }

    private static void check(Path folder) {
        JsonNode input = JSON.readTree(folder.resolve("input.json"));
        JsonNode expected = JSON.readTree(folder.resolve("expected.json"));
        CareSetting setting = CareSetting.findByCode(input.path("setting").asString()).orElseThrow();
        ArrayNode actual = JSON.createArrayNode();
        CareEventDeriver.derive(input.path("resource"), setting, input.path("organisation").asString())
                .forEach(event -> actual.add(toJson(event)));
        assertThat((JsonNode) actual).isEqualTo(expected);
    }

    private static ObjectNode toJson(CareEvent event) {
        ObjectNode json = JSON.createObjectNode();
        json.put("source", event.source().reference());
        json.put("ordinal", event.ordinal());
        json.put("patient", event.patient());
        json.put("kind", event.kind().code());
        json.put("setting", event.setting().code());
        json.put("organisation", event.organisation());
        event.code().ifPresent(code -> {
            ObjectNode node = json.putObject("code");
            put(node, "system", code.system());
            put(node, "code", code.code());
            put(node, "display", code.display());
        });
        put(json, "namedBy", event.namedBy().map(ResourceKey::reference));
        put(json, "status", event.status());
        put(json, "start", event.start().map(EventTime::toFhir));
        put(json, "end", event.end().map(EventTime::toFhir));
        event.value().ifPresent(value -> {
            ObjectNode node = json.putObject("value");
            node.put("text", value.text());
            value.number().ifPresent(number -> node.put("number", number));
            put(node, "unit", value.unit());
        });
        if (!event.details().isEmpty()) {
            ObjectNode node = json.putObject("details");
            event.details().forEach((detail, text) -> node.put(detail.code(), text));
        }
        return json;
    }

    private static void put(ObjectNode node, String name, Optional<String> value) {
        value.ifPresent(text -> node.put(name, text));
    }
}
