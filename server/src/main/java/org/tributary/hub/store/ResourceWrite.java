package org.tributary.hub.store;

import java.util.OptionalInt;

/** One change to the store. Who publishes it and which aggregate owns it comes with the batch. */
public sealed interface ResourceWrite {

    ResourceKey key();

    /**
     * Creates the resource or gives it a new version; a body equal to the current one changes nothing.
     *
     * @param ifMatch
     *            the version the writer has seen; the write fails when the current one is another
     * @param method
     *            what history is to call it
     */
    record Put(ResourceKey key, ResourceBody body, OptionalInt ifMatch, WriteMethod method) implements ResourceWrite {

        public Put(ResourceKey key, ResourceBody body, OptionalInt ifMatch) {
            this(key, body, ifMatch, WriteMethod.PUT);
        }
    }

    /** Deletes the current version, which stays in history; deleting what is not there changes nothing. */
    record Delete(ResourceKey key, OptionalInt ifMatch) implements ResourceWrite {
    }
}
