package org.tributary.mapping.support;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/**
 * Refuses JSON that no parser behind it should see: one pass over the tokens, without building a tree. What passes is
 * one JSON value in UTF-8 without byte-order mark, nested at most {@value #MAX_DEPTH} deep, whose objects name each
 * member once, whose numbers have at most {@value #MAX_DIGITS} characters and an exponent of at most
 * {@value #MAX_EXPONENT} either way, and whose strings hold neither NUL nor half a surrogate pair.
 *
 * <p>
 * The limits have a reason each: HAPI's parser runs out of memory on {@code 1e300000000}; deep nesting ends recursive
 * readers; two members of one name let two readers see two resources; PostgreSQL's text cannot hold NUL, nor UTF-8 half
 * a pair.
 */
public final class JsonGuard {

    public static final int MAX_DEPTH = 64;
    public static final int MAX_EXPONENT = 400;
    public static final int MAX_DIGITS = 1000;

    /** Why a text is refused. */
    public enum Reason {
        NOT_UTF8("is not UTF-8"), BYTE_ORDER_MARK("starts with a byte-order mark"), NOT_JSON(
                "is not JSON"),
        TRAILING_CONTENT("has content after its end"), TOO_DEEP(
                "is nested deeper than " + MAX_DEPTH),
        DUPLICATE_KEY("names a member twice"), HUGE_EXPONENT(
                "is a number with an exponent beyond " + MAX_EXPONENT),
        LONG_NUMBER("is a number of more than " + MAX_DIGITS + " characters"), NUL(
                "holds the character NUL"),
        LONE_SURROGATE("holds half a surrogate pair");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        /** What is wrong, to follow the name of a place: {@code holds the character NUL}. */
        public String words() {
            return words;
        }
    }

    /**
     * The first thing wrong with a text.
     *
     * @param path
     *            the place from the root, {@code $.entry[3].resource.id}; {@code $} is the root itself
     * @param offset
     *            the byte offset, from 0, at which the reader stood
     */
    public record Problem(String path, long offset, Reason reason) {
    }

    /** A member's name is told only so far: it may be as long as the text. */
    private static final int TOLD_NAME = 64;

    /** A set that once grew beyond this is replaced, not cleared: clearing costs as much as its table is large. */
    private static final int SMALL_OBJECT = 64;

