package org.tributary.hub.ops;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.tributary.hub.Hub;
import org.tributary.hub.access.signin.DevelopmentDirectory;
import org.tributary.hub.ingest.mllp.MllpListener;
import org.tributary.hub.ops.DatabaseOptions.OpenDatabase;

/** The hub with its doors, and the database it closes after them. */
final class RunningHub implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final OpenDatabase database;

    private RunningHub(ConfigurableApplicationContext context, OpenDatabase database) {
        this.context = context;
        this.database = database;
    }

    /**
     * @param options
     *            properties that the command line sets: they win over configuration and environment
     */
    static RunningHub start(OpenDatabase database, Map<String, Object> options) {
        return start(database, options, new DevelopmentDirectory(List.of(), List.of()));
    }

    /**
     * @param directory
     *            who may sign in when the hub is its own development issuer
     */
    static RunningHub start(OpenDatabase database, Map<String, Object> options, DevelopmentDirectory directory) {
        Map<String, Object> commandLine = new HashMap<>(database.properties());
        // What is wrong is told by the command in one line.
        commandLine.put("logging.level.org.springframework.boot.diagnostics", "OFF");
        commandLine.put("logging.level.org.springframework.boot.web.server.servlet.context", "ERROR");
        commandLine.putAll(options);
        try {
            ConfigurableApplicationContext context = new SpringApplicationBuilder(Hub.class)
                    .bannerMode(Banner.Mode.OFF)
                    .registerShutdownHook(false)
                    .initializers(fresh -> ((GenericApplicationContext) fresh)
                            .registerBean(DevelopmentDirectory.class, () -> directory))
                    .run(commandLine.entrySet()
                            .stream()
                            .map(option -> "--" + option.getKey() + '=' + option.getValue())
                            .toArray(String[]::new));
            return new RunningHub(context, database);
        } catch (RuntimeException e) {
            database.close();
            throw new StartUpFailure("The hub did not start: " + rootOf(e).getMessage(), e);
        }
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    int mllpPort() {
        return context.getBean(MllpListener.class).port().orElseThrow();
    }

    @Override
    public void close() {
        context.close();
        database.close();
    }
}
