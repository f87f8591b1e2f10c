package org.tributary.hub.ops;

import java.io.PrintWriter;
import org.tributary.hub.ingest.FeedRefused;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;

/** The program behind the launcher: one command for each thing an operator does. */
@Command(name = "tributary", mixinStandardHelpOptions = true, version = "Tributary 0.1.0", description = "A FHIR R4 interoperability hub for integrated care records.", subcommands = {
        DemoCommand.class, ServeCommand.class, LoadCommand.class, MapCommand.class, SynthCommand.class,
        FeedCommand.class,
        AgreementCommand.class, TokenCommand.class, DigestCommand.class,
        IdentityCommand.class, RebuildCommand.class, ReindexCommand.class, RehearseCommand.class})
public final class Tributary {

    private Tributary() {
    }

    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new Tributary()).setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(sayWhatToDo());
        if (arguments.length == 0) {
            line.usage(System.out);
            System.exit(CommandLine.ExitCode.USAGE);
        }
        System.exit(line.execute(arguments));
    }

    /** Failures that an operator can mend are told in one line; anything else is our fault and shows where it is. */
    private static IExecutionExceptionHandler sayWhatToDo() {
        return (exception, line, result) -> {
            PrintWriter err = line.getErr();
            Throwable cause = exception;
            while (cause.getCause() != null && !isForOperators(cause)) {
                cause = cause.getCause();
            }
            if (isForOperators(cause)) {
                err.println("tributary: " + cause.getMessage());
            } else {
                exception.printStackTrace(err);
            }
            return 1;
        };
    }

    private static boolean isForOperators(Throwable exception) {
        return exception instanceof StartUpFailure || exception instanceof FeedRefused
                || exception instanceof IllegalArgumentException;
    }
}
