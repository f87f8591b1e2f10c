package org.tributary.hub.store;

/** A search that has been understood and checked and is ready to run. */
public final class CompiledSearch {

    CompiledSearch() {
    }
}
