package org.tributary.hub.ops;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the digest of all that the hub knows. */
@Command(name = "digest", mixinStandardHelpOptions = true, description = "Print one number for all that the hub knows: resources, persons and care events.")
final class DigestCommand implements Callable<Integer> {

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws Exception {
        return database.run(hub -> {
            System.out.println(hub.getBean(Digest.class).compute());
            return 0;
        });
    }
}
