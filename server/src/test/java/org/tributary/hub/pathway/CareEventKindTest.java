package org.tributary.hub.pathway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CareEventKindTest {

    @Test
    void theCodeSystemHoldsTheSameKinds() throws IOException {
        Map<String, String> published = new LinkedHashMap<>();
        try (InputStream in = CareEventKind.class.getResourceAsStream("/codesystems/care-event-kind.json")) {
            JsonNode codeSystem = JsonMapper.shared().readTree(Objects.requireNonNull(in));
            assertThat(codeSystem.path("url").asString()).isEqualTo(CareEventKind.SYSTEM);
            codeSystem.path("concept")
                    .forEach(concept -> published.put(concept.path("code").asString(),
                            concept.path("display").asString()));
        }
        Map<String, String> kinds = new LinkedHashMap<>();
        for (CareEventKind kind : CareEventKind.values()) {
            kinds.put(kind.code(), kind.display());
        }
        assertThat(published).isEqualTo(kinds);
    }
}
