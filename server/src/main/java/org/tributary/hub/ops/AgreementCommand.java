package org.tributary.hub.ops;

import org.tributary.hub.access.Agreements;
import org.tributary.hub.access.Agreements.Agreement;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.Purpose;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.ingest.CommitLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who shares with whom, for what. */
@Command(name = "agreement", mixinStandardHelpOptions = true, description = "Add, remove or list agreements.")
final class AgreementCommand {

    @Command(name = "add", mixinStandardHelpOptions = true, description = "Open a publisher's records to a receiver for one purpose.")
    int add(@Mixin DatabaseOptions database,
            @Option(names = "--publisher", required = true, description = "ODS code.") String publisher,
            @Option(names = "--receiver", required = true, description = "ODS code.") String receiver,
            @Option(names = "--purpose", defaultValue = "direct-care", description = "direct-care, planning or research (default: ${DEFAULT-VALUE}).") String purpose)
            throws Exception {
        Agreement agreement = new Agreement(publisher, receiver, purpose(purpose));
        return database.run(hub -> {
            Agreements agreements = hub.getBean(Agreements.class);
            hub.getBean(CommitLine.class).change(transaction -> {
                agreements.add(transaction, agreement);
                return agreement;
            });
            print(agreement);
            return 0;
        });
    }

    @Command(name = "remove", mixinStandardHelpOptions = true, description = "Close them again, at every door and at once.")
    int remove(@Mixin DatabaseOptions database,
            @Option(names = "--publisher", required = true, description = "ODS code.") String publisher,
            @Option(names = "--receiver", required = true, description = "ODS code.") String receiver,
            @Option(names = "--purpose", defaultValue = "direct-care", description = "direct-care, planning or research (default: ${DEFAULT-VALUE}).") String purpose)
            throws Exception {
        Agreement agreement = new Agreement(publisher, receiver, purpose(purpose));
        return database.run(hub -> {
            Agreements agreements = hub.getBean(Agreements.class);
            boolean removed = hub.getBean(CommitLine.class)
                    .change(transaction -> agreements.remove(transaction, agreement));
            if (!removed) {
                System.err.println("tributary: there is no such agreement");
            }
            return removed ? 0 : 1;
        });
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "List all agreements.")
    int list(@Mixin DatabaseOptions database) throws Exception {
        return database.run(hub -> {
            Agreements agreements = hub.getBean(Agreements.class);
            hub.getBean(ReaderDatabase.class).read(Caller.hub(), agreements::list).forEach(AgreementCommand::print);
            return 0;
        });
    }

    private static Purpose purpose(String code) {
        return Purpose.findByCode(code)
                .orElseThrow(() -> new StartUpFailure("There is no purpose '" + code
                        + "': use direct-care, planning or research"));
    }

    private static void print(Agreement agreement) {
        System.out.printf("%-8s -> %-8s %s%n", agreement.publisher(), agreement.receiver(),
                agreement.purpose().code());
    }
}
