package org.tributary.hub.ops;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.tributary.hub.ops.DatabaseOptions.OpenDatabase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the hub until it is told to stop. */
@Command(name = "serve", mixinStandardHelpOptions = true, description = "Run the hub.")
final class ServeCommand implements Callable<Integer> {

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Option(names = "--port", defaultValue = "${env:TRIBUTARY_PORT:-8080}", description = "HTTP port (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--mllp-port", defaultValue = "${env:TRIBUTARY_MLLP_PORT:-2575}", description = "MLLP port, -1 for none (default: ${DEFAULT-VALUE}).")
    private int mllpPort;

    @Option(names = "--open", defaultValue = "${env:TRIBUTARY_OPEN:-false}", description = "No sign-in and everything granted, on loopback only.")
    private boolean open;

    @Override
    public Integer call() throws Exception {
        OpenDatabase opened = database.open();
        Map<String, Object> options = new HashMap<>(Map.of("server.port", port, "tributary.mllp.port", mllpPort));
        if (open) {
            options.put("tributary.access.open", true);
            options.put("server.address", "127.0.0.1");
        }
        RunningHub hub = RunningHub.start(opened, options);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            hub.close();
            stopped.countDown();
        }));
        System.out.println("Tributary is ready: http://localhost:" + hub.port());
        stopped.await();
        return 0;
    }
}
