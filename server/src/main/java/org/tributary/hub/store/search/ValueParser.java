package org.tributary.hub.store.search;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.tributary.hub.store.ResourceSearch.Parameter;
import org.tributary.hub.store.SearchRefused;
import org.tributary.hub.store.index.DateRange;
import org.tributary.hub.store.index.Hash;
import org.tributary.hub.store.index.IndexPath;
import org.tributary.hub.store.index.ParameterDefinition;
import org.tributary.hub.store.index.ParameterDefinition.Indexed;
import org.tributary.hub.store.index.ReferenceTarget;
import org.tributary.hub.store.index.StringKey;
import org.tributary.hub.store.index.TokenKey;
import org.tributary.hub.store.search.Criterion.Comparison;
import org.tributary.hub.store.search.Criterion.DateCondition;
import org.tributary.hub.store.search.Criterion.Place;
import org.tributary.hub.store.search.Criterion.Table;
import org.tributary.hub.store.search.Criterion.TextValue;
import org.tributary.hub.store.search.Criterion.TokenValue;
import org.tributary.hub.store.structure.R4Definitions;

/** Understands the values and modifiers of single parameters. */
final class ValueParser {

    private static final String ID = "[A-Za-z0-9\\-.]{1,64}";

    private final InstantSource clock;
    private final TextParser texts;
    private final Optional<String> base;

    /**
     * @param base
     *            the URL that the hub's own resources are below
     */
    ValueParser(SearchSupport support, Optional<String> base) {
        this.base = base;
        this.clock = support.clock();
        this.texts = new TextParser(support);
    }

    /** A parameter that R4 defines beside those of the resource types. */
    Criterion special(String type, String code, String modifier, Parameter parameter) {
        return texts.parameter(type, code, modifier, parameter);
    }

    /** The numbers of the paths that a parameter of any kind but reference reaches. */
    static List<Integer> numbers(Indexed definition) {
        return definition.paths().stream().map(IndexPath::number).toList();
    }

    Criterion.Ids ids(Parameter parameter) {
        return new Criterion.Ids(any(parameter));
    }

    /** A parameter of any type. */
    Criterion criterion(Parameter parameter, ParameterDefinition definition, String modifier) {
        return switch (definition) {
            case ParameterDefinition.Unserved unserved ->
                throw SearchRefused.unserved(parameter.name(), unserved.reason());
            case Indexed indexed -> criterion(parameter, indexed, modifier);
            case ParameterDefinition.Composite composite when modifier.equals("missing") ->
                CompositeParser.missing(parameter, composite);
            case ParameterDefinition.Composite composite -> {
                noModifier(parameter, modifier);
                yield new CompositeParser(this).composite(parameter, composite);
            }
            case ParameterDefinition.Near near when modifier.equals("missing") -> new Criterion.Missing(
                    List.of(new Place(Table.QUANTITY, List.of(near.latitude().number()))), isMissing(parameter));
            case ParameterDefinition.Near near -> {
                noModifier(parameter, modifier);
                yield NumberParser.near(parameter, near);
            }
        };
    }

    Criterion criterion(Parameter parameter, Indexed definition, String modifier) {
        if (modifier.equals("missing")) {
            return missing(parameter, definition);
        }
        return switch (definition.kind()) {
            case TOKEN -> switch (modifier) {
                case "text" -> TextParser.texts(parameter, definition);
                case "of-type" -> TextParser.ofType(parameter, definition);
                case "in", "not-in", "above", "below" -> texts.codes(parameter, definition, modifier);
                default -> tokens(parameter, definition, modifier);
            };
            case STRING -> modifier.equals("contains")
                    ? TextParser.containing(parameter, definition)
                    : texts(parameter, definition, modifier);
            case DATE -> {
                noModifier(parameter, modifier);
                yield new Criterion.Dates(numbers(definition), dates(parameter));
            }
            case REFERENCE -> modifier.equals("identifier")
                    ? identifiers(parameter, definition)
                    : links(parameter, definition, modifier);
            case URI -> uris(parameter, definition, modifier);
            case NUMBER, QUANTITY -> {
                noModifier(parameter, modifier);
                yield NumberParser.numbers(parameter, definition);
            }
        };
    }

