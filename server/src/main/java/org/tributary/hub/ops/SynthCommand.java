package org.tributary.hub.ops;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.tributary.hub.ops.synth.Borough;
import org.tributary.hub.ops.synth.BoroughFiles;
import org.tributary.hub.ops.synth.pairs.LabelledFiles;
import org.tributary.hub.ops.synth.pairs.LabelledSet;
import org.tributary.hub.ops.synth.pairs.Shares;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a synthetic borough, or a labelled set for measuring linkage, as files. */
@Command(name = "synth", mixinStandardHelpOptions = true, description = "Write a synthetic borough as files: gp/*.json, acute/*.hl7, social-care/cld.csv, truth.csv. With --pairs a labelled set for linkage: two folders of Patients, truth.csv, pairs.csv.")
final class SynthCommand implements Callable<Integer> {

    @Option(names = "--people", defaultValue = "200", description = "How many people (default: ${DEFAULT-VALUE}).")
    private int people;

    @Option(names = "--seed", defaultValue = "1", description = "The same seed gives the same bytes (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--pairs", description = "Write each person's two Patients, with the errors records have, instead of a borough.")
    private boolean pairs;

    @Option(names = "--shares", defaultValue = "BOROUGH", paramLabel = "SHARES", description = "How frequent errors are with --pairs: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Shares shares = Shares.BOROUGH;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to write to.")
    private Path out = Path.of(".");

    @Override
    public Integer call() throws Exception {
        if (pairs) {
            LabelledFiles.write(LabelledSet.generate(people, seed, shares), out);
        } else {
            BoroughFiles.write(Borough.generate(people, seed), out);
        }
        System.out.println("Wrote " + people + " people to " + out);
        return 0;
    }
}
