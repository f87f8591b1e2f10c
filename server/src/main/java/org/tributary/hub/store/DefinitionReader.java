package org.tributary.hub.store;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.tributary.hub.store.index.CustomParameter;
import org.tributary.hub.store.index.IndexKind;
import org.tributary.hub.store.index.ParameterCatalog;
import org.tributary.hub.store.index.ParameterDefinition;
import org.tributary.hub.store.index.ParameterSource;
import org.tributary.hub.store.index.R4Parameters;
import tools.jackson.databind.JsonNode;

/** Reads SearchParameter resources that are to be in force, and refuses what cannot be, naming the place. */
final class DefinitionReader {

    private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,63}");
    private static final int LONGEST_EXPRESSION = 2_000;
    private static final int MOST_COMPONENTS = 10;

    private final List<CustomParameter> others;

    /**
     * @param others
     *            that are in force already
     */
    DefinitionReader(List<CustomParameter> others) {
        this.others = others;
    }

    /** Whether it is one of R4's own, which are in force anyway. */
    static boolean isOfR4(JsonNode resource) {
        return R4Parameters.find(text(resource, "url"))
                .filter(own -> own.name().equals(text(resource, "code")) && own.type().equals(text(resource, "type"))
                        && own.expression().equals(text(resource, "expression")))
                .isPresent();
    }

    /** What the resource defines; not ready yet. */
    CustomParameter read(String id, JsonNode resource) {
        ParameterSource source = new ParameterSource(code(resource), text(resource, "url"), type(resource),
                expression(resource), targets(resource), parts(resource));
        String usage = text(resource, "xpathUsage");
        if (!usage.isEmpty() && !usage.equals("normal")) {
            throw DefinitionRefused.at("xpathUsage", "Only 'normal' is supported");
        }
        CustomParameter parameter = new CustomParameter(id, bases(resource), source, false);
        checkName(parameter);
        checkPaths(parameter);
        return parameter;
    }

    private static String code(JsonNode resource) {
        String code = text(resource, "code");
        if (!CODE.matcher(code).matches()) {
            throw DefinitionRefused.at("code",
                    "A code is a letter and then up to 63 letters, digits and hyphens: it is a name in queries");
        }
        return code;
    }

    private static String type(JsonNode resource) {
        String type = text(resource, "type");
        if (!type.equals("composite") && IndexKind.findByCode(type).isEmpty()) {
            throw DefinitionRefused.at("type", "Search parameters of type '" + type + "' cannot be defined");
        }
        return type;
    }

    private static String expression(JsonNode resource) {
        String expression = text(resource, "expression");
        if (expression.isBlank() || expression.length() > LONGEST_EXPRESSION) {
            throw DefinitionRefused.at("expression",
                    "An expression is needed, of at most " + LONGEST_EXPRESSION + " characters");
        }
        return expression;
    }

    private static List<String> targets(JsonNode resource) {
        List<String> targets = texts(resource, "target");
        for (int i = 0; i < targets.size(); i++) {
            if (!ResourceTypes.isKnown(targets.get(i))) {
                throw DefinitionRefused.at("target[" + i + "]", "R4 has no such resource type");
            }
        }
        return targets.isEmpty() && text(resource, "type").equals("reference")
                ? List.copyOf(ResourceTypes.all())
                : targets;
    }

    private List<ParameterSource.Part> parts(JsonNode resource) {
        List<ParameterSource.Part> parts = new ArrayList<>();
        for (JsonNode component : resource.path("component")) {
            String place = "component[" + parts.size() + "]";
            String url = text(component, "definition");
            String type = R4Parameters.find(url)
                    .or(() -> others.stream()
                            .map(CustomParameter::source)
                            .filter(other -> other.url().equals(url))
                            .findFirst())
                    .map(ParameterSource::type)
                    .filter(found -> !found.equals("composite"))
                    .orElseThrow(() -> DefinitionRefused.at(place + ".definition",
                            "A component is a parameter of R4 or one that is in force, and no composite"));
            parts.add(new ParameterSource.Part(text(component, "expression"), type));
        }
        boolean composite = text(resource, "type").equals("composite");
        if (composite ? parts.size() < 2 || parts.size() > MOST_COMPONENTS : !parts.isEmpty()) {
            throw DefinitionRefused.at("component", "A composite parameter has from 2 to " + MOST_COMPONENTS
                    + " components, another has none");
        }
        return parts;
    }

    private static List<String> bases(JsonNode resource) {
        Set<String> bases = new LinkedHashSet<>();
        List<String> named = texts(resource, "base");
        for (int i = 0; i < named.size(); i++) {
            String base = named.get(i);
            switch (base) {
                case "Resource" -> bases.addAll(ResourceTypes.all());
                case "DomainResource" -> ResourceTypes.all()
                        .stream()
                        .filter(ResourceTypes::hasNarrative)
                        .forEach(bases::add);
                default -> {
                    if (!ResourceTypes.isKnown(base)) {
                        throw DefinitionRefused.at("base[" + i + "]", "R4 has no such resource type");
                    }
                    bases.add(base);
                }
            }
        }
        return List.copyOf(bases);
    }

    /** A name means one thing. */
    private void checkName(CustomParameter parameter) {
        String name = parameter.source().name();
        for (String base : parameter.bases()) {
            if (ParameterCatalog.shared().parametersOf(base).containsKey(name)) {
                throw DefinitionRefused.at("code", "R4 has a search parameter '" + name + "' of " + base + " already");
            }
            Optional<CustomParameter> same = others.stream()
                    .filter(other -> other.source().name().equals(name) && other.bases().contains(base))
                    .findFirst();
            if (same.isPresent()) {
                throw DefinitionRefused.at("code", "SearchParameter/" + same.get().id() + " defines '" + name + "' of "
                        + base + " already");
            }
        }
    }

    private void checkPaths(CustomParameter parameter) {
        ParameterCatalog present = ParameterCatalog.with(others);
        for (String base : parameter.bases()) {
            ParameterDefinition compiled = ParameterCatalog.compile(parameter.source(), base);
            if (compiled instanceof ParameterDefinition.Unserved unserved) {
                throw DefinitionRefused.at("expression", "It cannot be indexed: " + unserved.reason());
            }
            present.findClash(compiled).ifPresent(key -> {
                throw DefinitionRefused.at("expression", "The index could not tell it from " + key
                        + "; write it in another way");
            });
        }
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asString("");
    }

    private static List<String> texts(JsonNode node, String member) {
        return node.path(member).valueStream().map(value -> value.asString("")).toList();
    }
}
