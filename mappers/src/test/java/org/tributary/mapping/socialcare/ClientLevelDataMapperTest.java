package org.tributary.mapping.socialcare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tributary.mapping.MappedResource;
import org.tributary.mapping.MappingIssue;
import org.tributary.mapping.MappingResult;

/** Properties of the mapper that no single case shows. */
class ClientLevelDataMapperTest {

    private static final Path CASES = Path.of("src/test/resources/cases/socialcare");

    @Test
    void readsUtf8WithByteOrderMarkAndCarriageReturnsAlike() throws IOException {
        String csv = read("every-event-type-in-release-1-words", 1);
        List<MappedResource> plain = ReturnStore.of(List.of(csv)).current();

        assertThat(ReturnStore.of(List.of('\uFEFF' + csv)).current()).isEqualTo(plain);
        assertThat(ReturnStore.of(List.of(csv.replace("\n", "\r\n"))).current()).isEqualTo(plain);
    }

    @Test
    void readsWindows1252AndSaysSo() throws IOException {
        String csv = read("every-event-type-in-release-1-words", 1).replace("Ada", "Zoë").replace("18.50", "£18.50");
        ReturnStore store = new ReturnStore();

        MappingResult result = store.receive(csv.getBytes(Charset.forName("windows-1252")));

        assertThat(result.issues()).extracting(MappingIssue::id)
                .containsExactly("file-not-utf-8", "wording-not-of-release-2", "wording-not-of-release-2");
        assertThat(result.accepted()).isEqualTo(4);
        assertThat(store.current()).isEqualTo(ReturnStore.of(List.of(csv)).current());
        assertThat(store.current()).anyMatch(resource -> resource.json().contains("Zoë"));
    }

