package org.tributary.hub.store.index;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows that one resource has in the index, each once. */
public final class IndexEntries {

    /**
     * @param system
     *            {@link TokenKey#NO_SYSTEM} for none
     */
    public record Token(int path, long code, long system) {
    }

    /**
     * @param key
     *            {@link StringKey}
     * @param exact
     *            hash of the text as it is
     */
    public record Text(int path, String key, long exact) {
    }

    /** @see DateRange */
    public record Span(int path, long low, long high) {
    }

    /**
     * A reference or a URI.
     *
     * @param target
     *            hash of {@link ReferenceTarget#name} or of the URI
     */
    public record Link(int path, long target) {
    }

    private final Set<Token> tokens = new LinkedHashSet<>();
    private final Set<Text> texts = new LinkedHashSet<>();
    private final Set<Span> spans = new LinkedHashSet<>();
    private final Set<Link> links = new LinkedHashSet<>();
    private @Nullable String patient;

    IndexEntries() {
    }

    public Set<Token> tokens() {
        return tokens;
    }

    public Set<Text> texts() {
        return texts;
    }

    public Set<Span> spans() {
        return spans;
    }

    public Set<Link> links() {
        return links;
    }

    /** The logical id of the Patient in whose compartment the resource is; null when it is in none or in several. */
    public @Nullable String patient() {
        return patient;
    }

    void setPatient(@Nullable String id) {
        patient = id;
    }
}
