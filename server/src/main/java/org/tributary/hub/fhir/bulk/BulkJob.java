package org.tributary.hub.fhir.bulk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tributary.hub.access.Caller;

/**
 * An export or import.
 *
 * @param askedBy
 *            as whom records are read or written
 * @param request
 *            the URL that was called
 * @param base
 *            the door's
 * @param detail
 *            what an export is to hold, as JSON
 * @param attempt
 *            the number of its last run, from 1
 * @param moment
 *            when an export saw the records
 */
record BulkJob(UUID id, Kind kind, Caller askedBy, String request, String base, String detail, State state,
        int attempt, Optional<Instant> moment, String progress, Optional<String> problem, Instant expires) {

    enum Kind {
        EXPORT, IMPORT
    }

    enum State {
        RUNNING, DONE, FAILED
    }

    /**
     * One of its files.
     *
     * @param kind
     *            output, deleted, input or outcome
     * @param type
     *            the resource type of its lines
     * @param source
     *            an input's path; empty for what was sent in
     * @param position
     *            how many lines of an input are committed
     */
    record File(int number, String kind, String type, String source, String hash, long resources, long position,
            long accepted, long rejected, long unchanged, boolean complete) {
    }

    /** What can be asked for at one place. */
    record Overview(BulkJob job, List<File> files) {

        Overview {
            files = List.copyOf(files);
        }
    }

    String statusUrl() {
        return base + "/bulk/" + id;
    }

    String fileUrl(File file) {
        return statusUrl() + '/' + file.number() + ".ndjson";
    }

    /** Whether somebody may know of it: who asked, for the same purpose, and the operator. */
    boolean belongsTo(Caller caller) {
        return caller.everything() || caller.name().equals(askedBy.name())
                && caller.organisation().equals(askedBy.organisation()) && caller.purpose() == askedBy.purpose();
    }
}
