package org.tributary.hub.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.hub.FreePort;

/** {@code ./tributary demo --once} in a process of its own, with a store of its own: what a newcomer runs first. */
class DemoCommandTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "--people 120 --seed 7"})
    void everything_is_as_the_generator_says_it_must_be(String options) throws IOException, InterruptedException {
        Path said = folder.resolve("said.txt");
        Process demo = OwnJvm.of(Tributary.class, List.of("-Xmx512m", "-XX:+UseSerialGC"), arguments(options))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertThat(demo.waitFor(10, TimeUnit.MINUTES)).as("it ends").isTrue();
        } finally {
            demo.destroyForcibly();
        }

        assertThat(Files.readString(said)).contains("All is as it must be.").doesNotContain("FAILED", "not found");
        assertThat(demo.exitValue()).isZero();
    }

    private String[] arguments(String options) {
        List<String> arguments = new ArrayList<>(List.of("demo", "--once", "--port", String.valueOf(FreePort.find()),
                "--mllp-port", "0", "--data", folder.resolve("data").toString()));
        arguments.addAll(Stream.of(options.split(" ")).filter(one -> !one.isEmpty()).toList());
        return arguments.toArray(String[]::new);
    }
}
