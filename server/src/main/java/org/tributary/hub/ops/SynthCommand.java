package org.tributary.hub.ops;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.tributary.hub.ops.synth.Borough;
import org.tributary.hub.ops.synth.BoroughFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a synthetic borough as files. */
@Command(name = "synth", mixinStandardHelpOptions = true, description = "Write a synthetic borough as files: gp/*.json, acute/*.hl7, social-care/cld.csv, truth.csv.")
final class SynthCommand implements Callable<Integer> {

    @Option(names = "--people", defaultValue = "200", description = "How many people (default: ${DEFAULT-VALUE}).")
    private int people;

    @Option(names = "--seed", defaultValue = "1", description = "The same seed gives the same bytes (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to write to.")
    private Path out = Path.of(".");

    @Override
    public Integer call() throws Exception {
        BoroughFiles.write(Borough.generate(people, seed), out);
        System.out.println("Wrote " + people + " people to " + out);
        return 0;
    }
}
