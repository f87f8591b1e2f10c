package org.tributary.hub.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.Caller;
import org.tributary.hub.ingest.FileLoad.Reject;
import org.tributary.hub.ingest.FileLoad.Sum;

/**
 * Loads R4 NDJSON on behalf of a caller, as what their organisation writes over FHIR, in batches that are committed one
 * after the other: a load that was cut off goes on behind its last batch. What has been loaded before is unchanged.
 */
@Component
public final class NdjsonLoad {

    /**
     * What became of the lines from the first to the last; told once they are committed.
     *
     * @param sum
     *            of these lines
     * @param rejects
     *            the lines that were not taken, and as warnings what a feed that reports finds in others
     */
    public record Batch(long firstLine, long lastLine, Sum sum, List<Reject> rejects) {

        public Batch {
            rejects = List.copyOf(rejects);
        }
    }

    /** The name and the hexadecimal SHA-256 hash of what is loaded, as Provenance tells them. */
    public record Origin(String name, String sha256) {
    }

    private final CommitLine commitLine;
    private final ResourceLoad resources;

    NdjsonLoad(CommitLine commitLine, ResourceLoad resources) {
        this.commitLine = commitLine;
        this.resources = resources;
    }

    /**
     * Loads what comes behind some lines.
     *
     * @param linesBefore
     *            how many lines are done already
     * @throws WriteRefused
     *             when the caller acts for no organisation
     */
    public void load(Caller caller, Origin origin, InputStream in, long linesBefore, Consumer<Batch> committed)
            throws IOException {
        Feed feed = commitLine.addFeed(
                Feeds.overRest(caller.publishesAs().orElseThrow(WriteRefused::withoutOrganisation)));
        resources.load(feed, origin.name(), origin.sha256(), ResourceLoad.ndjson(in, linesBefore),
                (batch, sum) -> committed.accept(
                        new Batch(batch.firstLine(), batch.lastLine(), batch.sum(), batch.rejects())));
    }
}
