package org.tributary.hub.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tributary.hub.Seed;
import org.tributary.hub.TestDatabase;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.Scopes;
import org.tributary.hub.access.WriterDatabase;
import org.tributary.hub.store.ResourceSearch.Parameter;

/**
 * Random resources and random searches, compared with a plain reading of R4's rules over what the resources were made
 * from. The seed of a failing run is in its message; set the system property {@code tributary.test.seed} to run it
 * again.
 */
class SearchSemanticsTest {

    private static final long SEED = Seed.get();
    private static final List<String> SYSTEMS = List.of("http://loinc.org", "http://snomed.info/sct", "");
    private static final List<String> CODES = List.of("8480-6", "8462-4", "AbC", "x|y", "a,b");
    private static final List<String> STATUSES = List.of("final", "amended", "preliminary");

    /** What an Observation is made from; a null date means none. */
    private record Made(String id, int patient, List<String> codings, String status, @Nullable Stretch when) {
    }

    /** Times as R4 writes them, with the stretch they cover, worked out by the test itself. */
    private record Stretch(String json, Instant low, Instant high) {
    }

    private static final List<Made> MADE = new ArrayList<>();
    private static ReaderDatabase reader;
    private static final Random RANDOM = new Random(SEED);

    private final ResourceSearch search = new ResourceSearch();

    @BeforeAll
    static void load() {
        TestDatabase database = TestDatabase.create();
        WriterDatabase writer = database.writer();
        reader = database.reader();
        int scope = writer
                .write(transaction -> new Scopes().scopeOf(transaction, Scopes.Publication.of("RA001", "acute")));
        RecordOwner owner = new RecordOwner(1, scope, OptionalLong.empty());
        for (int i = 0; i < 300; i++) {
            MADE.add(made(i));
        }
        ResourceWriter resources = new ResourceWriter();
        List<ResourceWrite> writes = MADE.stream().map(SearchSemanticsTest::put).toList();
        // Some by COPY, some by statements: their index rows are the same.
        writer.write(transaction -> resources.write(transaction, owner, writes.subList(0, 200)));
        for (int i = 200; i < 300; i += 20) {
            List<ResourceWrite> some = writes.subList(i, i + 20);
            writer.write(transaction -> resources.write(transaction, owner, some));
        }
    }

    private static Made made(int number) {
        List<String> codings = Stream.generate(() -> pick(SYSTEMS) + '|' + pick(CODES))
                .limit(1 + RANDOM.nextInt(2))
                .toList();
        return new Made("o" + number, RANDOM.nextInt(10), codings, pick(STATUSES), stretch());
    }

    /** In winter, when London keeps UTC, so that the test needs no rule for zones. */
    private static @Nullable Stretch stretch() {
        int day = 1 + RANDOM.nextInt(20);
        int hour = RANDOM.nextInt(24);
        Instant midnight = Instant.parse("2024-01-%02dT00:00:00Z".formatted(day));
        return switch (RANDOM.nextInt(6)) {
            case 0 -> null;
            case 1 -> new Stretch("\"effectiveDateTime\":\"2024\"", Instant.parse("2024-01-01T00:00:00Z"),
                    Instant.parse("2025-01-01T00:00:00Z"));
            case 2 -> new Stretch("\"effectiveDateTime\":\"2024-01-%02d\"".formatted(day), midnight,
                    midnight.plusSeconds(86_400));
            case 3 -> new Stretch("\"effectiveDateTime\":\"2024-01-%02dT%02d:00:00Z\"".formatted(day, hour),
                    midnight.plusSeconds(hour * 3600L), midnight.plusSeconds(hour * 3600L + 1));
            case 4 -> new Stretch("\"effectivePeriod\":{\"start\":\"2024-01-%02d\"}".formatted(day), midnight,
                    Instant.MAX);
            default -> new Stretch(
                    "\"effectivePeriod\":{\"start\":\"2024-01-%02d\",\"end\":\"2024-01-%02d\"}".formatted(day, day + 3),
                    midnight, midnight.plusSeconds(4 * 86_400));
        };
    }

    private static ResourceWrite put(Made made) {
        String codings = String.join(",", made.codings.stream().map(coding -> {
            int bar = coding.indexOf('|');
            String system = coding.substring(0, bar);
            return "{" + (system.isEmpty() ? "" : "\"system\":\"" + system + "\",") + "\"code\":\""
                    + coding.substring(bar + 1) + "\"}";
        }).toList());
        String json = "{\"resourceType\":\"Observation\",\"id\":\"" + made.id + "\",\"status\":\"" + made.status
                + "\",\"code\":{\"coding\":[" + codings + "]},\"subject\":{\"reference\":\"Patient/p" + made.patient
                + "\"}" + (made.when == null ? "" : "," + made.when.json) + "}";
        return switch (ResourceBody.parse(json.getBytes(StandardCharsets.UTF_8))) {
            case ResourceBody.Valid valid -> new ResourceWrite.Put(new ResourceKey("Observation", made.id),
                    valid.body(), OptionalInt.empty());
            case ResourceBody.Invalid invalid -> throw new AssertionError(invalid.problems());
        };
    }

    /** One parameter and what it means. */
    private record Condition(Parameter parameter, Predicate<Made> meaning) {
    }

