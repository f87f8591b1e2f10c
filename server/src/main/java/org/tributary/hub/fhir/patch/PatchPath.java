package org.tributary.hub.fhir.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Property;
import org.tributary.hub.fhir.exchange.FhirRefusal;

/**
 * The paths of FHIRPath patches: names, indexes, {@code first()}, {@code last()}, {@code single()},
 * {@code extension('url')}, {@code ofType(Type)} and {@code where(path = 'value' and …)}. A patch names a place; what
 * computes, and above all what takes a regular expression, is refused.
 */
final class PatchPath {

    private static final int MOST_CHARACTERS = 2_000;
    private static final Pattern STEP = Pattern
            .compile(
                    "`?(?<name>[A-Za-z_][A-Za-z0-9_]*)`?(?<function>\\((?<argument>.*)\\))?(?<index>\\[[0-9]{1,6}\\])?",
                    Pattern.DOTALL);
    private static final Pattern COMPARISON = Pattern.compile(
            "(?<path>[^=!<>~]+?)\\s*(?<not>!)?=\\s*(?:'(?<text>(?:[^'\\\\]|\\\\.)*)'|(?<literal>@?[A-Za-z0-9.:+-]+))");

    /**
     * An element and where it is.
     *
     * @param parent
     *            what has it; the resource itself is in nothing
     * @param index
     *            its place among those of the property
     */
    record Place(Base element, Optional<Base> parent, String property, int index) {
    }

    private final String text;
    private final List<String> steps;

    private PatchPath(String text, List<String> steps) {
        this.text = text;
        this.steps = steps;
    }

    static PatchPath parse(String text) {
        if (text.isBlank() || text.length() > MOST_CHARACTERS) {
            throw FhirRefusal.invalid("A path of the FHIRPath patch is empty or too long");
        }
        return new PatchPath(text, split(text.strip(), "."));
    }

    @Override
    public String toString() {
        return FhirRefusal.shorten(text);
    }

    /** The path without its last step, which must be a name. */
    PatchPath parent() {
        if (steps.size() < 2) {
            throw FhirRefusal.invalid("The path '" + this + "' names no list");
        }
        return new PatchPath(text, steps.subList(0, steps.size() - 1));
    }

    boolean endsIn(String name) {
        return steps.size() > 1 && steps.getLast().equals(name);
    }

    /** The name that the last step is. */
    String lastName() {
        Matcher last = step(steps.getLast());
        if (last.group("function") != null || last.group("index") != null) {
            throw FhirRefusal.invalid("The path '" + this + "' must end in the name of a list");
        }
        return last.group("name");
    }

    /** What it names in a resource. */
    List<Place> find(Base resource) {
        List<Place> places = List.of(new Place(resource, Optional.empty(), "", 0));
        boolean first = true;
        for (String step : steps) {
            if (!(first && isTypeOf(step, resource))) {
                places = follow(places, step);
            }
            first = false;
        }
        return places;
    }

    private static boolean isTypeOf(String step, Base resource) {
        return step.equals(resource.fhirType()) || step.equals("Resource") || step.equals("DomainResource")
                || step.equals("$this");
    }

    /** Splits where no quote or bracket is open. */
    private static List<String> split(String text, String separator) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '\'') {
                quoted = !quoted;
            } else if (!quoted && (c == '(' || c == '[')) {
                depth++;
            } else if (!quoted && (c == ')' || c == ']')) {
                depth--;
            } else if (!quoted && depth == 0 && text.startsWith(separator, i)) {
                parts.add(text.substring(start, i).strip());
                start = i + separator.length();
            }
        }
        parts.add(text.substring(start).strip());
        return parts;
    }

    private static Matcher step(String step) {
        Matcher parts = STEP.matcher(step);
        if (!parts.matches()) {
            throw FhirRefusal.invalid("'%s' is no step of a patch's path".formatted(FhirRefusal.shorten(step)));
        }
        return parts;
    }

    private static List<Place> follow(List<Place> from, String step) {
        Matcher parts = step(step);
        String name = parts.group("name");
        List<Place> places = parts.group("function") == null
                ? children(from, name)
                : function(from, name, parts.group("argument").strip());
        String index = parts.group("index");
        if (index == null) {
            return places;
        }
        int place = Integer.parseInt(index.substring(1, index.length() - 1));
        return place < places.size() ? List.of(places.get(place)) : List.of();
    }

    private static List<Place> children(List<Place> from, String name) {
        List<Place> places = new ArrayList<>();
        for (Place place : from) {
            Property property = findProperty(place.element(), name)
                    .orElseThrow(() -> ResourcePatch.unfit("%s has no element '%s'".formatted(
                            place.element().fhirType(), FhirRefusal.shorten(name))));
            List<Base> values = property.getValues();
            for (int i = 0; i < values.size(); i++) {
                places.add(new Place(values.get(i), Optional.of(place.element()), property.getName(), i));
            }
        }
        return places;
    }

    /** The property of that name; of a choice also by the name with a type. */
    static Optional<Property> findProperty(Base element, String name) {
        return element.children()
                .stream()
                .filter(property -> property.getName().equals(name) || property.getName().endsWith("[x]")
                        && name.startsWith(property.getName().substring(0, property.getName().length() - 3)))
                .findFirst();
    }

    private static List<Place> function(List<Place> from, String name, String argument) {
        return switch (name) {
            case "first" -> from.isEmpty() ? List.of() : List.of(from.getFirst());
            case "last" -> from.isEmpty() ? List.of() : List.of(from.getLast());
            case "single" -> {
                if (from.size() > 1) {
                    throw ResourcePatch.unfit("single() finds several elements");
                }
                yield from;
            }
            case "ofType" -> from.stream().filter(place -> place.element().fhirType().equals(argument)).toList();
            case "extension" -> children(from, "extension").stream()
                    .filter(place -> matches(place.element(), "url = " + argument))
                    .toList();
            case "where" -> from.stream()
                    .filter(place -> split(argument, " and ").stream()
                            .allMatch(criterion -> matches(place.element(), criterion)))
                    .toList();
            default -> throw FhirRefusal.notSupported(
                    "The function '%s' is not supported in a patch's path".formatted(FhirRefusal.shorten(name)));
        };
    }

    private static boolean matches(Base element, String criterion) {
        Matcher parts = COMPARISON.matcher(criterion.strip());
        if (!parts.matches()) {
            throw FhirRefusal.notSupported("'%s' is not supported in where(): a path = 'value' is"
                    .formatted(FhirRefusal.shorten(criterion)));
        }
        String quoted = parts.group("text");
        String literal = parts.group("literal");
        String wanted = quoted != null ? quoted.replaceAll("\\\\(.)", "$1") : literal.replaceFirst("^@T?", "");
        List<Place> places = List.of(new Place(element, Optional.empty(), "", 0));
        for (String step : split(parts.group("path").strip(), ".")) {
            places = step.equals("$this") ? places : follow(places, step);
        }
        boolean equal = places.stream().anyMatch(place -> wanted.equals(place.element().primitiveValue()));
        return equal == (parts.group("not") == null);
    }
}
