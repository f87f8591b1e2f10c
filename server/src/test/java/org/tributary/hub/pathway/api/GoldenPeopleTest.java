package org.tributary.hub.pathway.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.identity.People;
import org.tributary.hub.identity.PersonQuery;
import org.tributary.hub.ingest.FileLoad;
import org.tributary.hub.ops.TestHub;
import org.tributary.hub.pathway.CareRecords;
import org.tributary.hub.pathway.CareTimelines;
import org.tributary.hub.pathway.OrganisationNames;
import org.tributary.hub.pathway.TimelineEntry;
import org.tributary.hub.pathway.TimelineFilter;
import org.tributary.hub.pathway.now.CareTeams;
import org.tributary.hub.pathway.now.Sources;
import org.tributary.hub.pathway.stays.StayAlgorithm;
import org.tributary.mapping.CareSetting;
import org.tributary.mapping.NhsNumber;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/**
 * Case folders {@code people/SITUATION}: what several feeds tell of one person, and the timeline, stays and waits that
 * must come of it. Inputs are named {@code NUMBER-ORGANISATION-SETTING.EXTENSION} and loaded twice, as two people: in
 * this order and backwards. In an expectation an object needs only the members that it names, an array all elements;
 * {@code "*"} stands for any value, such as the id of a mapped resource.
 */
@SuppressWarnings("NullAway.Init")
class GoldenPeopleTest {

    private static final Path CASES = Path.of("src", "test", "resources", "people");
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int CONTACT_DAYS = 7;

    private static TestHub hub;
    private static int people;

    @TempDir
    private static Path files;

    @BeforeAll
    static void start() {
        hub = TestHub.start();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @TestFactory
    Stream<DynamicTest> everyPersonIsAsExpected() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.sorted()
                    .toList()
                    .stream()
                    .flatMap(folder -> Stream.of(true, false)
                            .map(forwards -> DynamicTest.dynamicTest(
                                    folder.getFileName() + (forwards ? "" : ", backwards"),
                                    () -> check(folder, forwards))));
        }
    }

    private static void check(Path folder, boolean forwards) throws IOException {
        NhsNumber number = nextNumber();
        List<Path> inputs = inputs(folder);
        for (Path input : forwards ? inputs : inputs.reversed()) {
            load(input, "p" + people, number);
        }
        JsonNode expected = JSON.readTree(folder.resolve("expected.json"));
        String person = read(transaction -> hub.get(People.class)
                .search(transaction, new PersonQuery.ByNhsNumber(number))).getFirst().id();
        Clock clock = Clock.fixed(Instant.parse(expected.path("now").asString()), ZoneOffset.UTC);
        Pathways pathways = new Pathways(hub.get(CareRecords.class), hub.get(OrganisationNames.class),
                hub.get(Sources.class), hub.get(CareTeams.class), clock);
        assertThat(timeline(person)).as("timeline")
                .containsExactlyElementsOf(texts(expected.path("timeline")));
        JsonNode stays = stays(pathways, person, StayAlgorithm.DEFAULT);
        matches("stays", expected.path("stays"), stays.path("stays"));
        for (StayAlgorithm algorithm : StayAlgorithm.values()) {
            if (expected.path("counts").has(algorithm.code())) {
                assertThat(stays(pathways, person, algorithm).path("stays").size()).as(algorithm.code())
                        .isEqualTo(expected.path("counts").path(algorithm.code()).asInt());
            }
        }
        JsonNode waits = json(read(transaction -> pathways.waits(transaction, person, TimelineFilter.ALL)));
        matches("waits", expected.path("waits"), waits.path("waits"));
        matches("overdue", expected.path("overdue"), waits.path("overdue"));
        if (expected.has("summary")) {
            matches("summary", expected.path("summary"),
                    json(read(transaction -> pathways.now(transaction, person, TimelineFilter.ALL))));
        }
    }

    private static List<Path> inputs(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> !file.getFileName().toString().equals("expected.json")).sorted().toList();
        }
    }

    /** Every person has a number, feeds and ids of their own. */
    private static void load(Path input, String name, NhsNumber number) throws IOException {
        String[] parts = input.getFileName().toString().split("[-.]", -1);
        String text = Files.readString(input).replace("@NHS@", number.value()).replace("@ID@", name);
        if (parts[3].equals("hl7")) {
            text = text.replace('\n', '\r');
        }
        Path file = files.resolve(name + '-' + input.getFileName());
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        FileLoad.Source source = new FileLoad.Source(String.join("-", name, parts[1], parts[2], parts[3])
                .toLowerCase(
                        Locale.ROOT),
                Optional.of(parts[1]),
                CareSetting.findByCode(parts[2].replace('_', '-')));
        List<FileLoad.Reject> rejects = new ArrayList<>();
        hub.get(FileLoad.class).load(source, file, rejects::add, sum -> {
        });
        assertThat(rejects).isEmpty();
    }

    /** Numbers from 999 000 1000 on, which the NHS gives to nobody. */
    private static NhsNumber nextNumber() {
        while (true) {
            people++;
            String first = String.format(Locale.ROOT, "999%06d", 100 + people);
            for (int digit = 0; digit < 10; digit++) {
                Optional<NhsNumber> number = NhsNumber.parse(first + digit);
                if (number.isPresent()) {
                    return number.get();
                }
            }
        }
    }

    private static List<String> timeline(String person) {
        return read(transaction -> hub.get(CareTimelines.class).findForPerson(transaction, person)).orElseThrow()
                .entries()
                .stream()
                .map(TimelineEntry::event)
                .map(event -> event.start().map(start -> start.toFhir()).orElse("undated") + ' '
                        + event.kind().code() + ' ' + event.organisation())
                .toList();
    }

    private static JsonNode stays(Pathways pathways, String person, StayAlgorithm algorithm) {
        return json(read(transaction -> pathways.stays(transaction, person,
                new Pathways.StayQuestion(TimelineFilter.ALL, algorithm, CONTACT_DAYS))));
    }

    private static JsonNode json(Optional<?> answer) {
        return JSON.readTree(JSON.writeValueAsString(answer.orElseThrow()));
    }

    private static <T> T read(Function<ReadTransaction, T> work) {
        return hub.get(ReaderDatabase.class).read(Caller.hub(), work);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asString()));
        return texts;
    }

    private static void matches(String place, JsonNode expected, JsonNode actual) {
        if (expected.isObject()) {
            expected.properties()
                    .forEach(member -> matches(place + '.' + member.getKey(), member.getValue(),
                            actual.path(member.getKey())));
        } else if (expected.isArray() || expected.isMissingNode()) {
            assertThat(actual.size()).as(place + " in " + actual).isEqualTo(expected.size());
            for (int i = 0; i < expected.size(); i++) {
                matches(place + '[' + i + ']', expected.get(i), actual.get(i));
            }
        } else if (expected.isString() && expected.asString().equals("*")) {
            assertThat(actual.isMissingNode()).as(place).isFalse();
        } else if (expected.isNull()) {
            assertThat(actual.isMissingNode() || actual.isNull()).as(place).isTrue();
        } else {
            assertThat(actual).as(place)
                    .isEqualTo(expected.isString() && actual.isString()
                            ? StringNode.valueOf(expected.asString())
                            : expected);
        }
    }
}
