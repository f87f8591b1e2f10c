package org.tributary.hub.ingest;

import java.util.List;
import java.util.function.BiConsumer;
import org.tributary.hub.access.Caller;
import org.tributary.hub.conformance.ProfileProblem;
import org.tributary.hub.store.ForeignResource;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceWrite;
import org.tributary.hub.store.VersionConflict;
import org.tributary.hub.store.WriteOutcome;

/** The way of FHIR REST writes into the commit line. */
public interface FhirWrites {

    /**
     * Writes all or nothing, as the REST feed of the caller's own organisation; when it returns, the writes are
     * committed.
     *
     * @return one outcome per write, in their order
     * @throws WriteRefused
     *             when the caller acts for no organisation, so that nobody would own what they write
     * @throws ProfileRefused
     *             when the feed enforces profiles and a resource breaks one
     * @throws VersionConflict
     *             when a write expected another version
     * @throws ForeignResource
     *             when another publisher owns a resource
     */
    default List<WriteOutcome> write(Caller caller, List<ResourceWrite> writes) {
        return write(caller, writes, (key, problem) -> {
        });
    }

    /**
     * The same, telling what of it breaks profiles and is stored all the same, when the feed reports that.
     *
     * @param doubts
     *            takes each broken rule, before anything is stored
     */
    List<WriteOutcome> write(Caller caller, List<ResourceWrite> writes,
            BiConsumer<ResourceKey, ProfileProblem> doubts);

    /**
     * The same for writes that depend on what is there.
     *
     * @return one outcome per write that was decided on, in their order
     */
    List<WriteOutcome> write(Caller caller, DependentWrites writes);
}
