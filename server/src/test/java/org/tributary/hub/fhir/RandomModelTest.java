package org.tributary.hub.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tributary.hub.Seed;
import org.tributary.hub.fhir.FhirServer.Reply;
import org.tributary.hub.fhir.ModelConditions.Condition;
import org.tributary.hub.fhir.ModelResources.Amount;
import org.tributary.hub.fhir.ModelResources.Coding;
import org.tributary.hub.fhir.ModelResources.Made;
import org.tributary.hub.fhir.ModelResources.Span;

/**
 * Random writes of two publishers and random searches over HTTP, against a map of what was written and R4's rules as
 * plain questions. The seed of a failing run is in its message; set the system property {@code tributary.test.seed} to
 * run it again.
 */
class RandomModelTest {

    private static final long SEED = Seed.get();
    private static final List<String> TYPES = List.of("Patient", "Observation", "Observation", "RiskAssessment");
    private static final Map<String, List<String>> SORTS = Map.of("Patient", List.of("family", "birthdate", "gender"),
            "Observation", List.of("date", "status", "value-quantity"), "RiskAssessment", List.of("probability"));
    private static final int ROUNDS = 6;

    private final FhirServer server = FhirServer.with();
    private final Random random = new Random(SEED);
    private final ModelResources resources = new ModelResources(random);
    private final ModelConditions conditions = new ModelConditions(random, resources);
    /** What there is, by {@code Type/id}. */
    private final Map<String, Made> written = new TreeMap<>();
    private boolean open;

    @Test
    void everySearchFindsWhatTheRulesSay() {
        for (int round = 0; round < ROUNDS; round++) {
            open = round % 2 == 1;
            server.agree(open);
            for (int i = 0; i < 60; i++) {
                write();
            }
            for (int i = 0; i < 50; i++) {
                search();
            }
        }
    }

    private void write() {
        String type = resources.pick(TYPES);
        int number = random.nextInt(ModelResources.IDS);
        String place = type + '/' + ModelResources.id(number);
        int what = random.nextInt(8);
        if (what == 0) {
            assertThat(server.delete(place, "Caller", publisher(number)).status()).as(context(place)).isLessThan(300);
            written.remove(place);
        } else {
            Made made = resources.make(type, ModelResources.id(number));
            if (what == 1 && written.containsKey(place)) {
                assertThat(server.put(place, made.json(), "Caller", publisher(number + 1)).status())
                        .as(context(place))
                        .isEqualTo(409);
            } else {
                assertThat(server.put(place, made.json(), "Caller", publisher(number)).status())
                        .as(context(made.json()))
                        .isIn(200, 201);
                written.put(place, made);
            }
        }
    }

    /** Who publishes the resources of a number. */
    private static String publisher(int number) {
        return number % 2 == 0 ? FhirServer.PRACTICE : FhirServer.TRUST;
    }

