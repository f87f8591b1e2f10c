package org.tributary.hub.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A small world of random resources that refer to one another across publishers, and what chains, {@code _has} and
 * includes mean in it by plainly following references.
 */
final class JoinWorld {

    /** What a resource is made from; references by element, names as {@code Patient/p1}. */
    record Thing(String type, String id, String publisher, String word, String code, Map<String, List<String>> refs) {

        String name() {
            return type + '/' + id;
        }
    }

    /** A reference parameter of a type, its element and where in this world it leads. */
    record Reference(String type, String parameter, String element, List<String> targets) {
    }

    /** The end or the whole of a parameter's name with its value, and which resources it means. */
    record Condition(String name, String value, Predicate<Thing> meaning) {
    }

    /** A parameter that includes. */
    record Include(String name, String value, boolean reverse, boolean iterate, Reference reference,
            List<String> targets) {
    }

    static final List<Reference> REFERENCES = List.of(
            new Reference("Organization", "partof", "partOf", List.of("Organization")),
            new Reference("Patient", "organization", "managingOrganization", List.of("Organization")),
            new Reference("Patient", "general-practitioner", "generalPractitioner",
                    List.of("Practitioner", "Organization")),
            new Reference("Encounter", "subject", "subject", List.of("Patient")),
            new Reference("Encounter", "patient", "subject", List.of("Patient")),
            new Reference("Encounter", "service-provider", "serviceProvider", List.of("Organization")),
            new Reference("Observation", "subject", "subject", List.of("Patient", "Location")),
            new Reference("Observation", "patient", "subject", List.of("Patient")),
            new Reference("Observation", "encounter", "encounter", List.of("Encounter")),
            new Reference("Observation", "performer", "performer", List.of("Practitioner", "Organization")));

    static final Map<String, Integer> SIZES = Map.of("Organization", 12, "Practitioner", 12, "Location", 8, "Patient",
            40, "Encounter", 60, "Observation", 150);

    private static final Set<String> REPEATED = Set.of("generalPractitioner", "performer");
    private static final List<String> WORDS = List.of("alder", "birch", "cedar", "dogwood");
    private static final Map<String, List<String>> CODES = Map.of("Patient", List.of("male", "female", "other"),
            "Encounter", List.of("planned", "finished"), "Observation", List.of("c1", "c2", "c3"));

    final List<Thing> things = new ArrayList<>();
    private final Random random;

    JoinWorld(Random random, List<String> publishers) {
        this.random = random;
        List.of("Organization", "Practitioner", "Location", "Patient", "Encounter", "Observation")
                .forEach(type -> IntStream.range(0, SIZES.getOrDefault(type, 0))
                        .forEach(i -> things.add(thing(type, i, pick(publishers)))));
    }

    private Thing thing(String type, int number, String publisher) {
        Map<String, List<String>> refs = REFERENCES.stream()
                .filter(reference -> reference.type.equals(type) && !reference.parameter.equals("patient"))
                .filter(reference -> random.nextInt(5) > 0)
                .collect(Collectors.toMap(Reference::element,
                        reference -> IntStream.rangeClosed(0, REPEATED.contains(reference.element) ? 1 : 0)
                                .mapToObj(i -> pick(reference.targets))
                                .map(target -> target + '/'
                                        + id(target, random.nextInt(SIZES.getOrDefault(target, 0) + 2)))
                                .distinct()
                                .toList()));
        return new Thing(type, id(type, number), publisher, pick(WORDS), pick(CODES.getOrDefault(type, List.of(""))),
                refs);
    }

    private static String id(String type, int number) {
        return type.substring(0, 2).toLowerCase(Locale.ROOT) + number;
    }

    /** The resource's JSON as a write. */
    static ResourceWrite put(Thing thing) {
        String own = switch (thing.type) {
            case "Organization", "Location" -> "\"name\":\"" + thing.word + '"';
            case "Practitioner" -> "\"name\":[{\"family\":\"" + thing.word + "\"}]";
            case "Patient" -> "\"name\":[{\"family\":\"" + thing.word + "\"}],\"gender\":\"" + thing.code + '"';
            case "Encounter" -> "\"status\":\"" + thing.code + "\",\"class\":{\"code\":\"AMB\"}";
            default -> "\"status\":\"final\",\"code\":{\"coding\":[{\"code\":\"" + thing.code + "\"}]}";
        };
        String refs = thing.refs.entrySet().stream().map(entry -> {
            String values = entry.getValue()
                    .stream()
                    .map(target -> "{\"reference\":\"" + target + "\"}")
                    .collect(Collectors.joining(","));
            return ",\"" + entry.getKey() + "\":" + (REPEATED.contains(entry.getKey()) ? '[' + values + ']' : values);
        }).collect(Collectors.joining());
        String json = "{\"resourceType\":\"" + thing.type + "\",\"id\":\"" + thing.id + "\"," + own + refs + '}';
        return switch (ResourceBody.parse(json.getBytes(StandardCharsets.UTF_8))) {
            case ResourceBody.Valid valid -> new ResourceWrite.Put(new ResourceKey(thing.type, thing.id),
                    valid.body(), OptionalInt.empty());
            case ResourceBody.Invalid invalid -> throw new AssertionError(invalid.problems() + json);
        };
    }