    private static Criterion uris(Parameter parameter, Indexed definition, String modifier) {
        if (modifier.equals("above") || modifier.equals("below")) {
            return TextParser.uris(parameter, definition, modifier);
        }
        noModifier(parameter, modifier);
        return new Criterion.Links(numbers(definition), any(parameter).stream().map(Hash::value).toList());
    }

    /** What {@code :missing} asks. */
    static boolean isMissing(Parameter parameter) {
        return switch (parameter.value()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw SearchRefused.invalid(parameter.name(), "its value must be true or false");
        };
    }

    private static Criterion missing(Parameter parameter, Indexed definition) {
        return new Criterion.Missing(places(definition), isMissing(parameter));
    }

    /** Where a parameter's values are. */
    static List<Place> places(Indexed definition) {
        return switch (definition.kind()) {
            case TOKEN -> List.of(new Place(Table.TOKEN, numbers(definition)));
            case STRING -> List.of(new Place(Table.TEXT, numbers(definition)));
            case DATE -> List.of(new Place(Table.SPAN, numbers(definition)));
            case URI -> List.of(new Place(Table.LINK, numbers(definition)));
            case REFERENCE -> referencePlaces(definition);
            case NUMBER, QUANTITY -> List.of(new Place(Table.QUANTITY, numbers(definition)));
        };
    }

    private static List<Place> referencePlaces(Indexed definition) {
        if (definition.target().isPresent()) {
            return List.of(new Place(Table.LINK,
                    definition.paths().stream().map(path -> path.targetNumber(definition.target().get())).toList()));
        }
        List<Integer> links = new ArrayList<>();
        for (IndexPath path : definition.paths()) {
            links.add(path.targetNumber(null));
            R4Definitions.shared().resourceNames().forEach(type -> links.add(path.targetNumber(type)));
        }
        return List.of(new Place(Table.LINK, links), new Place(Table.TOKEN,
                definition.paths().stream().map(IndexPath::identifierNumber).toList()));
    }

    private static Criterion tokens(Parameter parameter, Indexed definition, String modifier) {
        boolean negated = modifier.equals("not");
        if (!negated) {
            noModifier(parameter, modifier);
        }
        boolean identifying = definition.name().equals("identifier");
        // The system of a plain code is implied by its element and not in the JSON, so it cannot be compared.
        boolean onlyCodes = definition.paths().stream().allMatch(IndexPath::onlyCodes);
        return new Criterion.Tokens(numbers(definition), tokenValues(parameter, onlyCodes), negated, identifying);
    }

    private static Criterion identifiers(Parameter parameter, Indexed definition) {
        return new Criterion.Tokens(definition.paths().stream().map(IndexPath::identifierNumber).toList(),
                tokenValues(parameter, false), false, true);
    }

    private static List<TokenValue> tokenValues(Parameter parameter, boolean onlyCodes) {
        List<TokenValue> values = new ArrayList<>();
        for (String value : QueryText.split(parameter.value(), ',')) {
            List<String> parts = QueryText.split(value, '|').stream().map(QueryText::unescape).toList();
            if (parts.size() > 2) {
                throw SearchRefused.invalid(parameter.name(), "a value has at most one '|' without a backslash");
            }
            String code = parts.getLast();
            if (code.isEmpty() && (parts.size() == 1 || parts.getFirst().isEmpty() || onlyCodes)) {
                throw SearchRefused.invalid(parameter.name(), "a value must be code, system|code, |code or system|");
            }
            OptionalLong system = parts.size() == 1 || onlyCodes
                    ? OptionalLong.empty()
                    : OptionalLong.of(
                            parts.getFirst().isEmpty() ? TokenKey.NO_SYSTEM : TokenKey.system(parts.getFirst()));
            values.add(new TokenValue(code.isEmpty() ? OptionalLong.empty() : OptionalLong.of(TokenKey.code(code)),
                    system));
        }
        return values;
    }

