package org.tributary.mapping.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tributary.mapping.CareSetting;
import org.tributary.mapping.MapperOptions;
import org.tributary.mapping.MappingResult;
import org.tributary.mapping.SourceDocument;
import org.tributary.mapping.SourceFeed;

/** What an operator says of a sender's own authorities and codes. */
class FeedOptionsTest {

    private static final byte[] PERSON = String.join("\r",
            "MSH|^~\\&|PAS|RZ8|ROUTE|ROUTE|20260301110100||ADT^A28^ADT_A05|C1|P|2.4|||||GBR|UNICODE UTF-8",
            "EVN||20260301110100", "PID|1||L1^^^OLDPAS^MR||TESTER^ONE||19500101|W", "")
            .getBytes(StandardCharsets.UTF_8);

    private static SourceFeed feed(MapperOptions options) {
        return new SourceFeed("acute", "RZ8", CareSetting.ACUTE, SourceFeed.LONDON, options);
    }

    private static MappingResult map(MapperOptions options) {
        return new Hl7v2Mapper().map(new SourceDocument(PERSON, Instant.EPOCH), feed(options));
    }

    private static String patient(MapperOptions options) {
        Hl7v2Mapper mapper = new Hl7v2Mapper();
        return map(options).contributions()
                .stream()
                .flatMap(contribution -> mapper
                        .fold(contribution.aggregate(), List.of(contribution), feed(options))
                        .resources()
                        .stream())
                .filter(resource -> resource.type().equals("Patient"))
                .findFirst()
                .orElseThrow()
                .json();
    }

    @Test
    void aLocalCodeIsReadAsTheStandardCodeThatItStandsFor() {
        MapperOptions options = new MapperOptions(Map.of(), Map.of("hl7v2-administrative-sex", Map.of("W", "F")));
        assertThat(patient(options)).contains("\"gender\":\"female\"");
        assertThat(map(options).issues()).noneMatch(issue -> issue.location().equals("PID-8"));
        assertThat(patient(MapperOptions.NONE)).contains("\"gender\":\"unknown\"");
        assertThat(map(MapperOptions.NONE).issues()).anyMatch(issue -> issue.location().equals("PID-8"));
    }

    @Test
    void anAssigningAuthorityHasTheIdentifierSystemThatIsSaidOfIt() {
        MapperOptions options = new MapperOptions(Map.of("OLDPAS", "https://northbank.example/Id/pas"), Map.of());
        assertThat(patient(options)).contains("https://northbank.example/Id/pas");
        assertThat(patient(MapperOptions.NONE)).doesNotContain("https://northbank.example/Id/pas");
    }
}
