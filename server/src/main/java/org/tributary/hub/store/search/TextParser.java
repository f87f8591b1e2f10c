package org.tributary.hub.store.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.tributary.hub.store.CodeSets;
import org.tributary.hub.store.ResourceSearch.Parameter;
import org.tributary.hub.store.SearchRefused;
import org.tributary.hub.store.index.Hash;
import org.tributary.hub.store.index.IndexPath;
import org.tributary.hub.store.index.ParameterDefinition.Indexed;
import org.tributary.hub.store.index.StringKey;
import org.tributary.hub.store.index.TokenKey;
import org.tributary.hub.store.index.Words;
import org.tributary.hub.store.structure.R4Definitions;

/**
 * Understands what goes by words, spelling and code sets: {@code _text}, {@code _content}, {@code _list} and the
 * modifiers of strings, tokens and URIs that take more than one comparison.
 */
final class TextParser {

    /** The parameters that are not in a type's own definitions. */
    static final Set<String> PARAMETERS = Set.of("_text", "_content", "_list");

    private static final String ID = "[A-Za-z0-9\\-.]{1,64}";

    private final SearchSupport support;

    TextParser(SearchSupport support) {
        this.support = support;
    }

    Criterion parameter(String type, String code, String modifier, Parameter parameter) {
        ValueParser.noModifier(parameter, modifier);
        return switch (code) {
            case "_text" -> words(type, parameter, Words.Place.NARRATIVE);
            case "_content" -> words(type, parameter, Words.Place.ANYWHERE);
            default -> members(type, parameter);
        };
    }

    private Criterion words(String type, Parameter parameter, Words.Place place) {
        if (place == Words.Place.ANYWHERE && !support.contentIndex()) {
            throw SearchRefused.unserved(parameter.name(),
                    "this hub does not keep the words of all strings (tributary.store.content-index)");
        }
        var resource = R4Definitions.shared().findResource(type);
        if (place == Words.Place.NARRATIVE && (resource == null || resource.findElement("text") == null)) {
            throw SearchRefused.unknown(parameter.name(), type + " has no narrative");
        }
        List<List<Long>> any = new ArrayList<>();
        for (String value : ValueParser.any(parameter)) {
            Set<Long> words = new LinkedHashSet<>();
            Words.each(value, word -> words.add(Words.hash(place, word)));
            if (words.isEmpty()) {
                throw SearchRefused.invalid(parameter.name(), "a value must have a word");
            }
            any.add(List.copyOf(words));
        }
        return new Criterion.WordSets(any);
    }

    private static Criterion members(String type, Parameter parameter) {
        List<String> lists = ValueParser.any(parameter)
                .stream()
                .map(list -> list.startsWith("List/") ? list.substring("List/".length()) : list)
                .toList();
        for (String list : lists) {
            if (list.startsWith("$")) {
                throw SearchRefused.unsupported(parameter.name(), "functional lists are not supported");
            }
            if (!list.matches(ID)) {
                throw SearchRefused.invalid(parameter.name(), "a value must be the id of a List");
            }
        }
        return new Criterion.Members(Hop.membersOfLists(type), lists);
    }

    /** {@code :contains} of a string. */
    static Criterion containing(Parameter parameter, Indexed definition) {
        List<String> keys = ValueParser.any(parameter).stream().map(StringKey::of).toList();
        if (keys.stream().anyMatch(key -> key.length() >= StringKey.MAX_LENGTH)) {
            throw SearchRefused.unsupported(parameter.name(),
                    "a value has fewer than " + StringKey.MAX_LENGTH + " characters");
        }
        return new Criterion.Containing(ValueParser.numbers(definition), keys);
    }

    /** {@code :text} of a token. */
    static Criterion texts(Parameter parameter, Indexed definition) {
        return new Criterion.Spelled(Criterion.Table.TOKEN, ValueParser.numbers(definition),
                definition.paths().stream().map(IndexPath::textNumber).toList(),
                ValueParser.any(parameter)
                        .stream()
                        .map(value -> (Criterion.TextValue) new Criterion.Prefix(StringKey.of(value)))
                        .toList());
    }

