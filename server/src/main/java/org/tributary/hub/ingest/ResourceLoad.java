package org.tributary.hub.ingest;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.tributary.hub.ingest.FileLoad.Reject;
import org.tributary.hub.ingest.FileLoad.Sum;
import org.tributary.hub.store.ForeignResource;
import org.tributary.hub.store.ResourceBody;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.StructureProblem;
import org.tributary.hub.store.WriteOutcome;
import org.tributary.mapping.MappingIssue.Severity;

/**
 * Loads R4 resources of a file, NDJSON or one bundle. Lines are checked and indexed by several threads while batches
 * are committed in their order, so the sum of a file and what is stored do not depend on the machine.
 */
@Component
final class ResourceLoad {

    private static final int BATCH = 1_000;
    /** A batch of large resources ends sooner: some are in memory at once. */
    private static final int BATCH_BYTES = 4 * 1024 * 1024;
    private static final int LONGEST_LINE_BYTES = 32 * 1024 * 1024;

    private final CommitLine commitLine;
    private final ProfileGate profiles;

    ResourceLoad(CommitLine commitLine, ProfileGate profiles) {
        this.commitLine = commitLine;
        this.profiles = profiles;
    }

    /**
     * Lines of a file that were checked together.
     *
     * @param firstLine
     *            the line of the first, and of the last
     * @param runs
     *            the resources in file order, cut where one comes again, so that no run holds one twice
     * @param doubts
     *            what profiles forbid of resources that are stored all the same
     */
    private record Checked(long firstLine, long lastLine, List<List<Located>> runs, List<Reject> rejects,
            List<Reject> doubts) {
    }

    /** What became of some lines of a file, one after the other; told once they are committed. */
    record Batch(long firstLine, long lastLine, Sum sum, List<Reject> rejects) {
    }

    /** The batches of a file, from a line on. */
    static BatchSource ndjson(InputStream in, long linesBefore) throws IOException {
        BoundedLines lines = new BoundedLines(in, LONGEST_LINE_BYTES);
        for (long line = 0; line < linesBefore; line++) {
            lines.next();
        }
        return new NdjsonBatches(lines);
    }

    private record Located(long line, ResourceBody body) {
    }