    // The guard's own checks speak first; the sizes of numbers and strings are bounded by the text's own size.
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH + 2)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final JsonParser parser;
    private final boolean escapes;
    private final List<Set<String>> namesByDepth = new ArrayList<>();
    private int depth;
    private boolean ended;

    private JsonGuard(JsonParser parser, boolean escapes) {
        this.parser = parser;
        this.escapes = escapes;
    }

    /** The first problem in document order; empty when the text may be parsed. Text that is not UTF-8 comes first. */
    public static Optional<Problem> check(byte[] json) {
        if (json.length >= 3 && json[0] == (byte) 0xEF && json[1] == (byte) 0xBB && json[2] == (byte) 0xBF) {
            return Optional.of(new Problem("$", 0, Reason.BYTE_ORDER_MARK));
        }
        long malformed = firstMalformedByte(json);
        if (malformed >= 0) {
            return Optional.of(new Problem("$", malformed, Reason.NOT_UTF8));
        }
        if (json.length > 1 && (json[0] == 0 || json[1] == 0)) {
            // Jackson would take this for UTF-16 or UTF-32 and read it.
            return Optional.of(new Problem("$", 0, Reason.NOT_UTF8));
        }
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            return Optional.ofNullable(new JsonGuard(parser, holdsEscape(json)).firstProblem());
        }
    }

    private @Nullable Problem firstProblem() {
        try {
            while (parser.nextToken() != null) {
                Reason reason = ended ? Reason.TRAILING_CONTENT : reasonAgainst(parser.currentToken());
                if (reason != null) {
                    return problem(reason);
                }
                ended = depth == 0;
            }
            return ended ? null : problem(Reason.NOT_JSON);
        } catch (StreamReadException e) {
            return problem(ended ? Reason.TRAILING_CONTENT : Reason.NOT_JSON);
        }
    }

    private @Nullable Reason reasonAgainst(JsonToken token) {
        return switch (token) {
            case START_OBJECT, START_ARRAY -> enter();
            case END_OBJECT, END_ARRAY -> {
                depth--;
                yield null;
            }
            case PROPERTY_NAME -> {
                String name = parser.currentName();
                Reason reason = escapes ? reasonAgainst(name) : null;
                yield reason != null ? reason : names().add(name) ? null : Reason.DUPLICATE_KEY;
            }
            case VALUE_STRING -> escapes
                    ? reasonAgainst(CharBuffer.wrap(parser.getStringCharacters(),
                            parser.getStringOffset(), parser.getStringLength()))
                    : null;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> reasonAgainstNumber(parser.getString());
            case VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> null;
            case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> Reason.NOT_JSON;
        };
    }

    private @Nullable Reason enter() {
        depth++;
        if (depth > MAX_DEPTH) {
            return Reason.TOO_DEEP;
        }
        if (namesByDepth.size() < depth) {
            namesByDepth.add(new HashSet<>());
        } else if (names().size() > SMALL_OBJECT) {
            namesByDepth.set(depth - 1, new HashSet<>());
        } else {
            names().clear();
        }
        return null;
    }

    private Set<String> names() {
        return namesByDepth.get(depth - 1);
    }

    private static @Nullable Reason reasonAgainst(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return Reason.NUL;
            }
            if (Character.isSurrogate(c)) {
                boolean paired = Character.isHighSurrogate(c) && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!paired) {
                    return Reason.LONE_SURROGATE;
                }
                i++;
            }
        }
        return null;
    }

    private static @Nullable Reason reasonAgainstNumber(String literal) {
        if (literal.length() > MAX_DIGITS) {
            return Reason.LONG_NUMBER;
        }
        int e = Math.max(literal.indexOf('e'), literal.indexOf('E'));
        return e >= 0 && isHugeExponent(literal.substring(e + 1)) ? Reason.HUGE_EXPONENT : null;
    }

    private static boolean isHugeExponent(String exponent) {
        int value = 0;
        for (int i = 0; i < exponent.length(); i++) {
            int digit = exponent.charAt(i) - '0';
            if (digit >= 0 && digit <= 9) {
                value = value * 10 + digit;
            }
            if (value > MAX_EXPONENT) {
                return true;
            }
        }
        return false;
    }

    private Problem problem(Reason reason) {
        StringBuilder path = new StringBuilder("$");
        appendPath(path, parser.streamReadContext());
        return new Problem(path.toString(), Math.max(0, parser.currentLocation().getByteOffset()), reason);
    }

    private static void appendPath(StringBuilder path, @Nullable TokenStreamContext context) {
        if (context == null || context.inRoot()) {
            return;
        }
        appendPath(path, context.getParent());
        if (context.inArray() && context.hasCurrentIndex()) {
            path.append('[').append(context.getCurrentIndex()).append(']');
        } else if (context.inObject() && context.currentName() != null) {
            path.append('.').append(told(context.currentName()));
        }
    }

    /** A member's name as it may be shown: FHIR's own are letters, digits and underscores. */
    private static String told(String name) {
        String cut = name.length() > TOLD_NAME ? name.substring(0, TOLD_NAME) : name;
        return cut.replaceAll("[^A-Za-z0-9_$.-]", "?");
    }

    private static boolean holdsEscape(byte[] json) {
        for (int i = 0; i + 1 < json.length; i++) {
            if (json[i] == '\\' && json[i + 1] == 'u') {
                return true;
            }
        }
        return false;
    }

    /** The offset of the first byte that is not UTF-8, overlong forms and surrogates included; -1 when all are. */
    private static long firstMalformedByte(byte[] bytes) {
        int ascii = 0;
        while (ascii < bytes.length && bytes[ascii] > 0) {
            ascii++;
        }
        if (ascii == bytes.length) {
            return -1;
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, ascii, bytes.length - ascii);
        CharBuffer out = CharBuffer.allocate(8192);
        CoderResult result;
        do {
            out.clear();
            result = decoder.decode(in, out, true);
        } while (result.isOverflow());
        return result.isError() ? in.position() : -1;
    }
}
