package org.tributary.hub.store;

import java.util.List;
import java.util.Optional;
import org.tributary.hub.access.Caller;

/**
 * What terminology tells searches: the codes of value sets and hierarchies that a caller sees. Where nobody tells, the
 * modifiers {@code :in}, {@code :not-in}, {@code :above} and {@code :below} of tokens are refused.
 */
public interface CodeSets {

    /** Gives each caller their own; one bean of the hub's implements it. */
    interface Source {

        CodeSets seenBy(Caller caller);
    }

    /** A code with its system's URI. */
    record Code(String system, String code) {
    }

    /** The codes of a value set by its URL; empty when it is not known. */
    Optional<List<Code>> findValueSet(String url);

    /** A code and all it is a kind of; empty when its system's hierarchy is not known. */
    Optional<List<Code>> findAbove(Code code);

    /** A code and all its kinds; empty when its system's hierarchy is not known. */
    Optional<List<Code>> findBelow(Code code);
}
