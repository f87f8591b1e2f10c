package org.tributary.hub.store.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is compressed is read again by Java's own inflater as it was. */
final class BodyCodecTest {

    private static final String OBSERVATION = """
            {"status":"final","code":{"coding":[{"system":"http://loinc.org","code":"8867-4"}]},\
            "subject":{"reference":"Patient/123"},"valueQuantity":{"value":72.50,"unit":"/min"}}""";

    static Stream<byte[]> contents() {
        Random random = new Random(20_261_122);
        Stream<byte[]> plain = Stream
                .of("", "{", "{}", OBSERVATION, OBSERVATION.repeat(500), "a".repeat(259), "ab".repeat(40_000))
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
        return Stream.of(plain, Stream.generate(() -> noise(random, 256)).limit(200),
                Stream.generate(() -> noise(random, 3)).limit(200),
                Stream.generate(() -> rare(random)).limit(20)).flatMap(all -> all);
    }

    private static byte[] noise(Random random, int letters) {
        byte[] content = new byte[random.nextInt(random.nextBoolean() ? 50 : 70_000)];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) random.nextInt(letters);
        }
        return content;
    }

    /** Each letter half as often as the one before it, which would make codes that are longer than DEFLATE allows. */
    private static byte[] rare(Random random) {
        byte[] content = new byte[30_000];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (random.nextInt(4) == 0
                    ? random.nextInt(256)
                    : Long.numberOfTrailingZeros(random.nextLong()));
        }
        return content;
    }

    @ParameterizedTest
    @MethodSource("contents")
    void a_content_is_read_as_it_was_written(byte[] content) {
        try (BodyCodec codec = BodyCodec.open()) {
            byte[] stored = codec.encode(content);
            assertThat(codec.decode(stored)).isEqualTo(content);
            // What came before leaves no trace.
            assertThat(codec.encode(content)).isEqualTo(stored);
        }
    }

    @Test
    void what_resources_repeat_takes_little_room() {
        byte[] content = OBSERVATION.getBytes(StandardCharsets.UTF_8);
        try (BodyCodec codec = BodyCodec.open()) {
            assertThat(codec.encode(content)).hasSizeLessThan(content.length / 2);
        }
    }
}