    /** A random condition on a type, for someone who sees these things and no others. */
    Condition condition(String type, List<Thing> visible, int depth) {
        return switch (depth == 0 ? 0 : random.nextInt(5)) {
            case 0 -> leaf(type);
            case 1, 2 -> has(type, visible, depth);
            default -> chain(type, visible, depth);
        };
    }

    private Condition leaf(String type) {
        if (random.nextInt(8) == 0) {
            String id = id(type, random.nextInt(SIZES.getOrDefault(type, 0)));
            return new Condition("_id", id, thing -> thing.id.equals(id));
        }
        String code = pick(CODES.getOrDefault(type, List.of("")));
        if (code.isEmpty() || (type.equals("Patient") && random.nextBoolean())) {
            String word = pick(WORDS);
            return new Condition("name", word, thing -> thing.word.equals(word));
        }
        String parameter = switch (type) {
            case "Patient" -> "gender";
            case "Encounter" -> "status";
            default -> "code";
        };
        return random.nextInt(4) == 0
                ? new Condition(parameter + ":not", code, thing -> !thing.code.equals(code))
                : new Condition(parameter, code, thing -> thing.code.equals(code));
    }

    private Condition chain(String type, List<Thing> visible, int depth) {
        List<Reference> from = REFERENCES.stream().filter(reference -> reference.type.equals(type)).toList();
        if (from.isEmpty()) {
            return leaf(type);
        }
        Reference reference = pick(from);
        boolean typed = random.nextBoolean();
        if (!typed && reference.targets.size() > 1) {
            String word = pick(WORDS);
            return new Condition(reference.parameter + ".name", word, thing -> referred(thing, reference, visible)
                    .anyMatch(other -> other.word.equals(word)));
        }
        String target = pick(reference.targets);
        Condition rest = condition(target, visible, depth - 1);
        return new Condition(reference.parameter + (typed ? ":" + target : "") + '.' + rest.name, rest.value,
                thing -> referred(thing, reference, visible)
                        .anyMatch(other -> other.type.equals(target) && rest.meaning.test(other)));
    }

    private Condition has(String type, List<Thing> visible, int depth) {
        List<Reference> to = REFERENCES.stream().filter(reference -> reference.targets.contains(type)).toList();
        if (to.isEmpty()) {
            return leaf(type);
        }
        Reference reference = pick(to);
        Condition rest = condition(reference.type, visible, depth - 1);
        return new Condition("_has:" + reference.type + ':' + reference.parameter + ':' + rest.name, rest.value,
                thing -> visible.stream()
                        .filter(other -> other.type.equals(reference.type) && rest.meaning.test(other))
                        .anyMatch(other -> other.refs.getOrDefault(reference.element, List.of())
                                .contains(thing.name())));
    }

    private static Stream<Thing> referred(Thing thing, Reference reference, List<Thing> visible) {
        List<String> names = thing.refs.getOrDefault(reference.element, List.of());
        return visible.stream()
                .filter(other -> names.contains(other.name()) && reference.targets.contains(other.type));
    }

    Include include() {
        Reference reference = pick(REFERENCES);
        boolean reverse = random.nextBoolean();
        boolean iterate = random.nextBoolean();
        boolean narrowed = random.nextInt(3) == 0;
        List<String> targets = narrowed ? List.of(pick(reference.targets)) : reference.targets;
        return new Include((reverse ? "_revinclude" : "_include") + (iterate ? ":iterate" : ""),
                reference.type + ':' + reference.parameter + (narrowed ? ':' + targets.getFirst() : ""), reverse,
                iterate, reference, targets);
    }

    /** What these matches bring along, by going from resource to resource. */
    static Set<String> included(List<Thing> matches, List<Include> includes, List<Thing> visible) {
        Set<Thing> known = new LinkedHashSet<>(matches);
        List<Thing> from = matches;
        boolean first = true;
        while (!from.isEmpty()) {
            List<Thing> next = new ArrayList<>();
            for (Thing one : from) {
                for (Include include : includes) {
                    if (first || include.iterate) {
                        visible.stream().filter(other -> leads(include, one, other)).forEach(next::add);
                    }
                }
            }
            from = next.stream().distinct().filter(known::add).toList();
            first = false;
        }
        return known.stream().filter(thing -> !matches.contains(thing)).map(Thing::name).collect(Collectors.toSet());
    }

    private static boolean leads(Include include, Thing one, Thing other) {
        Thing source = include.reverse ? other : one;
        Thing target = include.reverse ? one : other;
        return source.type.equals(include.reference.type) && include.targets.contains(target.type)
                && source.refs.getOrDefault(include.reference.element, List.of()).contains(target.name());
    }

    <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
