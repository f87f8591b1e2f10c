package org.tributary.hub.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.tributary.hub.access.AuditTrail;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.DatabaseSettings;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.Scopes;
import org.tributary.hub.access.WriterDatabase;
import org.tributary.hub.ops.EmbeddedPostgres;
import org.tributary.hub.store.ResourceSearch.Parameter;

/**
 * Loads a folder of NDJSON into a durable embedded PostgreSQL and prints rate, size and latencies. Run by hand: the
 * first argument is the folder, the second one for the database.
 */
final class StoreBench {

    private static final int BATCH = 4000;

    private final WriterDatabase writer;
    private final ReaderDatabase reader;
    private final RecordOwner owner;
    private final List<ResourceKey> keys = new ArrayList<>();

    private StoreBench(DatabaseSettings settings) {
        writer = new WriterDatabase(kept(settings, settings.writer(), settings.writerPassword()));
        reader = new ReaderDatabase(kept(settings, settings.reader(), settings.readerPassword()),
                new AuditTrail(kept(settings, settings.writer(), settings.writerPassword())));
        int scope = writer
                .write(transaction -> new Scopes().scopeOf(transaction, Scopes.Publication.of("RA001", "acute")));
        owner = new RecordOwner(1, scope, OptionalLong.empty());
    }