    Sum load(Feed feed, Path file, Consumer<Reject> rejects, Consumer<Sum> progress) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            BatchSource source = BundleEntries.isBundle(file)
                    ? new BundleEntries(file).batches(BATCH)
                    : ndjson(in, 0);
            return load(feed, String.valueOf(file.getFileName()), sha256(file), source, (batch, sum) -> {
                batch.rejects().forEach(rejects);
                progress.accept(sum);
            });
        }
    }

    /** Loads batch after batch; each is told of, with the sum so far, once it is committed. */
    Sum load(Feed feed, String name, String hash, BatchSource source, BiConsumer<Batch, Sum> committed)
            throws IOException {
        int workers = Math.max(2, Runtime.getRuntime().availableProcessors());
        try (ExecutorService pool = Executors.newFixedThreadPool(workers);
                Committing committing = new Committing(
                        (checked, turn) -> commit(feed, name, hash, checked, turn), committed)) {
            Deque<Future<Checked>> ahead = new ArrayDeque<>();
            boolean more = true;
            while (more || !ahead.isEmpty()) {
                while (more && ahead.size() <= workers + 1) {
                    List<BoundedLines.Line> lines = source.next();
                    more = !lines.isEmpty();
                    if (more) {
                        ahead.add(pool.submit(() -> check(feed, name, lines)));
                    }
                }
                Future<Checked> oldest = ahead.poll();
                if (oldest != null) {
                    committing.begin(get(oldest));
                }
            }
            return committing.finish();
        }
    }

    /** Commits the batches of a load in their order, two of them under way at a time; see {@link LoadTurn}. */
    private static final class Committing implements AutoCloseable {

        private record UnderWay(Checked checked, LoadTurn turn, Future<Batch> batch) {
        }

        private final ExecutorService threads = Executors.newFixedThreadPool(2);
        private final BiFunction<Checked, LoadTurn, Batch> commit;
        private final BiConsumer<Batch, Sum> committed;
        private final Deque<UnderWay> underWay = new ArrayDeque<>();
        private Sum sum = Sum.NOTHING;

        private Committing(BiFunction<Checked, LoadTurn, Batch> commit, BiConsumer<Batch, Sum> committed) {
            this.commit = commit;
            this.committed = committed;
        }

        /** Begins a batch when the one before it has come far enough, and finishes the one before that. */
        private void begin(Checked checked) {
            Optional<LoadTurn> next = underWay.isEmpty() ? Optional.empty() : underWay.getLast().turn.next();
            if (next.isEmpty()) {
                finish();
            }
            LoadTurn turn = next.orElseGet(LoadTurn::first);
            underWay.add(new UnderWay(checked, turn, threads.submit(() -> commit.apply(checked, turn))));
            if (underWay.size() > 1) {
                finishOldest();
            }
        }

        /** Finishes all that were begun. */
        private Sum finish() {
            while (!underWay.isEmpty()) {
                finishOldest();
            }
            return sum;
        }

        /** The batch behind it goes on when this one is told of: whoever was told of it may have the load end. */
        private void finishOldest() {
            UnderWay oldest = underWay.element();
            Batch batch = result(oldest);
            sum = sum.plus(batch.sum());
            committed.accept(batch, sum);
            oldest.turn.finish();
            underWay.remove();
        }

        private Batch result(UnderWay oldest) {
            try {
                return get(oldest.batch);
            } catch (LoadTurn.StandBack e) {
                return commit.apply(oldest.checked, LoadTurn.first());
            }
        }

        /** Ends the load; what is not finished takes back what it did. */
        @Override
        public void close() {
            underWay.forEach(one -> one.turn.fail());
            threads.close();
        }
    }

    /** Batches of a file's lines; an empty one ends the file. */
    interface BatchSource {
        List<BoundedLines.Line> next() throws IOException;
    }

    private record NdjsonBatches(BoundedLines lines) implements BatchSource {

        @Override
        public List<BoundedLines.Line> next() throws IOException {
            List<BoundedLines.Line> batch = new ArrayList<>(BATCH);
            long bytes = 0;
            Optional<BoundedLines.Line> line = Optional.empty();
            while (batch.size() < BATCH && bytes < BATCH_BYTES && (line = lines.next()).isPresent()) {
                if (line.get().tooLong() || !isBlank(line.get().bytes())) {
                    batch.add(line.get());
                    bytes += line.get().bytes().length;
                }
            }
            return batch;
        }

        private static boolean isBlank(byte[] bytes) {
            for (byte value : bytes) {
                if (value != ' ' && value != '\r' && value != '\t') {
                    return false;
                }
            }
            return true;
        }
    }

    private Checked check(Feed feed, String file, List<BoundedLines.Line> lines) {
        List<List<Located>> runs = new ArrayList<>();
        runs.add(new ArrayList<>());
        List<Reject> rejects = new ArrayList<>();
        List<Reject> doubts = new ArrayList<>();
        Set<ResourceKey> seen = new HashSet<>();
        for (BoundedLines.Line line : lines) {
            if (line.tooLong()) {
                rejects.add(new Reject(file, line.number(), "line", "The line is longer than 32 MB"));
                continue;
            }
            switch (ResourceBody.parse(line.bytes())) {
                case ResourceBody.Valid(ResourceBody body) -> {
                    if (body.id().isEmpty()) {
                        rejects.add(new Reject(file, line.number(), body.type() + ".id", "The resource has no id"));
                        continue;
                    }
                    List<Reject> problems = problems(feed, file, line.number(), body);
                    if (!problems.isEmpty() && feed.validation() == Validation.ENFORCE) {
                        rejects.add(problems.getFirst());
                        continue;
                    }
                    doubts.addAll(problems);
                    ResourceKey key = new ResourceKey(body.type(), body.id().get());
                    if (!seen.add(key)) {
                        runs.add(new ArrayList<>());
                        seen = new HashSet<>(Set.of(key));
                    }
                    body.prepareForWrite();
                    runs.getLast().add(new Located(line.number(), body));
                }
                case ResourceBody.Invalid(List<StructureProblem> problems) -> rejects.add(new Reject(file,
                        line.number(), problems.getFirst().path(), problems.getFirst().message()));
            }
        }
        runs.removeIf(List::isEmpty);
        return new Checked(lines.getFirst().number(), lines.getLast().number(), runs, rejects,
                doubts);
    }

    private List<Reject> problems(Feed feed, String file, long line, ResourceBody body) {
        Severity severity = feed.validation() == Validation.ENFORCE ? Severity.ERROR : Severity.WARNING;
        return profiles.listProblems(feed, body)
                .stream()
                .map(problem -> new Reject(file, line, problem.path(), problem.message(), severity))
                .toList();
    }

    private Batch commit(Feed feed, String name, String hash, Checked checked, LoadTurn turn) {
        List<Reject> rejects = new ArrayList<>(checked.rejects());
        rejects.addAll(checked.doubts());
        Sum sum = new Sum(0, checked.rejects().size(), 0);
        try {
            for (List<Located> run : checked.runs()) {
                LoadedFile file = new LoadedFile(name, hash, run.getFirst().line(), run.getLast().line());
                Runnable lockedAll = run == checked.runs().getLast() ? turn::lockedAll : () -> {
                };
                sum = sum.plus(commitRun(feed, file, run, rejects::add, turn, lockedAll));
            }
            // Where all lines are rejected nothing was locked.
            turn.lockedAll();
            turn.awaitBefore();
        } catch (RuntimeException | Error e) {
            turn.fail();
            throw e;
        }
        return new Batch(checked.firstLine(), checked.lastLine(), sum, rejects);
    }

    private Sum commitRun(Feed feed, LoadedFile file, List<Located> run, Consumer<Reject> rejects, LoadTurn turn,
            Runnable lockedAll) {
        try {
            return commit(feed, file, run, lockedAll, turn::awaitBefore);
        } catch (ForeignResource e) {
            // One foreign resource must not take its neighbours with it: find it by going one at a time.
            turn.awaitBefore();
            turn.fail();
            return commitOneByOne(feed, file, run, rejects);
        }
    }

    private Sum commit(Feed feed, LoadedFile file, List<Located> resources, Runnable locked, Runnable stored) {
        List<WriteOutcome> outcomes = commitLine.load(feed, file, resources.stream().map(Located::body).toList(),
                locked, stored);
        long unchanged = outcomes.stream()
                .filter(outcome -> outcome.change() == WriteOutcome.Change.UNCHANGED)
                .count();
        return new Sum(outcomes.size(), 0, unchanged);
    }

    private Sum commitOneByOne(Feed feed, LoadedFile file, List<Located> resources, Consumer<Reject> rejects) {
        Runnable nothing = () -> {
        };
        Sum sum = Sum.NOTHING;
        for (Located resource : resources) {
            try {
                sum = sum.plus(commit(feed, new LoadedFile(file.name(), file.sha256(), resource.line(),
                        resource.line()), List.of(resource), nothing, nothing));
            } catch (ForeignResource e) {
                rejects.accept(new Reject(file.name(), resource.line(), resource.body().type() + ".id",
                        String.valueOf(e.getMessage())));
                sum = sum.plus(new Sum(0, 1, 0));
            }
        }
        return sum;
    }

    /** What a thread made, or the exception that it failed by. */
    private static <T> T get(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The load was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("A batch failed", e.getCause());
        }
    }

    static String sha256(Path file) throws IOException {
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file),
                MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
