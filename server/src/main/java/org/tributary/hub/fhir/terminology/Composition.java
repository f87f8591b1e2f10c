package org.tributary.hub.fhir.terminology;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import tools.jackson.databind.JsonNode;

/**
 * What a value set holds (R4, section 4.9.8): the union of its includes without its excludes. Value sets that others
 * include are looked up as the same caller.
 */
final class Composition {

    private static final int DEEPEST = 20;

    private final Library library;
    private final ReadTransaction transaction;
    private final int depth;

    Composition(Library library, ReadTransaction transaction) {
        this(library, transaction, 0);
    }

    private Composition(Library library, ReadTransaction transaction, int depth) {
        if (depth > DEEPEST) {
            throw FhirRefusal.of(422, IssueType.PROCESSING, "The value set includes value sets too deeply, or itself");
        }
        this.library = library;
        this.transaction = transaction;
        this.depth = depth;
    }

    /** All members, each once, in the order of the value set's definition. */
    Stream<Member> expand(JsonNode valueSet) {
        JsonNode compose = valueSet.path("compose");
        if (compose.isMissingNode()) {
            return expansion(valueSet.path("expansion").path("contains"));
        }
        Stream<Member> members = compose.path("include").valueStream().flatMap(this::expandInclude);
        if (compose.path("include").size() > 1) {
            Set<String> seen = new HashSet<>();
            members = members.filter(member -> seen.add(member.key()));
        }
        List<Predicate<Member>> excludes = compose.path("exclude").valueStream().map(this::includes).toList();
        boolean active = compose.has("inactive") && !compose.path("inactive").asBoolean();
        return members.filter(member -> excludes.stream().noneMatch(exclude -> exclude.test(member)))
                .filter(member -> !active || !member.inactive());
    }

    private static Stream<Member> expansion(JsonNode contains) {
        return contains.valueStream().flatMap(item -> {
            Stream<Member> self = item.has("code")
                    ? Stream.of(listed(item.path("system").asString(""), item))
                    : Stream.of();
            return Stream.concat(self, expansion(item.path("contains")));
        });
    }

    private static Member listed(String system, JsonNode item) {
        return new Member(system, text(item, "version").orElse(null), item.path("code").asString(""),
                text(item, "display").orElse(null), item.has("designation") ? item.get("designation").toString() : null,
                item.path("abstract").asBoolean(false), item.path("inactive").asBoolean(false));
    }

    private static Optional<String> text(JsonNode node, String name) {
        return node.path(name).isString() ? Optional.of(node.path(name).asString()) : Optional.empty();
    }

    private Stream<Member> expandInclude(JsonNode include) {
        List<Predicate<Member>> sets = valueSets(include);
        if (!include.has("system")) {
            if (sets.isEmpty()) {
                return Stream.of();
            }
            List<Predicate<Member>> others = sets.subList(1, sets.size());
            return inner().expand(library.valueSet(transaction, include.path("valueSet").path(0).asString("")))
                    .filter(member -> others.stream().allMatch(set -> set.test(member)));
        }
        return expandSystem(include).filter(member -> sets.stream().allMatch(set -> set.test(member)));
    }

    private Stream<Member> expandSystem(JsonNode include) {
        String canonical = canonical(include);
        if (include.has("concept")) {
            Optional<CodeSystemContent> system = library.findCodeSystem(transaction, canonical);
            return include.path("concept").valueStream().map(item -> described(system, canonical, item));
        }
        CodeSystemContent system = library.codeSystem(transaction, canonical);
        refuseFragment(system);
        Predicate<Concept> filter = filters(include, system);
        return system.concepts().stream().filter(filter).map(concept -> Member.of(system, concept));
    }

    /** The value set's own words for a concept come before the code system's. */
    private static Member described(Optional<CodeSystemContent> system, String canonical, JsonNode item) {
        Member listed = listed(Library.url(canonical), item);
        return system.flatMap(known -> known.findConcept(listed.code()).map(concept -> Member.of(known, concept)))
                .map(known -> new Member(known.system(), known.version(), listed.code(),
                        listed.display() == null ? known.display() : listed.display(),
                        listed.designationsText() == null ? known.designationsText() : listed.designationsText(),
                        known.isAbstract(), known.inactive()))
                .orElse(listed);
    }