    public static void main(String[] arguments) throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.open(Path.of(arguments[1]),
                EmbeddedPostgres.Durability.DURABLE)) {
            DatabaseSettings settings = postgres.settings("tributary");
            Flyway.configure()
                    .dataSource(settings.url(), settings.writer(), settings.writerPassword())
                    .placeholders(Map.of("reader", settings.reader()))
                    .load()
                    .migrate();
            StoreBench bench = new StoreBench(settings);
            bench.load(Path.of(arguments[0]), "load");
            bench.load(Path.of(arguments[0]), "again");
            bench.sizes();
            bench.reads();
        }
    }

    private void load(Path folder, String what) throws IOException, InterruptedException, ExecutionException {
        long start = System.nanoTime();
        long written = 0;
        long inDatabase = 0;
        ArrayBlockingQueue<Future<List<ResourceWrite>>> prepared = new ArrayBlockingQueue<>(6);
        try (ExecutorService parsers = Executors.newFixedThreadPool(2);
                ExecutorService feeder = Executors
                        .newSingleThreadExecutor()) {
            Future<?> feeding = feeder.submit(() -> {
                feed(folder, parsers, prepared);
                return null;
            });
            while (true) {
                List<ResourceWrite> batch = prepared.take().get();
                if (batch.isEmpty()) {
                    break;
                }
                long before = System.nanoTime();
                writer.write(transaction -> new ResourceWriter().write(transaction, owner, batch));
                inDatabase += System.nanoTime() - before;
                written += batch.size();
                if (keys.size() < 50_000) {
                    batch.forEach(write -> keys.add(write.key()));
                }
            }
            feeding.get();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%s: %d resources in %.1f s = %.0f/s (writer busy %.1f s)%n", what, written, seconds,
                written / seconds, inDatabase / 1e9);
    }

    private static void feed(Path folder, ExecutorService parsers,
            ArrayBlockingQueue<Future<List<ResourceWrite>>> prepared) throws IOException, InterruptedException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(".ndjson")).sorted().toList();
        }
        for (Path file : files) {
            try (BufferedReader lines = Files.newBufferedReader(file)) {
                List<String> batch = new ArrayList<>();
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    batch.add(line);
                    if (batch.size() == BATCH) {
                        List<String> full = batch;
                        prepared.put(parsers.submit(() -> parse(full)));
                        batch = new ArrayList<>();
                    }
                }
                if (!batch.isEmpty()) {
                    List<String> rest = batch;
                    prepared.put(parsers.submit(() -> parse(rest)));
                }
            }
        }
        prepared.put(parsers.submit(() -> List.of()));
    }

    private static List<ResourceWrite> parse(List<String> lines) {
        List<ResourceWrite> writes = new ArrayList<>(lines.size());
        for (String line : lines) {
            switch (ResourceBody.parse(line.getBytes(StandardCharsets.UTF_8))) {
                case ResourceBody.Valid valid -> {
                    ResourceBody body = valid.body();
                    body.prepareForWrite();
                    writes.add(new ResourceWrite.Put(new ResourceKey(body.type(), body.id().orElseThrow()), body,
                            OptionalInt.empty()));
                }
                case ResourceBody.Invalid invalid -> throw new IllegalStateException(invalid.problems().toString());
            }
        }
        return writes;
    }

    private void sizes() {
        writer.write(transaction -> {
            transaction.jdbc().sql("ANALYZE").update();
            System.out.println(transaction.jdbc().sql("""
                    SELECT format('%s rows, %s bytes of body each, %s bytes in all each', count(*),
                      round(avg(length(body))),
                      (SELECT sum(pg_total_relation_size(oid)) FROM pg_class
                       WHERE relkind = 'r' AND (relname LIKE 'resource%' OR relname LIKE 'index\\_%')) / count(*))
                    FROM resource""").query(String.class).single());
            transaction.jdbc()
                    .sql("""
                            SELECT format('%s: %s rows, heap %s MB, indexes %s MB', relname, reltuples::bigint,
                              pg_table_size(oid) >> 20, pg_indexes_size(oid) >> 20)
                            FROM pg_class
                            WHERE relkind = 'r' AND (relname LIKE 'resource%' OR relname LIKE 'index\\_%')""")
                    .query(String.class)
                    .list()
                    .forEach(System.out::println);
            return null;
        });
    }

    private void reads() {
        ResourceReader resources = new ResourceReader();
        ResourceSearch search = new ResourceSearch();
        Random random = new Random(1);
        List<String> patients = keys.stream().filter(key -> key.type().equals("Claim")).limit(1).map(key -> {
            StoredResource claim = reader.read(Caller.hub(), transaction -> resources.find(transaction, key))
                    .orElseThrow();
            String json = new String(claim.json(), StandardCharsets.UTF_8);
            int at = json.indexOf("Patient/") + 8;
            return json.substring(at, at + 36);
        }).toList();
        time("read", 20_000, i -> reader.read(Caller.hub(),
                transaction -> resources.find(transaction, keys.get(random.nextInt(keys.size())))));
        time("patient's observations", 2000,
                i -> search(search, "Observation", "patient", patients.getFirst(), "_count", "20"));
        time("patient's observations, latest first, with total", 500, i -> search(search, "Observation", "patient",
                patients.getFirst(), "_count", "20", "_sort", "-date", "_total", "accurate"));
        time("code and date", 500, i -> search(search, "Observation", "code", "http://loinc.org|8480-6", "date",
                "ge2020-01-01"));
        time("all observations, latest first", 10, i -> search(search, "Observation", "_sort", "-date"));
        time("count of all observations", 10, i -> search(search, "Observation", "_count", "0"));
    }

    private void search(ResourceSearch search, String type, String... namesAndValues) {
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.add(new Parameter(namesAndValues[i], namesAndValues[i + 1]));
        }
        reader.read(Caller.hub(), transaction -> search.run(transaction, search.compile(type, parameters)));
    }

    private static void time(String what, int times, IntConsumer work) {
        long[] nanos = new long[times];
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            work.accept(i);
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        System.out.printf("%s: median %.2f ms, 95th %.2f ms, %.0f/s on one connection%n", what, nanos[times / 2] / 1e6,
                nanos[(int) (times * 0.95)] / 1e6, times / (Arrays.stream(nanos).sum() / 1e9));
    }

    private static SingleConnectionDataSource kept(DatabaseSettings settings, String user, String password) {
        PGSimpleDataSource plain = new PGSimpleDataSource();
        plain.setUrl(settings.url());
        plain.setUser(user);
        plain.setPassword(password);
        try {
            return new SingleConnectionDataSource(plain.getConnection(), true);
        } catch (SQLException e) {
            throw new IllegalStateException("The database cannot be reached", e);
        }
    }
}