    @Test
    void refusesUtf16Whole() throws IOException {
        byte[] utf16 = read("every-event-type-in-release-1-words", 1).getBytes(StandardCharsets.UTF_16);

        assertRefused(new ReturnStore().receive(utf16), "file-not-utf-8");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"'';file-empty", "'LA Code,Gender';column-missing",
            "'LA Code,\"Gender';csv-unreadable", "'%PDF-1.7';column-missing"})
    void refusesWhatIsNoReturn(String content, String issue) {
        assertRefused(new ReturnStore().receive(content), issue);
    }

    @Test
    void refusesAReturnWithoutRows() throws IOException {
        String header = read("same-period-sent-again", 1).lines().findFirst().orElseThrow();

        assertRefused(new ReturnStore().receive(header + "\n,,,\n\n"), "file-without-rows");
    }

    @Test
    void aReturnOfWhichNoRowIsReadableTakesNothingBack() throws IOException {
        ReturnStore store = ReturnStore.of(List.of(read("newer-return-omits-people", 1)));
        List<MappedResource> before = store.current();

        MappingResult result = store.receive(read("newer-return-omits-people", 2).replace(",Service,", ",,"));

        assertThat(result.accepted()).isZero();
        assertThat(result.snapshot()).isEmpty();
        assertThat(store.current()).isEqualTo(before);
    }

    @Test
    void leavesOutControlCharactersThatFhirForbids() throws IOException {
        ReturnStore store = new ReturnStore();

        MappingResult result = store.receive(read("same-period-sent-again", 2).replace("ZZ99", "ZZ\u0000\u001B99"));

        assertThat(result.issues()).extracting(MappingIssue::id).containsExactly("control-characters");
        assertThat(store.current()).anyMatch(resource -> resource.json().contains("\"ZZ99 1AA\""));
    }

    @Test
    void theWordsOfBothReleasesMeanTheSameEvents() throws IOException {
        String release1 = read("every-event-type-in-release-1-words", 1);
        String release2 = release1.replace("Service User", "Service user")
                .replace("Long Term Support: Community", "Long term support: Community")
                .replace("Home Support", "Home support or domiciliary care")
                .replace("Discharge from Hospital", "Discharge from hospital")
                .replace("Short Term Assessment", "Short term assessment")
                .replace("Physical Support: Personal Care Support", "Physical support: Personal care support")
                .replace("CASSR Managed Personal Budget", "CASSR managed personal budget");

        assertThat(ids(ReturnStore.of(List.of(release2)))).isEqualTo(ids(ReturnStore.of(List.of(release1))))
                .hasSize(8);
    }

    @Test
    void aServiceKeepsItsIdWhenItEndsOrItsCostRises() throws IOException {
        String before = read("services-that-differ-in-cost-alone", 1);
        String after = before.replace("2025-01-01,2025-03-31", "2025-04-01,2025-06-30").replace(",22,", ",23,");
        ReturnStore store = ReturnStore.of(List.of(before));
        Set<String> ids = ids(store);

        store.receive(after);

        assertThat(ids(store)).isEqualTo(ids);
        assertThat(store.current()).anyMatch(resource -> resource.json().contains("\"value\":23,"));
    }

    /** Folders whose returns are of different periods, so that arrival may not matter. */
    @TestFactory
    Stream<DynamicTest> anyOrderOfArrivalFoldsAlike() {
        return Stream.of("newer-return-omits-an-active-service", "newer-return-omits-people",
                "rejected-row-takes-nothing-back").map(name -> DynamicTest.dynamicTest(name, () -> {
                    List<String> returns = new ArrayList<>(List.of(read(name, 1), read(name, 2),
                            read(name, 1).replace("2024-10-01,2024-12-31", "2024-07-01,2024-09-30"),
                            read("every-event-type-in-release-1-words", 1).replace("2025-01-01,2025-03-31",
                                    "2025-04-01,2025-06-30")));
                    List<MappedResource> inOrder = ReturnStore.of(returns).current();
                    assertThat(inOrder).isNotEmpty();
                    for (List<String> order : permutations(returns)) {
                        assertThat(ReturnStore.of(order).current()).isEqualTo(inOrder);
                    }
                }));
    }

    /** No value of an accepted row disappears: it is in a resource, or an issue names its column. */
    @ParameterizedTest
    @EnumSource(EventType.class)
    void everyColumnIsCarriedOrReported(EventType type) {
        Set<Column> dates = EnumSet.of(Column.DATE_OF_BIRTH, Column.DATE_OF_DEATH, Column.EVENT_START,
                Column.EVENT_END, Column.PERIOD_START, Column.PERIOD_END);
        List<String> values = Arrays.stream(Column.values())
                .map(column -> switch (column.content()) {
                    case TEXT -> "text " + column.name();
                    case CODE -> column == Column.EVENT_TYPE ? type.name() : "code " + column.name();
                    case COUNT -> "7";
                    case AMOUNT -> "7" + column.ordinal();
                    case DATE -> column == Column.PERIOD_START ? "2025-01-01" : "2025-03-" + column.ordinal() % 30;
                })
                .map(value -> value.replaceAll("-(\\d)$", "-0$1"))
                .toList();
        String csv = Arrays.stream(Column.values()).map(c -> '"' + c.heading() + '"').collect(Collectors.joining(","))
                + '\n' + String.join(",", values) + '\n';
        ReturnStore store = new ReturnStore();

        MappingResult result = store.receive(csv.replace("2025-03-02", "2025-03-31"));

        assertThat(result.rejected()).as("%s", result.issues()).isZero();
        String all = store.current().stream().map(MappedResource::json).collect(Collectors.joining());
        for (Column column : Column.values()) {
            String value = values.get(column.ordinal());
            boolean stated = dates.contains(column) || column == Column.EVENT_TYPE || column == Column.GENDER
                    ? reported(result, column) || column.topic() == Column.Topic.RETURN || all.contains(value)
                            || column == Column.EVENT_TYPE
                    : all.contains(value) || reported(result, column);
            assertThat(stated).as("%s of a %s", column, type).isTrue();
        }
    }

    /** Both ways: an extension that nobody emits would be a promise nobody keeps. */
    @Test
    void everyExtensionOfTheReturnIsDefined() throws IOException {
        try (Stream<Path> defined = Files.list(Path.of("../profiles/src/main/resources/structuredefinitions"))) {
            assertThat(defined.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("cld-")))
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(HubExtension.values())
                            .map(extension -> extension.url().substring(extension.url().lastIndexOf('/') + 1) + ".json")
                            .toList());
        }
    }

    @Test
    void nothingInAFileThrows() throws IOException {
        byte[] good = read("every-event-type-in-release-1-words", 1).getBytes(StandardCharsets.UTF_8);
        Random random = new Random(20250331);
        for (int round = 0; round < 300; round++) {
            byte[] bad = good.clone();
            for (int i = 0; i < 1 + round % 8; i++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            ReturnStore store = new ReturnStore();
            MappingResult result = store.receive(Arrays.copyOf(bad, random.nextInt(bad.length) + 1));
            assertThat(result.accepted()).as("round %d", round).isBetween(0, result.records());
            store.current();
        }
    }

    @Test
    void issuesHoldNothingOfThePeople() throws IOException {
        for (String name : List.of("values-outside-the-lists", "bad-rows-among-good", "rows-of-one-person-differ")) {
            for (MappingIssue issue : new ReturnStore().receive(read(name, 1)).issues()) {
                assertThat(issue.message() + issue.remedy() + issue.location())
                        .doesNotContain("99900000", "ZZ99", "1941", "Tired", "Pet care", "P1", "Telephone");
            }
        }
    }

    private static void assertRefused(MappingResult result, String issue) {
        assertThat(result.issues()).extracting(MappingIssue::id).containsOnly(issue);
        assertThat(result.accepted()).isZero();
        assertThat(result.rejected()).isOne();
        assertThat(result.contributions()).isEmpty();
        assertThat(result.snapshot()).isEmpty();
    }

    private static boolean reported(MappingResult result, Column column) {
        return result.issues().stream().anyMatch(issue -> issue.location().contains('"' + column.heading() + '"'));
    }

    private static Set<String> ids(ReturnStore store) {
        return store.current().stream().map(r -> r.type() + '/' + r.id()).collect(Collectors.toSet());
    }

    private static String read(String name, int number) throws IOException {
        return Files.readString(CASES.resolve(name).resolve(number + ".csv"));
    }

    private static <T> List<List<T>> permutations(List<T> items) {
        if (items.isEmpty()) {
            return List.of(List.of());
        }
        List<List<T>> all = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            List<T> rest = new ArrayList<>(items);
            T first = rest.remove(i);
            for (List<T> tail : permutations(rest)) {
                List<T> order = new ArrayList<>(Collections.singletonList(first));
                order.addAll(tail);
                all.add(order);
            }
        }
        return all;
    }
}
