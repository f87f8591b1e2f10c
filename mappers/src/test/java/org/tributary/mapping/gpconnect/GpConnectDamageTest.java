package org.tributary.mapping.gpconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tributary.mapping.CareSetting;
import org.tributary.mapping.MappingResult;
import org.tributary.mapping.SourceDocument;
import org.tributary.mapping.SourceFeed;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Whatever is done to a bundle, the mapper answers with a result, never with an exception. */
class GpConnectDamageTest {

    private static final Path CASES = Path.of("src/test/resources/cases/gpconnect");
    private static final SourceFeed FEED = new SourceFeed("gp-example", "Y99901", CareSetting.PRIMARY);
    private static final GpConnectMapper MAPPER = new GpConnectMapper();
    private static final long SEED = 20240601;
    private static final int DAMAGES_PER_CASE = 40;
    private static final List<String> ODDITIES = List.of("null", "[]", "{}", "[[]]", "[null]", "\"\"", "\" \"", "0",
            "-1.5e3", "true", "\"x\"", "\"2020-01-01\"", "{\"reference\":\"#\"}", "{\"x\":{\"y\":[1,{}]}}",
            "[\"a\",1,{\"extension\":[{}]}]", "{\"extension\":[{\"url\":\"u\"}]}");

    static Stream<Path> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_damaged_bundle_is_a_result(Path folder) throws IOException {
        String whole = Files.readString(folder.resolve("input.json"));
        Random random = new Random(SEED);
        for (int i = 0; i < DAMAGES_PER_CASE; i++) {
            String damaged = damage(whole, random);
            assertThatCode(() -> {
                MappingResult result = MAPPER.map(
                        new SourceDocument(damaged.getBytes(StandardCharsets.UTF_8), Instant.EPOCH), FEED);
                assertThat(result.accepted() + result.rejected()).isEqualTo(1);
            }).as("seed %d, damage %d: %s", SEED, i, damaged).doesNotThrowAnyException();
        }
    }

    private static String damage(String json, Random random) {
        JsonNode root;
        try {
            root = GpJson.MAPPER.readTree(json);
        } catch (RuntimeException e) {
            return json.substring(0, random.nextInt(json.length()));
        }
        List<JsonNode> containers = new ArrayList<>();
        collect(root, containers);
        JsonNode oddity = GpJson.MAPPER.readTree(ODDITIES.get(random.nextInt(ODDITIES.size())));
        JsonNode container = containers.get(random.nextInt(containers.size()));
        if (container instanceof ArrayNode array && !array.isEmpty()) {
            array.set(random.nextInt(array.size()), oddity);
        } else if (container instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = List.copyOf(object.propertyNames());
            String name = names.get(random.nextInt(names.size()));
            object.set(random.nextInt(4) == 0 ? '_' + name : name, oddity);
        }
        return GpJson.MAPPER.writeValueAsString(root);
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainer()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }
}
