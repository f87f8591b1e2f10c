package org.tributary.hub.ingest;

import java.util.Optional;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.WriteTransaction;
import org.tributary.hub.store.ResourceBody;
import org.tributary.hub.store.WriteOutcome;

/**
 * Goes along with FHIR REST writes of one resource type, for a capability that acts on such resources. Loads of files
 * and messages have no companions.
 */
public interface WriteCompanion {

    /** The resource type it goes along with. */
    String type();

    /** What is stored in place of a body that was sent; elements that are the server's to say may differ. */
    ResourceBody admit(Caller caller, ResourceBody body);

    /**
     * Follows a write within its transaction.
     *
     * @param body
     *            what was stored; empty for a deletion
     */
    void written(WriteTransaction transaction, Caller caller, WriteOutcome outcome, Optional<ResourceBody> body);
}
