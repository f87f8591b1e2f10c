package org.tributary.hub.ops;

import java.util.concurrent.Callable;
import org.tributary.hub.ingest.CommitLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Links all Patients and derives care events anew from the resources; the digest must not change by it. */
@Command(name = "rebuild", mixinStandardHelpOptions = true, description = "Link all Patients and derive care events anew from the resources; stop the hub's doors meanwhile.")
final class RebuildCommand implements Callable<Integer> {

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws Exception {
        return database.run(hub -> {
            Digest digest = hub.getBean(Digest.class);
            String before = digest.compute();
            hub.getBean(CommitLine.class).rebuild();
            String after = digest.compute();
            System.out.println(after);
            if (!after.equals(before)) {
                System.err.println("tributary: the digest was " + before + " before: what was stored had gone stale");
            }
            return 0;
        });
    }
}
