package org.tributary.hub.fhir;

import java.util.Optional;
import java.util.OptionalInt;
import org.tributary.hub.fhir.patch.ResourcePatch;
import org.tributary.hub.store.ResourceBody;
import org.tributary.hub.store.ResourceKey;

/** What one writing interaction is to do, before it is known what is there. */
sealed interface WriteIntent {

    /** What an interaction is done to. */
    sealed interface Target {

        String type();
    }

    /** The resource that the URL names. */
    record Named(ResourceKey key) implements Target {

        @Override
        public String type() {
            return key.type();
        }
    }

    /** The resource that the URL's criteria find. */
    record Matching(Condition condition) implements Target {

        @Override
        public String type() {
            return condition.type();
        }
    }

    /**
     * @param body
     *            with its new id
     * @param unless
     *            the condition of a conditional create
     */
    record Create(ResourceKey key, ResourceBody body, Optional<Condition> unless) implements WriteIntent {
    }

    /**
     * @param onlyNew
     *            whether the resource must not be there yet ({@code If-None-Match: *})
     */
    record Update(Target target, ResourceBody body, OptionalInt ifMatch, boolean onlyNew) implements WriteIntent {
    }

    record Patch(Target target, ResourcePatch patch, OptionalInt ifMatch) implements WriteIntent {
    }

    /**
     * @param several
     *            whether all matches of a condition go, or several are refused
     */
    record Delete(Target target, OptionalInt ifMatch, boolean several) implements WriteIntent {
    }

    /** Whether what is to be written depends on what is there. */
    default boolean depends() {
        return switch (this) {
            case Create create -> create.unless().isPresent();
            case Update update -> update.onlyNew() || update.target() instanceof Matching;
            case Patch patch -> true;
            case Delete delete -> delete.target() instanceof Matching;
        };
    }

    /** The condition that decides what is written. */
    default Optional<Condition> condition() {
        return switch (this) {
            case Create create -> create.unless();
            case Update update -> conditionOf(update.target());
            case Patch patch -> conditionOf(patch.target());
            case Delete delete -> conditionOf(delete.target());
        };
    }

    private static Optional<Condition> conditionOf(Target target) {
        return target instanceof Matching matching ? Optional.of(matching.condition()) : Optional.empty();
    }
}
