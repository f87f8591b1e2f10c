package org.tributary.hub.ingest.folder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The folder of one feed. Whoever renames a file into {@code working} has claimed it; whoever holds the lock on a file
 * there works on it. The system lets go of the locks of a process that dies, so what it left is taken up by the next
 * one that looks, on this node or another that has the same folder.
 */
final class Inbox {

    private static final List<String> UNFINISHED = List.of(".part", ".tmp", ".filepart");
    private static final int CLAIM_LENGTH = 37;

    private final Path folder;

    Inbox(Path folder) {
        this.folder = folder;
    }

    /**
     * A file that this process, and no other, works on until it is closed.
     *
     * @param name
     *            what its sender called it
     */
    record Claimed(Path path, String name, FileChannel channel, FileLock lock) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            lock.release();
            channel.close();
        }
    }

    /** Claims every file that has not changed for a time, and what others left behind. */
    List<Claimed> claim(Duration settled, Instant now) throws IOException {
        List<Claimed> claimed = new ArrayList<>();
        Path working = Files.createDirectories(folder.resolve("working"));
        for (Path file : list(working)) {
            lock(file).ifPresent(claimed::add);
        }
        for (Path file : list(folder)) {
            if (isComplete(file, now.minus(settled))) {
                take(file, working).flatMap(Inbox::lockQuietly).ifPresent(claimed::add);
            }
        }
        return claimed;
    }

    /**
     * Puts a file where it ends, with a report beside it.
     *
     * @param end
     *            {@code done} or {@code failed}
     */
    void put(Claimed file, String end, byte[] report) throws IOException {
        Path ends = Files.createDirectories(folder.resolve(end));
        String name = free(ends, file.name());
        Path unfinished = Files.write(ends.resolve("." + name + ".report.json"), report);
        Files.move(file.path(), ends.resolve(name));
        Files.move(unfinished, ends.resolve(name + ".report.json"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String free(Path folder, String name) {
        String free = name;
        for (int number = 2; Files.exists(folder.resolve(free), LinkOption.NOFOLLOW_LINKS)
                || Files.exists(folder.resolve(free + ".report.json"), LinkOption.NOFOLLOW_LINKS); number++) {
            free = number + "-" + name;
        }
        return free;
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isComplete(Path file, Instant before) throws IOException {
        String name = String.valueOf(file.getFileName());
        try {
            return UNFINISHED.stream().noneMatch(name::endsWith)
                    && !Files.getLastModifiedTime(file).toInstant().isAfter(before);
        } catch (NoSuchFileException e) {
            // Another node was quicker.
            return false;
        }
    }

    private static Optional<Path> take(Path file, Path working) throws IOException {
        Path claim = working.resolve(UUID.randomUUID() + "~" + file.getFileName());
        try {
            return Optional.of(Files.move(file, claim, StandardCopyOption.ATOMIC_MOVE));
        } catch (NoSuchFileException e) {
            // Another node was quicker.
            return Optional.empty();
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("The watched folder must be one file system", e);
        }
    }

    private static Optional<Claimed> lockQuietly(Path file) {
        try {
            return lock(file);
        } catch (IOException e) {
            // It is claimed: the next round tries again.
            return Optional.empty();
        }
    }

    private static Optional<Claimed> lock(Path file) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        try {
            FileLock lock = channel.tryLock();
            // Whoever held the lock before may have moved the file to its end.
            if (lock != null && Files.exists(file)) {
                return Optional.of(new Claimed(file, name(file), channel, lock));
            }
        } catch (OverlappingFileLockException e) {
            // This process works on it already.
        }
        channel.close();
        return Optional.empty();
    }

    private static String name(Path claimed) {
        String name = String.valueOf(claimed.getFileName());
        return name.length() > CLAIM_LENGTH ? name.substring(CLAIM_LENGTH) : name;
    }
}
