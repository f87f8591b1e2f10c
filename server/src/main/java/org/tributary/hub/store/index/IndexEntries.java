package org.tributary.hub.store.index;

import java.util.LinkedHashSet;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows that one resource has in the index, each once. */
public final class IndexEntries {

    /** No element is told. */
    public static final int ALONE = -1;

    /**
     * @param system
     *            {@link TokenKey#NO_SYSTEM} for none
     * @param element
     *            which of its siblings the element with the value was; {@link #ALONE} where nobody asks
     */
    public record Token(int path, long code, long system, int element) {

        public Token(int path, long code, long system) {
            this(path, code, system, ALONE);
        }
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
     * @param element
     *            as in a token
     */
    public record Link(int path, long target, int element) {

        public Link(int path, long target) {
            this(path, target, ALONE);
        }
    }

    /**
     * A number or quantity.
     *
     * @param low
     *            as the resource says it; negative infinity for no limit
     * @param high
     *            likewise
     * @param baseLow
     *            in base units if the unit has them
     * @param baseHigh
     *            likewise
     * @param element
     *            as in a token
     */
    public record Quantity(int path, double low, double high, double baseLow, double baseHigh, QuantityKey key,
            int element) {
    }

    /**
     * How a token or a URI, or a text beside a token, is spelled.
     *
     * @param code
     *            of the token, or what a link carries for the URI
     * @param value
     *            {@link StringKey}, of a URI its beginning as it is
     */
    public record Spelling(int path, long code, long system, String value) {
    }

    private final Set<Token> tokens = new LinkedHashSet<>();
    private final Set<Text> texts = new LinkedHashSet<>();
    private final Set<Span> spans = new LinkedHashSet<>();
    private final Set<Link> links = new LinkedHashSet<>();
    private final Set<Quantity> quantities = new LinkedHashSet<>();
    private final Set<Spelling> spellings = new LinkedHashSet<>();
    private final Set<Long> words = new LinkedHashSet<>();
    private @Nullable String patient;
    private OptionalLong recordLink = OptionalLong.empty();

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

    public Set<Quantity> quantities() {
        return quantities;
    }

    public Set<Spelling> spellings() {
        return spellings;
    }

    /**
     * Of the narrative.
     *
     * @see Words
     */
    public Set<Long> words() {
        return words;
    }

    /** The logical id of the Patient in whose compartment the resource is; null when it is in none or in several. */
    public @Nullable String patient() {
        return patient;
    }

    void setPatient(@Nullable String id) {
        patient = id;
    }

    /** What finds a token within its patient's record; empty for resources without a {@link RecordLink}. */
    public OptionalLong inRecord(Token token) {
        return recordLink.isEmpty()
                ? recordLink
                : OptionalLong.of(RecordLink.key(recordLink.getAsLong(), token.path, token.code));
    }

    void setRecordLink(OptionalLong target) {
        recordLink = target;
    }
}