    @Test
    void random_searches_find_what_the_rules_say() {
        for (int i = 0; i < 150; i++) {
            List<Condition> conditions = Stream.generate(SearchSemanticsTest::condition)
                    .limit(RANDOM.nextInt(4))
                    .toList();
            List<Parameter> parameters = new ArrayList<>(conditions.stream().map(Condition::parameter).toList());
            boolean sorted = RANDOM.nextBoolean();
            boolean descending = RANDOM.nextBoolean();
            if (sorted) {
                parameters.add(new Parameter("_sort", descending ? "-date,_id" : "date,_id"));
            }
            parameters.add(new Parameter("_count", String.valueOf(pick(List.of(7, 40, 300)))));
            parameters.add(new Parameter("_total", "accurate"));
            List<String> expected = expected(conditions, sorted, descending);
            List<String> found = allPages(parameters, expected.size());
            if (sorted) {
                assertThat(found).as("seed %d, %s", SEED, parameters).containsExactlyElementsOf(expected);
            } else {
                assertThat(found).as("seed %d, %s", SEED, parameters).containsExactlyInAnyOrderElementsOf(expected);
            }
        }
    }

    private static List<String> expected(List<Condition> conditions, boolean sorted, boolean descending) {
        Stream<Made> matching = MADE.stream()
                .filter(made -> conditions.stream().allMatch(condition -> condition.meaning.test(made)));
        if (sorted) {
            Comparator<Instant> direction = descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
            matching = matching.sorted(Comparator
                    .comparing((Made made) -> made.when == null ? null : made.when.low, Comparator.nullsLast(direction))
                    .thenComparing(Made::id));
        }
        return matching.map(Made::id).toList();
    }

    private List<String> allPages(List<Parameter> parameters, int total) {
        List<String> ids = new ArrayList<>();
        List<Parameter> page = parameters;
        while (true) {
            CompiledSearch compiled = search.compile("Observation", page);
            SearchPage result = reader.read(Caller.hub(), transaction -> search.run(transaction, compiled));
            assertThat(result.total()).as("seed %d, %s", SEED, parameters).hasValue(total);
            result.matches().forEach(match -> ids.add(match.key().id()));
            if (result.next().isEmpty()) {
                return ids;
            }
            page = new ArrayList<>(parameters);
            page.add(new Parameter("_cursor", result.next().get()));
        }
    }

    private static Condition condition() {
        return switch (RANDOM.nextInt(7)) {
            case 0 -> patient();
            case 1 -> code(false);
            case 2 -> code(true);
            case 3 -> status();
            case 4 -> {
                boolean missing = RANDOM.nextBoolean();
                yield new Condition(new Parameter("date:missing", String.valueOf(missing)),
                        made -> (made.when == null) == missing);
            }
            default -> date();
        };
    }

    private static Condition patient() {
        int patient = RANDOM.nextInt(11);
        int other = RANDOM.nextInt(11);
        String name = pick(List.of("subject", "patient", "subject:Patient"));
        String first = RANDOM.nextBoolean() ? "Patient/p" + patient : "p" + patient;
        return new Condition(new Parameter(name, first + ",Patient/p" + other),
                made -> made.patient == patient || made.patient == other);
    }

    private static Condition code(boolean negated) {
        String code = pick(CODES);
        String system = pick(SYSTEMS);
        int form = RANDOM.nextInt(4);
        String escaped = code.replace("|", "\\|").replace(",", "\\,").toUpperCase(Locale.ROOT);
        String value = switch (form) {
            case 0 -> escaped;
            case 1 -> system + '|' + escaped;
            case 2 -> '|' + escaped;
            default -> "http://loinc.org|";
        };
        Predicate<Made> meaning = made -> made.codings.stream().anyMatch(coding -> switch (form) {
            case 0 -> coding.endsWith('|' + code);
            case 1 -> coding.equals(system + '|' + code);
            case 2 -> coding.equals('|' + code);
            default -> coding.startsWith("http://loinc.org|");
        });
        return new Condition(new Parameter(negated ? "code:not" : "code", value),
                negated ? meaning.negate() : meaning);
    }

    private static Condition status() {
        List<String> wanted = List.of(pick(STATUSES), pick(STATUSES));
        return new Condition(new Parameter("status", String.join(",", wanted)), made -> wanted.contains(made.status));
    }

    private static Condition date() {
        int day = 1 + RANDOM.nextInt(20);
        int hour = RANDOM.nextInt(24);
        Instant midnight = Instant.parse("2024-01-%02dT00:00:00Z".formatted(day));
        boolean whole = RANDOM.nextBoolean();
        String text = whole ? "2024-01-%02d".formatted(day) : "2024-01-%02dT%02d:00:00Z".formatted(day, hour);
        Instant from = whole ? midnight : midnight.plusSeconds(hour * 3600L);
        Instant to = whole ? midnight.plusSeconds(86_400) : from.plusSeconds(1);
        String prefix = pick(List.of("", "eq", "ne", "gt", "lt", "ge", "le", "sa", "eb"));
        return new Condition(new Parameter("date", prefix + text),
                made -> made.when != null && meets(prefix, made.when, from, to));
    }

    /** R4, section "Prefixes", in its own words: ranges that contain, overlap, lie above and below. */
    private static boolean meets(String prefix, Stretch when, Instant from, Instant to) {
        boolean contained = !when.low.isBefore(from) && !when.high.isAfter(to);
        boolean reachesAbove = when.high.isAfter(to);
        boolean reachesBelow = when.low.isBefore(from);
        return switch (prefix) {
            case "", "eq" -> contained;
            case "ne" -> !contained;
            case "gt" -> reachesAbove;
            case "lt" -> reachesBelow;
            case "ge" -> reachesAbove || contained;
            case "le" -> reachesBelow || contained;
            case "sa" -> !when.low.isBefore(to);
            case "eb" -> !when.high.isAfter(from);
            default -> throw new AssertionError(prefix);
        };
    }

    private static <T> T pick(List<T> values) {
        return values.get(RANDOM.nextInt(values.size()));
    }
}
