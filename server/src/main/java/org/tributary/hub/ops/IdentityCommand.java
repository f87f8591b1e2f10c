package org.tributary.hub.ops;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.identity.linking.TrainedWeights;
import org.tributary.hub.identity.linking.WeightsTraining;
import org.tributary.hub.ingest.CommitLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How persons are linked. */
@Command(name = "identity", mixinStandardHelpOptions = true, description = "Work out the weights of linkage from the hub's own records.")
final class IdentityCommand {

    private static final DateTimeFormatter VERSION = DateTimeFormatter.ofPattern("'weights-'yyyyMMdd-HHmmss")
            .withZone(ZoneOffset.UTC);

    @Command(name = "train", mixinStandardHelpOptions = true, description = "Estimate weights from the hub's own pairs and show them; with --apply keep them and link everything anew by them.")
    int train(@Mixin DatabaseOptions database,
            @Option(names = "--apply", description = "Put the weights in force; writers wait meanwhile.") boolean apply)
            throws Exception {
        return database.run(hub -> {
            String version = VERSION.format(hub.getBean(Clock.class).instant());
            TrainedWeights trained = hub.getBean(ReaderDatabase.class)
                    .read(Caller.hub(),
                            transaction -> hub.getBean(WeightsTraining.class).train(transaction, version));
            trained.describe().forEach(System.out::println);
            if (apply) {
                hub.getBean(CommitLine.class).useWeights(trained);
                System.out.println("In force, and everything is linked by them");
            }
            return 0;
        });
    }

    @Command(name = "reset", mixinStandardHelpOptions = true, description = "Go back to the weights that come with the hub, and link everything anew by them.")
    int reset(@Mixin DatabaseOptions database) throws Exception {
        return database.run(hub -> {
            hub.getBean(CommitLine.class).useWeights(TrainedWeights.shipped());
            System.out.println(TrainedWeights.shipped().version() + " is in force");
            return 0;
        });
    }
}