    private void search() {
        String type = resources.pick(TYPES);
        String caller = publisher(random.nextInt(2));
        List<Condition> asked = new ArrayList<>(
                Stream.generate(() -> conditions.random(type)).limit(random.nextInt(4)).toList());
        if (random.nextInt(4) == 0) {
            joined(type, caller).forEach(asked::add);
        }
        List<String> sort = random.nextBoolean() ? List.of() : sort(type);
        String query = Stream
                .concat(asked.stream().map(condition -> condition.name() + '=' + encoded(condition.value())), Stream.of(
                        "_total=accurate", "_count=" + resources.pick(List.of(3, 20, 100)),
                        sort.isEmpty() ? "" : "_sort=" + String.join(",", sort)))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("&", type + '?', ""));
        List<Made> expected = visible(type, caller)
                .filter(made -> asked.stream().allMatch(condition -> condition.meaning().test(made)))
                .sorted(order(sort))
                .toList();
        List<String> found = allPages(query, caller, expected.size());
        List<String> ids = expected.stream().map(Made::id).toList();
        assertThat(found).as(context(caller + ' ' + query)).containsExactlyInAnyOrderElementsOf(ids);
        if (!sort.isEmpty()) {
            List<Made> inOrder = found.stream().map(id -> written.get(type + '/' + id)).toList();
            assertThat(inOrder).as(context(caller + ' ' + query)).isSortedAccordingTo(order(sort));
        }
    }

    private Stream<Made> visible(String type, String caller) {
        return written.values().stream().filter(made -> made.type().equals(type)).filter(made -> {
            int number = Integer.parseInt(made.id().substring(made.id().indexOf('-') + 1));
            return publisher(number).equals(caller) || (open && caller.equals(FhirServer.PRACTICE));
        });
    }

    /** A condition on what is referred to or on what refers. */
    private Stream<Condition> joined(String type, String caller) {
        if (type.equals("Patient")) {
            Condition inner = conditions.random("Observation");
            return Stream.of(new Condition("_has:Observation:subject:" + inner.name(), inner.value(),
                    patient -> visible("Observation", caller).filter(inner.meaning())
                            .anyMatch(observation -> observation.of("subject").contains("Patient/" + patient.id()))));
        }
        Condition inner = conditions.random("Patient");
        return Stream.of(new Condition("subject:Patient." + inner.name(), inner.value(),
                made -> visible("Patient", caller).filter(inner.meaning())
                        .anyMatch(patient -> made.of("subject").contains("Patient/" + patient.id()))));
    }

    private List<String> sort(String type) {
        List<String> keys = new ArrayList<>(
                List.of((random.nextBoolean() ? "-" : "") + resources.pick(SORTS.getOrDefault(type, List.of()))));
        if (random.nextBoolean()) {
            keys.add(random.nextBoolean() ? "_id" : "-_id");
        }
        return keys;
    }

    private static Comparator<Made> order(List<String> sort) {
        return sort.stream().map(RandomModelTest::order).reduce((made, other) -> 0, Comparator::thenComparing);
    }

    /** By the smallest value, or down by the largest; what has none comes last. */
    private static Comparator<Made> order(String key) {
        boolean down = key.startsWith("-");
        String parameter = down ? key.substring(1) : key;
        Comparator<Key> order = Comparator.naturalOrder();
        Function<Made, @Nullable Key> extreme = made -> {
            Stream<Key> keys = made.of(parameter).stream().map(Key::of);
            return (down ? keys.max(order) : keys.min(order)).orElse(null);
        };
        return Comparator.comparing(extreme, Comparator.nullsLast(down ? order.reversed() : order));
    }

    /** What a value is sorted by: one of the two is the same for all values of a parameter. */
    private record Key(String text, double number) implements Comparable<Key> {

        static Key of(Object value) {
            return switch (value) {
                case Coding coding -> new Key(coding.code(), 0);
                case Span span -> new Key("", span.low().getEpochSecond());
                case Amount amount ->
                    new Key("", ModelConditions.milligrams(amount.value(), amount.unit()).doubleValue());
                default -> new Key(ModelConditions.folded((String) value), 0);
            };
        }

        @Override
        public int compareTo(Key other) {
            int texts = text.compareTo(other.text);
            return texts == 0 ? Double.compare(number, other.number) : texts;
        }
    }

    private List<String> allPages(String query, String caller, int total) {
        List<String> ids = new ArrayList<>();
        for (String url = query; !url.isEmpty();) {
            Reply page = server.get(url, "Caller", caller);
            assertThat(page.status()).as(context(url + ' ' + page.text())).isEqualTo(200);
            assertThat(page.json().path("total").asInt()).as(context(caller + ' ' + query)).isEqualTo(total);
            ids.addAll(page.ids());
            url = page.link("next");
        }
        return ids;
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String context(String what) {
        return "-Dtributary.test.seed=" + SEED + ' ' + what;
    }
}
