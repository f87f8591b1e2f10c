package org.tributary.hub.fhir.exchange;

import java.util.Set;
import org.tributary.hub.store.ResourceKey;

/**
 * An operation of the door, {@code $name} (R4, "Operations Framework"). Each is one Spring component; the door finds
 * it, refuses what its signature does not offer, and tells of it in the CapabilityStatement.
 */
public interface FhirOperation {

    /** Where an operation can be called. */
    enum Level {
        SYSTEM, TYPE, INSTANCE
    }

    /**
     * What an operation offers.
     *
     * @param name
     *            without the dollar sign
     * @param definition
     *            the canonical URL of its OperationDefinition
     * @param types
     *            the resource types that have it at the levels of types and instances; none for an operation of the
     *            system alone
     * @param levels
     *            at least one
     * @param changesState
     *            whether it writes, and so is called by POST alone
     * @param parameters
     *            the names of those it takes; others are refused
     */
    record Signature(String name, String definition, Set<String> types, Set<Level> levels, boolean changesState,
            Set<String> parameters) {

        public Signature {
            types = Set.copyOf(types);
            levels = Set.copyOf(levels);
            parameters = Set.copyOf(parameters);
        }

        /** Whether it can be called there. */
        public boolean offers(Target target) {
            return switch (target) {
                case System system -> levels.contains(Level.SYSTEM);
                case Type type -> levels.contains(Level.TYPE) && types.contains(type.type());
                case Instance instance -> levels.contains(Level.INSTANCE) && types.contains(instance.key().type());
            };
        }
    }

    /** What an operation is called on. */
    sealed interface Target {

        /** As a refusal names it. */
        default String words() {
            return switch (this) {
                case System system -> "the whole system";
                case Type type -> "the type " + type.type();
                case Instance instance -> "a " + instance.key().type();
            };
        }
    }

    /** {@code [base]/$name}. */
    record System() implements Target {
    }

    /** {@code [base]/Type/$name}. */
    record Type(String type) implements Target {
    }

    /** {@code [base]/Type/id/$name}. */
    record Instance(ResourceKey key) implements Target {
    }

    Signature signature();

    /** Whether this call of it would change what the hub keeps. */
    default boolean writes(FhirRequest request) {
        return signature().changesState();
    }

    /**
     * Reads what is given, refuses parameters that the signature does not name, and does it.
     *
     * @param target
     *            one that the signature offers
     */
    default Answer call(FhirRequest request, Target target) {
        OperationInput input = OperationInput.of(request);
        input.refuseOthers(signature().parameters());
        return answer(request, target, input);
    }

    /**
     * Does it. Permissions are the operation's own concern: it knows what it reads and writes.
     *
     * @param input
     *            the parameters of the query and of the body, all of them named by the signature
     */
    Answer answer(FhirRequest request, Target target, OperationInput input);
}
