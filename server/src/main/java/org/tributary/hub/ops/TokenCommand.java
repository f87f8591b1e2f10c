package org.tributary.hub.ops;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.tributary.hub.access.signin.DevelopmentAccess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints a token of the running demo, for curl. */
@Command(name = "token", mixinStandardHelpOptions = true, description = "Print an access token of the running demo.")
final class TokenCommand implements Callable<Integer> {

    @Option(names = "--client", required = true, paramLabel = "X", description = "gp-system, trust-system, council-system or demo-loader.")
    private String client = "";

    @Option(names = "--data", paramLabel = "DIR", defaultValue = "${env:TRIBUTARY_DATA:-data}", description = "The demo's data folder (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Override
    public Integer call() {
        switch (accounts().token(client)) {
            case DevelopmentAccess.Token token -> System.out.println(token.value());
            case DevelopmentAccess.NoToken none -> throw new StartUpFailure(none.reason());
        }
        return 0;
    }

    private DevelopmentAccess accounts() {
        try {
            return DevelopmentAccess.read(data.resolve("access"));
        } catch (IOException e) {
            throw new StartUpFailure("There is no demo in " + data + ": start one with ./tributary demo", e);
        }
    }
}
