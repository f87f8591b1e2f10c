package org.tributary.hub.store.index;

import java.util.ArrayList;
import java.util.List;
import org.tributary.hub.store.index.PathTerm.Child;
import org.tributary.hub.store.index.PathTerm.ItemAt;
import org.tributary.hub.store.index.PathTerm.OfType;
import org.tributary.hub.store.index.PathTerm.Step;
import org.tributary.hub.store.index.PathTerm.WhereEquals;
import org.tributary.hub.store.index.PathTerm.WhereResolvesTo;

/**
 * Reads the expressions of search parameters: alternatives ({@code |}) of paths, with {@code as} and {@code ofType},
 * {@code where(member = 'value')}, {@code where(resolve() is Type)} at the end, {@code extension('url')}, an index, and
 * "exists and is not false". Everything else that FHIRPath has is refused by name.
 */
final class ExpressionParser {

    private final String text;
    private final String base;
    private int at;

    private ExpressionParser(String text, String base) {
        this.text = text;
        this.base = base;
    }

    /**
     * The alternatives of an expression.
     *
     * @param base
     *            the type that a path starts at which names none
     * @throws ExpressionRefused
     *             naming what is beyond navigation
     */
    static List<PathTerm> parse(String text, String base) {
        ExpressionParser parser = new ExpressionParser(text, base);
        List<PathTerm> terms = new ArrayList<>();
        do {
            terms.add(parser.term());
        } while (parser.accept("|"));
        if (!parser.atEnd()) {
            throw parser.unreadable();
        }
        return terms;
    }

    private PathTerm term() {
        PathTerm term = path();
        if (!accept(".exists")) {
            return term;
        }
        expect("(");
        expect(")");
        PathTerm same = acceptWord("and") ? path() : null;
        if (!term.equals(same) || !accept("!=") || !acceptWord("false")) {
            throw new ExpressionRefused("exists() is understood only as in 'x.exists() and x != false'");
        }
        return new PathTerm(term.root(), term.steps(), true);
    }

    private PathTerm path() {
        PathTerm start = accept("(") ? inParentheses() : start();
        List<Step> steps = new ArrayList<>(start.steps());
        while (!looksAt(".exists") && (looksAt(".") || looksAt("["))) {
            steps(steps);
        }
        if (acceptWord("as")) {
            steps.add(cast(word(), steps));
        }
        return new PathTerm(start.root(), steps, false);
    }

    private PathTerm inParentheses() {
        PathTerm path = path();
        if (looksAt("|")) {
            throw new ExpressionRefused("alternatives within parentheses are not supported");
        }
        expect(")");
        return path;
    }

    private PathTerm start() {
        String first = word();
        if (looksAt("(")) {
            return new PathTerm(base, function(first, List.of()), false);
        }
        return Character.isLowerCase(first.charAt(0))
                ? new PathTerm(base, List.of(new Child(first)), false)
                : new PathTerm(first, List.of(), false);
    }

    private void steps(List<Step> steps) {
        if (!steps.isEmpty() && steps.getLast() instanceof WhereResolvesTo) {
            throw new ExpressionRefused("nothing can follow where(resolve() is …)");
        }
        if (accept("[")) {
            steps.add(item(steps));
            return;
        }
        expect(".");
        String name = word();
        if (looksAt("(")) {
            steps.addAll(function(name, steps));
        } else {
            steps.add(new Child(name));
        }
    }

    /** FHIRPath counts through all values so far, which is the element's own count only at the outermost element. */
    private Step item(List<Step> before) {
        String place = word();
        expect("]");
        if (before.size() != 1 || !place.matches("[0-9]{1,4}")) {
            throw new ExpressionRefused("an index is understood only at an element of the resource itself");
        }
        return new ItemAt(Integer.parseInt(place));
    }

    private List<Step> function(String name, List<Step> before) {
        expect("(");
        List<Step> steps = switch (name) {
            case "as", "ofType" -> List.of(cast(word(), before));
            case "where" -> List.of(condition());
            case "extension" -> List.of(new Child("extension"), new WhereEquals("url", literal()));
            case "matches", "matchesFull", "replaceMatches" ->
                throw new ExpressionRefused("regular expressions are not supported: the function " + name + "()");
            default -> throw new ExpressionRefused("the function " + name + "() is beyond navigation");
        };
        expect(")");
        return steps;
    }

    private static Step cast(String type, List<Step> before) {
        if (before.isEmpty() || !(before.getLast() instanceof Child)) {
            throw new ExpressionRefused("only an element can be taken as " + type);
        }
        return new OfType(type);
    }

    private Step condition() {
        String member = word();
        if (member.equals("resolve") && accept("(")) {
            expect(")");
            if (!acceptWord("is")) {
                throw new ExpressionRefused("resolve() is understood only as in where(resolve() is Patient)");
            }
            return new WhereResolvesTo(word());
        }
        if (!accept("=")) {
            throw new ExpressionRefused("where() is understood only as in where(system = 'email')");
        }
        return new WhereEquals(member, literal());
    }

    private String literal() {
        expect("'");
        int end = text.indexOf('\'', at);
        if (end < 0 || text.substring(at, end).indexOf('\\') >= 0) {
            throw new ExpressionRefused("a text ends at the next ' and has no \\ in it");
        }
        String value = text.substring(at, end);
        at = end + 1;
        return value;
    }

    private String word() {
        skipBlanks();
        int start = at;
        while (at < text.length() && isPartOfWord(text.charAt(at))) {
            at++;
        }
        if (start == at) {
            throw unreadable();
        }
        return text.substring(start, at);
    }

    private static boolean isPartOfWord(char c) {
        return (c < 128 && Character.isLetterOrDigit(c)) || c == '_';
    }

    private boolean accept(String symbol) {
        boolean there = looksAt(symbol);
        if (there) {
            at += symbol.length();
        }
        return there;
    }

    private boolean acceptWord(String word) {
        int before = at;
        skipBlanks();
        if (at < text.length() && isPartOfWord(text.charAt(at)) && word().equals(word)) {
            return true;
        }
        at = before;
        return false;
    }

    private boolean looksAt(String symbol) {
        skipBlanks();
        return text.startsWith(symbol, at);
    }

    private void expect(String symbol) {
        if (!accept(symbol)) {
            throw unreadable();
        }
    }

    private boolean atEnd() {
        skipBlanks();
        return at == text.length();
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private ExpressionRefused unreadable() {
        String rest = text.substring(at);
        return new ExpressionRefused(rest.isEmpty()
                ? "it ends too early"
                : "it is beyond navigation at '" + (rest.length() > 40 ? rest.substring(0, 40) + '…' : rest) + "'");
    }
}
