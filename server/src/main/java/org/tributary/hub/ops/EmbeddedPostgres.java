package org.tributary.hub.ops;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.tributary.hub.access.DatabaseSettings;

/**
 * PostgreSQL in a folder of the hub's own, listening on loopback only. It is a server of its own: a killed hub leaves
 * it running, the next one adopts it, several processes may use it at once, and the last to close it stops it.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    /**
     * What a hub asks of its embedded server. Durable is the default; only tests of other things give it up, and have
     * many hubs open.
     */
    public enum Durability {
        DURABLE, NOT_DURABLE
    }

    private static final String WRITER = "tributary_writer";
    private static final String READER = "tributary_reader";
    private static final String DATABASE = "tributary";

    private final Path folder;
    private final FileChannel users;
    private FileLock use;
    private final Path programs;
    private final int port;
    private final String password;

    private EmbeddedPostgres(Path folder, FileChannel users, FileLock use, Path programs, int port, String password) {
        this.folder = folder;
        this.users = users;
        this.use = use;
        this.programs = programs;
        this.port = port;
        this.password = password;
    }

    /** Starts the server of a data folder, made if it is new, or joins the one that runs there. */
    public static EmbeddedPostgres open(Path data, Durability durability) {
        try {
            Path folder = Files.createDirectories(data).toRealPath();
            Path programs = PostgresBinaries.unpacked();
            try (FileChannel starting = lockFile(folder.resolve("postgres.starting"));
                    FileLock mine = starting.lock()) {
                if (!mine.isValid()) {
                    throw new StartUpFailure("Could not lock " + folder);
                }
                FileChannel users = lockFile(folder.resolve("postgres.users"));
                FileLock use = users.lock(0, Long.MAX_VALUE, true);
                String password = password(folder.resolve("postgres.password"));
                Path cluster = folder.resolve("postgres");
                if (!Files.exists(cluster.resolve("PG_VERSION"))) {
                    initialise(folder, programs, cluster);
                }
                int port = startOrJoin(folder, programs, cluster, durability);
                EmbeddedPostgres postgres = new EmbeddedPostgres(folder, users, use, programs, port, password);
                postgres.makeLoginsAndDatabase();
                return postgres;
            }
        } catch (IOException e) {
            throw new StartUpFailure("The embedded PostgreSQL in " + data + " did not start: " + e.getMessage(), e);
        }
    }

    /** The hub's own database and its two logins. */
    public DatabaseSettings settings() {
        return settings(DATABASE);
    }

    /** The same logins on another database of this server. */
    public DatabaseSettings settings(String database) {
        return new DatabaseSettings(url(database), WRITER, password, READER, password, 8, 16);
    }

    /** Runs a statement as the server's superuser, in its maintenance database. */
    public void administer(String sql) {
        try (Connection connection = DriverManager.getConnection(url("postgres"), "postgres", password);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new StartUpFailure("The embedded PostgreSQL refused a statement: " + e.getMessage(), e);
        }
    }

    /** Leaves the server; stops it when no other process uses it. */
    @Override
    public void close() {
        try (FileChannel starting = lockFile(folder.resolve("postgres.starting")); FileLock mine = starting.lock()) {
            use.release();
            FileLock last = mine.isValid() ? users.tryLock() : null;
            if (last != null) {
                run(folder, programs, List.of("pg_ctl", "-D", folder.resolve("postgres").toString(), "-m", "fast", "-w",
                        "-t", "60", "stop"));
            }
            users.close();
        } catch (IOException e) {
            throw new IllegalStateException("The embedded PostgreSQL did not stop cleanly", e);
        }
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + '/' + database;
    }

    private static FileChannel lockFile(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static String password(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            Files.createFile(file,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, HexFormat.of().formatHex(random));
        }
        return Files.readString(file).trim();
    }

    private static void initialise(Path folder, Path programs, Path cluster) throws IOException {
        run(folder, programs, List.of("initdb", "-D", cluster.toString(), "-U", "postgres", "--auth=scram-sha-256",
                "--pwfile=" + folder.resolve("postgres.password"), "--encoding=UTF8", "--locale=C",
                "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--data-checksums"));
    }

    private static int startOrJoin(Path folder, Path programs, Path cluster, Durability durability)
            throws IOException {
        if (isRunning(folder, programs, cluster)) {
            return Integer.parseInt(pidFile(cluster).get(3).trim());
        }
        int port = freePort();
        Files.writeString(cluster.resolve("postgresql.auto.conf"), configuration(port, durability));
        run(folder, programs, List.of("pg_ctl", "-D", cluster.toString(), "-l",
                folder.resolve("postgres.log").toString(), "-w", "-t", "120", "start"));
        return port;
    }

    private static String configuration(int port, Durability durability) {
        String durable = switch (durability) {
            case DURABLE -> "on";
            case NOT_DURABLE -> "off";
        };
        return """
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                max_connections = %d
                max_locks_per_transaction = 256
                shared_buffers = '%dMB'
                work_mem = '16MB'
                maintenance_work_mem = '128MB'
                max_wal_size = '4GB'
                checkpoint_timeout = '15min'
                wal_compression = off
                random_page_cost = 1.1
                jit = off
                fsync = %s
                synchronous_commit = on
                full_page_writes = %s
                log_timezone = 'UTC'
                timezone = 'UTC'
                log_min_error_statement = 'panic'
                log_parameter_max_length = 0
                log_parameter_max_length_on_error = 0
                """.formatted(port, durability == Durability.DURABLE ? 100 : 300,
                durability == Durability.DURABLE ? 1024 : 128,
                durable, durable);
    }

    private void makeLoginsAndDatabase() {
        for (String login : List.of(WRITER, READER)) {
            administer("""
                    DO $$ BEGIN
                      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%1$s') THEN
                        CREATE ROLE %1$s LOGIN PASSWORD '%2$s';
                      END IF;
                    END $$""".formatted(login, password));
        }
        // The writer looks for what a conditional write matches as the reader sees it.
        administer("GRANT %s TO %s WITH INHERIT FALSE, SET TRUE".formatted(READER, WRITER));
        if (!databaseExists()) {
            administer("CREATE DATABASE " + DATABASE + " OWNER " + WRITER);
        }
    }

    private boolean databaseExists() {
        try (Connection connection = DriverManager.getConnection(url("postgres"), "postgres", password);
                Statement statement = connection.createStatement()) {
            return statement.executeQuery("SELECT FROM pg_database WHERE datname = '" + DATABASE + "'").next();
        } catch (SQLException e) {
            throw new StartUpFailure("The embedded PostgreSQL did not answer: " + e.getMessage(), e);
        }
    }

    private static boolean isRunning(Path folder, Path programs, Path cluster) throws IOException {
        return Files.exists(cluster.resolve("postmaster.pid"))
                && execute(folder, programs, List.of("pg_ctl", "-D", cluster.toString(), "status")) == 0;
    }

    private static List<String> pidFile(Path cluster) throws IOException {
        return Files.readAllLines(cluster.resolve("postmaster.pid"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void run(Path folder, Path programs, List<String> command) throws IOException {
        int status = execute(folder, programs, command);
        if (status != 0) {
            throw new StartUpFailure(command.getFirst() + " failed (status " + status + "); see "
                    + folder.resolve("postgres-programs.log") + " and " + folder.resolve("postgres.log"));
        }
    }

    private static int execute(Path folder, Path programs, List<String> command) throws IOException {
        List<String> line = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            // PostgreSQL refuses to run as root. In a user namespace of its own without any mapping it is nobody, and
            // so, as it sees them, are the owners of the files.
            line.addAll(List.of("unshare", "-U", "--"));
        }
        line.add(programs.resolve("bin").resolve(command.getFirst()).toString());
        line.addAll(command.subList(1, command.size()));
        Process process = new ProcessBuilder(line).directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("postgres-programs.log").toFile()))
                .start();
        try {
            if (!process.waitFor(3, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new StartUpFailure(command.getFirst() + " did not end within 3 minutes");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartUpFailure("Interrupted while waiting for " + command.getFirst(), e);
        }
        return process.exitValue();
    }
}
