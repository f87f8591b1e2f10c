package org.tributary.hub.store.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One alternative of a search parameter's FHIRPath expression, in the small part of FHIRPath that R4's parameters use:
 * paths, {@code as}, {@code where} with an equality or {@code resolve() is}, an index, and "exists and is not false".
 *
 * @param root
 *            the resource type the path starts at; {@code Resource} and {@code DomainResource} stand for all
 */
record PathTerm(String root, List<Step> steps, boolean existsAndNotFalse) {

    private static final Pattern INDEXED = Pattern.compile("([A-Za-z]+)\\[([0-9])]");

    sealed interface Step {
    }

    record Child(String name) implements Step {
    }

    record OfType(String type) implements Step {
    }

    record WhereEquals(String child, String value) implements Step {
    }

    record WhereResolvesTo(String type) implements Step {
    }

    /** The item at this place of a repeating element. */
    record ItemAt(int place) implements Step {
    }

    PathTerm {
        steps = List.copyOf(steps);
    }

    /** The alternatives of an expression; an empty Optional stands for one that is beyond this part of FHIRPath. */
    static List<Optional<PathTerm>> parse(String expression, String base) {
        return splitAtDepth0(expression, '|').stream().map(term -> parseTerm(term.trim(), base)).toList();
    }

    private static Optional<PathTerm> parseTerm(String term, String base) {
        int exists = term.indexOf(".exists() and ");
        if (exists >= 0) {
            String path = term.substring(0, exists);
            String rest = term.substring(exists + ".exists() and ".length());
            return rest.equals(path + " != false")
                    ? parseTerm(path, base).map(plain -> new PathTerm(plain.root, plain.steps, true))
                    : Optional.empty();
        }
        List<Step> steps = new ArrayList<>();
        List<String> words;
        if (term.startsWith("(")) {
            int close = term.indexOf(')');
            String[] cast = term.substring(1, close).split(" as ", -1);
            if (cast.length != 2) {
                return Optional.empty();
            }
            words = splitAtDepth0(cast[0], '.');
            if (!addSteps(words.subList(1, words.size()), steps)) {
                return Optional.empty();
            }
            steps.add(new OfType(cast[1]));
            String tail = term.substring(close + 1);
            if (!tail.isEmpty() && !addSteps(splitAtDepth0(tail.substring(1), '.'), steps)) {
                return Optional.empty();
            }
        } else {
            words = splitAtDepth0(term, '.');
            boolean relative = Character.isLowerCase(term.charAt(0));
            if (relative) {
                words = new ArrayList<>(words);
                words.addFirst(base);
            }
            if (!addSteps(words.subList(1, words.size()), steps)) {
                return Optional.empty();
            }
        }
        return Optional.of(new PathTerm(words.getFirst(), steps, false));
    }

    private static boolean addSteps(List<String> words, List<Step> steps) {
        for (String word : words) {
            Matcher indexed = INDEXED.matcher(word);
            if (indexed.matches()) {
                steps.add(new Child(indexed.group(1)));
                steps.add(new ItemAt(Integer.parseInt(indexed.group(2))));
                continue;
            }
            Optional<Step> step = parseStep(word);
            if (step.isEmpty()) {
                return false;
            }
            steps.add(step.get());
        }
        return true;
    }

    private static Optional<Step> parseStep(String word) {
        if (word.startsWith("as(") || word.startsWith("ofType(")) {
            return Optional.of(new OfType(inParentheses(word)));
        }
        if (word.startsWith("where(resolve() is ")) {
            return Optional.of(new WhereResolvesTo(inParentheses(word).substring("resolve() is ".length())));
        }
        if (word.startsWith("where(")) {
            String[] sides = inParentheses(word).split("=", -1);
            boolean quoted = sides.length == 2 && sides[1].matches("'[^']*'");
            return quoted
                    ? Optional.of(new WhereEquals(sides[0], sides[1].substring(1, sides[1].length() - 1)))
                    : Optional.empty();
        }
        return word.chars().allMatch(Character::isLetterOrDigit) ? Optional.of(new Child(word)) : Optional.empty();
    }

    private static String inParentheses(String word) {
        return word.substring(word.indexOf('(') + 1, word.lastIndexOf(')'));
    }

    private static List<String> splitAtDepth0(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (c == separator && depth == 0) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}