    /** To expand what is not all there would be to say that the rest does not exist. */
    private static void refuseFragment(CodeSystemContent system) {
        if (!system.complete()) {
            throw FhirRefusal.of(422, IssueType.NOTSUPPORTED,
                    "CodeSystem %s is not here as a whole, so that not all of its codes can be told"
                            .formatted(FhirRefusal.shorten(system.url())));
        }
    }

    /** Whether the value set holds a code, without going through all of it. */
    Predicate<Member> members(JsonNode valueSet) {
        JsonNode compose = valueSet.path("compose");
        if (compose.isMissingNode()) {
            Set<String> keys = new HashSet<>();
            expand(valueSet).forEach(member -> keys.add(member.key()));
            return member -> keys.contains(member.key());
        }
        List<Predicate<Member>> includes = compose.path("include").valueStream().map(this::includes).toList();
        List<Predicate<Member>> excludes = compose.path("exclude").valueStream().map(this::includes).toList();
        return member -> includes.stream().anyMatch(include -> include.test(member))
                && excludes.stream().noneMatch(exclude -> exclude.test(member));
    }

    private Predicate<Member> includes(JsonNode include) {
        List<Predicate<Member>> sets = valueSets(include);
        Predicate<Member> inSets = member -> sets.stream().allMatch(set -> set.test(member));
        if (!include.has("system")) {
            return sets.isEmpty() ? member -> false : inSets;
        }
        String canonical = canonical(include);
        String url = Library.url(canonical);
        if (include.has("concept")) {
            Set<String> codes = new HashSet<>();
            include.path("concept").forEach(item -> codes.add(item.path("code").asString("")));
            return inSets.and(member -> member.system().equals(url) && codes.contains(member.code()));
        }
        return inSets.and(member -> member.system().equals(url) && isInSystem(include, canonical, member.code()));
    }

    private boolean isInSystem(JsonNode include, String canonical, String code) {
        CodeSystemContent system = library.codeSystem(transaction, canonical);
        Optional<Concept> concept = system.findConcept(code);
        if (concept.isEmpty()) {
            refuseFragment(system);
        }
        return concept.filter(filters(include, system)).isPresent();
    }

    private List<Predicate<Member>> valueSets(JsonNode include) {
        List<Predicate<Member>> sets = new ArrayList<>();
        for (JsonNode canonical : include.path("valueSet")) {
            sets.add(inner().members(library.valueSet(transaction, canonical.asString(""))));
        }
        return sets;
    }

    private Composition inner() {
        return new Composition(library, transaction, depth + 1);
    }

    private static String canonical(JsonNode include) {
        return include.path("system").asString("") + text(include, "version").map(version -> '|' + version).orElse("");
    }

    private Predicate<Concept> filters(JsonNode include, CodeSystemContent system) {
        Predicate<Concept> all = concept -> true;
        for (JsonNode filter : include.path("filter")) {
            all = all.and(filter(filter, system));
        }
        return all;
    }

    private Predicate<Concept> filter(JsonNode filter, CodeSystemContent system) {
        String property = filter.path("property").asString("");
        String value = filter.path("value").asString("");
        String operation = filter.path("op").asString("");
        return switch (operation) {
            case "is-a" -> within(system.findConcept(value).map(system::descendants));
            case "descendent-of" -> within(system.findConcept(value).map(system::descendants))
                    .and(concept -> !concept.code().equals(value));
            case "is-not-a" -> within(system.findConcept(value).map(system::descendants)).negate();
            case "generalizes" -> within(system.findConcept(value).map(system::ancestors));
            case "=" -> concept -> value(concept, property).filter(value::equals).isPresent();
            case "in" -> concept -> value(concept, property).filter(List.of(value.split(","))::contains).isPresent();
            case "not-in" -> concept -> value(concept, property).filter(List.of(value.split(","))::contains).isEmpty();
            case "exists" -> concept -> Boolean.toString(value(concept, property).isPresent()).equals(value);
            default -> throw FhirRefusal.of(422, IssueType.NOTSUPPORTED,
                    "Value set filter '%s' is not supported".formatted(FhirRefusal.shorten(operation)));
        };
    }

    private static Predicate<Concept> within(Optional<BitSet> places) {
        return concept -> places.map(set -> set.get(concept.place())).orElse(false);
    }

    private static Optional<String> value(Concept concept, String property) {
        return switch (property) {
            case "code", "concept" -> Optional.of(concept.code());
            case "display" -> Optional.ofNullable(concept.display());
            default -> concept.findProperty(property);
        };
    }
}
