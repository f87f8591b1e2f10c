package org.tributary.hub.store;

/**
 * What the store refuses, with a message that is fit for the one who asked: it names parameters and versions, never
 * record content.
 */
public abstract sealed class StoreException extends RuntimeException
        permits SearchRefused, VersionConflict, ForeignResource, DefinitionRefused {

    StoreException(String message) {
        super(message);
    }
}
