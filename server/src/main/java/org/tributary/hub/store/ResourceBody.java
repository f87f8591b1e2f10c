package org.tributary.hub.store;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/**
 * The content of a resource that has passed the JSON guard and the structural check against R4. Immutable.
 */
public final class ResourceBody {

    /** What came of parsing. */
    public sealed interface Parsed {
    }

    public record Valid(ResourceBody body) implements Parsed {
    }

    /**
     * @param problems
     *            at least one
     */
    public record Invalid(List<StructureProblem> problems) implements Parsed {

        public Invalid {
            problems = List.copyOf(problems);
        }
    }

    private ResourceBody() {
    }

    /** Reads UTF-8 JSON of one resource of any storable R4 type. */
    public static Parsed parse(byte[] json) {
        throw new UnsupportedOperationException();
    }

    public String type() {
        throw new UnsupportedOperationException();
    }

    public Optional<String> id() {
        throw new UnsupportedOperationException();
    }

    public ResourceBody withId(String id) {
        throw new UnsupportedOperationException();
    }

    /**
     * Minified UTF-8 JSON: {@code resourceType}, {@code id} and {@code meta} first, the other members in the order they
     * came in, number literals as they came, without {@code meta.versionId} and {@code meta.lastUpdated}.
     */
    public byte[] json() {
        throw new UnsupportedOperationException();
    }

    /** The same content as a tree, to be read only. */
    public JsonNode tree() {
        throw new UnsupportedOperationException();
    }

    /** A copy in which every {@code Reference.reference} is what the rewriting makes of it. */
    public ResourceBody withReferences(UnaryOperator<String> rewrite) {
        throw new UnsupportedOperationException();
    }
}
