package org.tributary.hub.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.tributary.hub.access.DatabaseSettings;
import org.tributary.hub.ops.EmbeddedPostgres.Durability;

/** A durable PostgreSQL of a test's own, to be killed and started again on the same port. */
final class KillablePostgres {

    private static final int STARTS = 20;

    private final Path folder;
    private final DatabaseSettings settings;

    KillablePostgres(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder).toRealPath();
        this.settings = EmbeddedPostgres.open(this.folder, Durability.DURABLE).settings();
    }

    DatabaseSettings settings() {
        return settings;
    }

    void killAndStartAgain() throws IOException, InterruptedException {
        kill();
        for (int attempt = 1; start() != 0; attempt++) {
            if (attempt == STARTS) {
                throw new AssertionError("PostgreSQL did not start again: see " + folder.resolve("postgres.log"));
            }
            // Its former processes leave as they notice.
            Thread.sleep(500);
        }
    }

    void kill() throws IOException {
        long pid = Long.parseLong(Files.readAllLines(folder.resolve("postgres").resolve("postmaster.pid")).getFirst());
        ProcessHandle.of(pid).ifPresent(server -> {
            server.destroyForcibly();
            server.onExit().orTimeout(30, TimeUnit.SECONDS).join();
        });
    }

    private int start() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U", "--"));
        }
        command.addAll(List.of(PostgresBinaries.unpacked().resolve("bin").resolve("pg_ctl").toString(), "-D",
                folder.resolve("postgres").toString(), "-l", folder.resolve("postgres.log").toString(), "-w", "-t",
                "60", "start"));
        return new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("postgres-programs.log").toFile()))
                .start()
                .waitFor();
    }
}
