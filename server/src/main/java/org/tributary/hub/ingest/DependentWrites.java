package org.tributary.hub.ingest;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.conformance.ProfileProblem;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceWrite;

/**
 * Writes that depend on what is there when they are done: on what a search finds, or on the current version of what
 * they change. The commit line asks first for the resources, then for the writes; between the two it locks.
 */
public interface DependentWrites {

    /** What a writer sees of the store within its own transaction, under its caller's row-level security. */
    interface Sight {

        <T> T look(Function<ReadTransaction, T> question);

        /** The same, as if these writes were done; they are not. */
        <T> T lookAfter(List<ResourceWrite> writes, Function<ReadTransaction, T> question);
    }

    /**
     * The conditions that decide what is written, each as a text that is equal for equal conditions. No two
     * transactions with one in common decide at the same time.
     */
    Set<String> conditions();

    /** What is going to be written, as far as it can be changed by others; called under the conditions' locks. */
    List<ResourceKey> findTargets(Sight sight);

    /** The writes; called once, after {@link #findTargets}, under the targets' locks too. */
    List<ResourceWrite> decide(Sight sight);

    /** Takes a rule that one of the writes breaks and that the feed reports. */
    default void doubt(ResourceKey key, ProfileProblem problem) {
    }
}