    /** {@code :of-type} of a token: identifiers by type and value. */
    static Criterion ofType(Parameter parameter, Indexed definition) {
        List<Criterion.TokenValue> values = new ArrayList<>();
        for (String value : QueryText.split(parameter.value(), ',')) {
            List<String> parts = QueryText.split(value, '|').stream().map(QueryText::unescape).toList();
            if (parts.size() != 3 || parts.contains("")) {
                throw SearchRefused.invalid(parameter.name(), "a value must be system|code|value");
            }
            values.add(new Criterion.TokenValue(
                    OptionalLong.of(TokenKey.ofType(parts.get(0), parts.get(1), parts.get(2))),
                    OptionalLong.empty()));
        }
        return new Criterion.Tokens(definition.paths().stream().map(IndexPath::ofTypeNumber).toList(), values, false,
                true);
    }

    /** {@code :in}, {@code :not-in}, {@code :above} and {@code :below} of a token. */
    Criterion codes(Parameter parameter, Indexed definition, String modifier) {
        CodeSets sets = support.codeSets()
                .orElseThrow(() -> SearchRefused.unsupported(parameter.name(), "this hub holds no terminology yet"));
        Set<CodeSets.Code> codes = new LinkedHashSet<>();
        for (String value : QueryText.split(parameter.value(), ',')) {
            codes.addAll(switch (modifier) {
                case "above" -> related(parameter, value, sets::findAbove);
                case "below" -> related(parameter, value, sets::findBelow);
                default -> sets.findValueSet(QueryText.unescape(value))
                        .orElseThrow(() -> SearchRefused.invalid(parameter.name(),
                                "this hub does not know the value set"));
            });
        }
        boolean onlyCodes = definition.paths().stream().allMatch(IndexPath::onlyCodes);
        return new Criterion.OneOf(ValueParser.numbers(definition),
                codes.stream().map(code -> TokenKey.code(code.code())).toList(),
                onlyCodes ? List.of() : codes.stream().map(code -> TokenKey.system(code.system())).toList(),
                modifier.equals("not-in"));
    }

    private static List<CodeSets.Code> related(Parameter parameter, String value,
            Function<CodeSets.Code, Optional<List<CodeSets.Code>>> relation) {
        List<String> parts = QueryText.split(value, '|').stream().map(QueryText::unescape).toList();
        if (parts.size() != 2 || parts.contains("")) {
            throw SearchRefused.invalid(parameter.name(), "a value must be system|code");
        }
        return relation.apply(new CodeSets.Code(parts.get(0), parts.get(1)))
                .orElseThrow(() -> SearchRefused.invalid(parameter.name(),
                        "this hub does not know the hierarchy of the system"));
    }

    /** {@code :above} and {@code :below} of a URI, by its path (R4, section "uri" of Search). */
    static Criterion uris(Parameter parameter, Indexed definition, String modifier) {
        List<Integer> paths = ValueParser.numbers(definition);
        if (modifier.equals("above")) {
            return new Criterion.Links(paths,
                    ValueParser.any(parameter)
                            .stream()
                            .flatMap(uri -> above(uri).stream())
                            .map(Hash::value)
                            .distinct()
                            .toList());
        }
        List<Criterion.TextValue> spelled = new ArrayList<>();
        for (String uri : ValueParser.any(parameter)) {
            String folder = uri.endsWith("/") ? uri : uri + '/';
            spelled.add(new Criterion.Prefix(folder));
            spelled.add(new Criterion.Exact(folder.substring(0, folder.length() - 1), 0));
        }
        return new Criterion.Spelled(Criterion.Table.LINK, paths, paths, spelled);
    }

    /** The URI and those it is below of. */
    private static List<String> above(String uri) {
        List<String> above = new ArrayList<>();
        int authority = uri.indexOf("://");
        String rest = uri;
        while (true) {
            above.add(rest);
            int slash = rest.lastIndexOf('/');
            if (slash <= (authority < 0 ? 0 : authority + 2)) {
                return above;
            }
            if (!rest.endsWith("/")) {
                above.add(rest.substring(0, slash + 1));
            }
            rest = rest.substring(0, slash);
        }
    }
}