    private static Criterion texts(Parameter parameter, Indexed definition, String modifier) {
        boolean exact = modifier.equals("exact");
        if (!exact) {
            noModifier(parameter, modifier);
        }
        List<TextValue> values = new ArrayList<>();
        for (String value : any(parameter)) {
            String key = StringKey.of(value);
            if (key.length() >= StringKey.MAX_LENGTH && !exact) {
                throw SearchRefused.unsupported(parameter.name(),
                        "a value has fewer than " + StringKey.MAX_LENGTH + " characters");
            }
            values.add(exact ? new Criterion.Exact(key, Hash.value(value)) : new Criterion.Prefix(key));
        }
        return new Criterion.Texts(numbers(definition), values);
    }

    List<DateCondition> dates(Parameter parameter) {
        List<DateCondition> conditions = new ArrayList<>();
        for (String value : any(parameter)) {
            boolean prefixed = value.length() > 2 && Character.isLetter(value.charAt(0));
            Comparison comparison = prefixed
                    ? NumberParser.comparisonOf(parameter, value.substring(0, 2))
                    : Comparison.EQ;
            DateRange range = DateRange.parse(prefixed ? value.substring(2) : value)
                    .orElseThrow(() -> SearchRefused.invalid(parameter.name(),
                            "a value must be a date such as 2024, 2024-05-01 or 2024-05-01T10:00:00Z, which may follow "
                                    + "one of eq ne gt lt ge le sa eb ap"));
            conditions.add(new DateCondition(comparison, comparison == Comparison.AP ? approximate(range) : range));
        }
        return conditions;
    }

    /** R4 recommends a tenth of the time between the value and now. */
    private DateRange approximate(DateRange range) {
        long now = DateRange.micros(clock.instant());
        long distance = now < range.low() ? range.low() - now : Math.max(0, now - range.high());
        return new DateRange(range.low() - distance / 10, range.high() + distance / 10);
    }

    private Criterion links(Parameter parameter, Indexed definition, String modifier) {
        Optional<String> typed = modifier.isEmpty() ? definition.target() : Optional.of(modifier);
        if (!modifier.isEmpty()) {
            if (!R4Definitions.shared().resourceNames().contains(modifier)) {
                throw SearchRefused.unsupported(parameter.name(), "its modifier is not supported");
            }
            if (!definition.targets().contains(modifier) || !definition.target().orElse(modifier).equals(modifier)) {
                throw SearchRefused.invalid(parameter.name(), "it never refers to " + modifier);
            }
        }
        Set<Integer> paths = new LinkedHashSet<>();
        Set<Long> targets = new LinkedHashSet<>();
        for (String value : any(parameter)) {
            if (value.matches(ID)) {
                for (String type : typed.map(List::of).orElse(definition.targets())) {
                    definition.paths().forEach(path -> paths.add(path.targetNumber(type)));
                    targets.add(ReferenceTarget.of(type + '/' + value).hash());
                }
                continue;
            }
            ReferenceTarget target = ReferenceTarget.of(value);
            if (typed.isPresent() && target.type() != null && !typed.get().equals(target.type())) {
                throw SearchRefused.invalid(parameter.name(), "it refers to " + typed.get() + " only");
            }
            definition.paths().forEach(path -> {
                paths.add(path.targetNumber(target.type()));
                if (path.holdsUrls()) {
                    paths.add(path.targetNumber(null));
                }
            });
            targets.add(target.hash());
            ownReference(value).ifPresent(own -> targets.add(ReferenceTarget.of(own).hash()));
        }
        return new Criterion.Links(List.copyOf(paths), List.copyOf(targets));
    }

    /** What a URL of this hub's own base is as a relative reference (R4, section 3.1.1.4.12). */
    private Optional<String> ownReference(String url) {
        return base.filter(own -> url.startsWith(own + '/')).map(own -> url.substring(own.length() + 1));
    }

    static void noModifier(Parameter parameter, String modifier) {
        if (!modifier.isEmpty()) {
            throw SearchRefused.unsupported(parameter.name(), "its modifier is not supported");
        }
    }

    static List<String> any(Parameter parameter) {
        List<String> values = QueryText.split(parameter.value(), ',').stream().map(QueryText::unescape).toList();
        if (values.contains("")) {
            throw SearchRefused.invalid(parameter.name(), "one of its values is empty");
        }
        return values;
    }
}
