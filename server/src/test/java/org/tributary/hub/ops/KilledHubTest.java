package org.tributary.hub.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.hub.Seed;
import org.tributary.hub.ops.synth.Borough;
import org.tributary.hub.ops.synth.BoroughFiles;

/**
 * A load that is killed with {@code kill -9}, again and again, and then run to its end, leaves what an unkilled one
 * leaves. This shows the death of the hub's process, not the loss of power.
 */
class KilledHubTest {

    private static final int KILLS = 3;

    @Test
    void aKilledLoadThatIsLoadedAgainEndsInTheSameDigest(@TempDir Path folder) throws Exception {
        Path files = folder.resolve("borough");
        BoroughFiles.write(Borough.generate(60, 5), files);
        Path unkilled = folder.resolve("unkilled");
        assertThat(load(unkilled, files.resolve("acute")).run()).isIn(0, 2);
        String expected = digest(unkilled);

        Path killed = folder.resolve("killed");
        long seed = Seed.get();
        System.out.println("KilledHubTest kills with seed " + seed);
        Random random = new Random(seed);
        for (int kill = 0; kill < KILLS; kill++) {
            load(killed, files.resolve("acute")).killAfterMillis(2_500 + random.nextInt(2_500));
        }
        assertThat(load(killed, files.resolve("acute")).run()).isIn(0, 2);
        assertThat(digest(killed)).as("killed with seed %d", seed).isEqualTo(expected);
    }

    private static Child load(Path data, Path files) {
        return new Child("load", "--source", "acute-northbank", "--organisation", "RZ8", "--data", data.toString(),
                "--rejects", data.resolveSibling("rejects.ndjson").toString(), files.toString());
    }

    private static String digest(Path data) throws Exception {
        Child child = new Child("digest", "--data", data.toString());
        assertThat(child.run()).isZero();
        String digest = child.output.strip();
        assertThat(digest).matches("[0-9a-f]{64}");
        return digest;
    }

    /** A command of the launcher in a process of its own. */
    private static final class Child {

        private final ProcessBuilder builder;
        private String output = "";

        private Child(String... arguments) {
            builder = OwnJvm.of(Tributary.class, List.of("-Xmx512m"), arguments)
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
        }

        private int run() throws IOException, InterruptedException {
            Process process = builder.start();
            try (InputStream in = process.getInputStream()) {
                output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("The command did not end");
            }
            return process.exitValue();
        }

        private void killAfterMillis(long millis) throws IOException, InterruptedException {
            Process process = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            process.waitFor(millis, TimeUnit.MILLISECONDS);
            process.destroyForcibly();
            process.waitFor();
            builder.redirectOutput(ProcessBuilder.Redirect.PIPE);
        }
    }
}
