package org.tributary.hub.ingest.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.tributary.hub.ingest.Door;
import org.tributary.hub.ingest.Feed;
import org.tributary.hub.ingest.FeedRefused;
import org.tributary.hub.ingest.Feeds;
import org.tributary.hub.ingest.FileLoad;
import org.tributary.hub.ingest.FileLoad.Source;
import org.tributary.hub.ingest.FileLoad.Sum;
import org.tributary.hub.ingest.IntakeSettings;
import org.tributary.hub.ingest.folder.Inbox.Claimed;

/**
 * Takes the files that senders put into the watched folder, below it one folder for each feed, named by its code. A
 * file is claimed, loaded as the command line would load it, and ends in {@code done} or {@code failed} with a report
 * beside it. Only where the hub serves, not in one-shot commands.
 */
@Component
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
final class FolderWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

    private final IntakeSettings settings;
    private final Feeds feeds;
    private final FileLoad files;
    private final Clock clock;
    private volatile @Nullable Thread watching;

    FolderWatch(IntakeSettings settings, Feeds feeds, FileLoad files, Clock clock) {
        this.settings = settings;
        this.feeds = feeds;
        this.files = files;
        this.clock = clock;
    }

    @Override
    public void start() {
        Optional<Path> folder = settings.folder().map(Path::of);
        if (folder.isPresent()) {
            if (!Files.isDirectory(folder.get())) {
                throw new IllegalStateException("The watched folder " + folder.get()
                        + " is not there: make it, or mend tributary.intake.folder");
            }
            // Known before it runs: a thread that looks for itself too early would take it for the end.
            Thread thread = Thread.ofPlatform().name("folder-watch").daemon().unstarted(() -> watch(folder.get()));
            watching = thread;
            thread.start();
        }
    }

    @Override
    public void stop() {
        Thread thread = watching;
        watching = null;
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return watching != null;
    }

    private void watch(Path folder) {
        while (watching != null) {
            try {
                look(folder);
                Thread.sleep(settings.folderPoll());
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                // The database may be away: its files stay where they are.
                LOG.warn("The watched folder was not looked at: {}", e.getClass().getName());
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(settings.folderPoll());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            watching = null;
        }
    }

    private void look(Path folder) {
        for (Feed feed : feeds.list()) {
            Path own = folder.resolve(feed.code());
            boolean takes = feed.door() == Door.ANY || feed.door() == Door.FOLDER;
            if (takes && !feed.paused() && Files.isDirectory(own)) {
                look(feed, new Inbox(own));
            }
        }
    }

    private void look(Feed feed, Inbox inbox) {
        try {
            for (Claimed file : inbox.claim(settings.folderSettle(), clock.instant())) {
                try (file) {
                    take(feed, inbox, file);
                }
            }
        } catch (IOException e) {
            // A file's name may be somebody's.
            LOG.warn("The folder of feed {} could not be read or written: {}", feed.code(), e.getClass().getName());
        }
    }

    private void take(Feed feed, Inbox inbox, Claimed file) throws IOException {
        Instant started = clock.instant();
        FolderReport report = new FolderReport();
        Sum sum;
        try {
            Source source = new Source(feed.code(), Optional.empty(), Optional.empty());
            sum = files.load(source, file.path(), report::add, progress -> {
            });
        } catch (FeedRefused e) {
            report.add(new FolderReport.Issue(1, "file", "error", String.valueOf(e.getMessage())));
            sum = new Sum(0, 1, 0);
        }
        String outcome = sum.accepted() > 0 ? "done" : "failed";
        inbox.put(file, outcome, report.write(file.name(), feed.code(), started, clock.instant(), outcome, sum));
        LOG.info("A file of feed {} is {}: {} accepted, {} rejected", feed.code(), outcome, sum.accepted(),
                sum.rejected());
    }
}
