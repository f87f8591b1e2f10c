package org.tributary.hub.pathway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.SmartScope;
import org.tributary.hub.identity.People;
import org.tributary.hub.ingest.CommitLine;
import org.tributary.hub.ops.TestHub;
import org.tributary.hub.store.ResourceBody;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceWrite;

/** One person whom a practice and a trust know, and a board that both share with. */
@SuppressWarnings("NullAway.Init")
class CareTimelinesTest {

    private static final Caller BOARD = TestHub.carer("QZ9");

    private static TestHub hub;
    private static String person;

    @BeforeAll
    static void start() {
        hub = TestHub.start();
        write("A99901", """
                {"resourceType":"Patient","id":"gp-pat","birthDate":"1948-03-03",
                 "identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9990000018"}]}""", """
                {"resourceType":"Organization","id":"gp-org","name":"Riverside Surgery",
                 "identifier":[{"system":"https://fhir.nhs.uk/Id/ods-organization-code","value":"A99901"}]}""", """
                {"resourceType":"Immunization","id":"z-undated","status":"completed","vaccineCode":{"text":"MMR"},
                 "patient":{"reference":"Patient/gp-pat"},"occurrenceString":"childhood"}""", """
                {"resourceType":"MedicationStatement","id":"med","status":"active",
                 "medicationReference":{"reference":"Medication/amlo"},"subject":{"reference":"Patient/gp-pat"},
                 "effectivePeriod":{"start":"2026-03-03"}}""");
        write("RZ1", """
                {"resourceType":"Patient","id":"trust-pat","birthDate":"1948-03-03",
                 "identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9990000018"}]}""", """
                {"resourceType":"Encounter","id":"stay","status":"finished",
                 "class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"IMP"},
                 "subject":{"reference":"Patient/trust-pat"},"period":{"start":"2026-03-03T10:00:00Z"}}""", """
                {"resourceType":"Observation","id":"b","status":"final","code":{"text":"Haemoglobin"},
                 "subject":{"reference":"Patient/trust-pat"},"effectiveDateTime":"2026-03-03T10:00:00Z"}""", """
                {"resourceType":"Observation","id":"a","status":"final","code":{"text":"Sodium"},
                 "subject":{"reference":"Patient/trust-pat"},"effectiveDateTime":"2026-03-03T10:00:00Z"}""", """
                {"resourceType":"Observation","id":"other","status":"final","code":{"text":"Of someone else"},
                 "subject":{"reference":"Patient/not-the-one"},"effectiveDateTime":"2026-03-03T10:00:00Z"}""");
        // The medicine's name arrives after the statement that needs it.
        write("A99901", """
                {"resourceType":"Medication","id":"amlo","code":{"text":"Amlodipine 5mg tablets"}}""");
        hub.agree("A99901", "QZ9");
        hub.agree("RZ1", "QZ9");
        person = read(BOARD, transaction -> hub.get(People.class).findPersonOf(transaction, "gp-pat")).orElseThrow();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void joinsPublishersInOrderOfTimeKindAndReferenceWithTheUndatedLast() {
        CareTimeline timeline = find(BOARD).orElseThrow();
        assertThat(timeline.patients()).containsExactly("gp-pat", "trust-pat");
        assertThat(references(timeline)).containsExactly("MedicationStatement/med", "Encounter/stay", "Observation/a",
                "Observation/b", "Immunization/z-undated");
    }

    @Test
    void namesWhatOtherResourcesName() {
        CareTimeline timeline = find(BOARD).orElseThrow();
        TimelineEntry medication = timeline.entries().getFirst();
        assertThat(medication.event().code().orElseThrow().display()).contains("Amlodipine 5mg tablets");
        assertThat(medication.organisationName()).contains("Riverside Surgery");
        assertThat(medication.feed()).isEqualTo("rest-a99901");
        assertThat(timeline.entries().get(1).organisationName()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "-", value = {
            "-; -; -",
            "-; observation; -",
            "-; -; A99901",
            "2026-03-03/2026-03-03; -; -",
            "2026-03-04/; -; -",
            "/2026-03-02; -; -",
            "2026/2026; observation,inpatient-stay; RZ1"})
    void pagesOfEverySizeJoinToWhatIsAskedFor(@Nullable String period, @Nullable String kinds,
            @Nullable String organisation) {
        TimelineFilter filter = TimelineFilter.parse(Optional.ofNullable(period), List.of(),
                Stream.ofNullable(organisation).toList(),
                Stream.ofNullable(kinds).toList());
        List<String> asked = find(BOARD).orElseThrow()
                .entries()
                .stream()
                .filter(entry -> filter.admits(entry.event()))
                .map(entry -> entry.event().source().reference())
                .toList();
        for (int count : new int[]{1, 2, 3, 4, 5, Integer.MAX_VALUE}) {
            List<String> paged = new ArrayList<>();
            Optional<String> cursor = Optional.empty();
            do {
                TimelinePage page = page(filter, count, cursor);
                assertThat(page.timeline().entries()).hasSizeLessThanOrEqualTo(count);
                paged.addAll(references(page.timeline()));
                cursor = page.next();
            } while (cursor.isPresent());
            assertThat(paged).as("pages of %d", count).isEqualTo(asked);
        }
    }

    private static TimelinePage page(TimelineFilter filter, int count, Optional<String> cursor) {
        return read(BOARD,
                transaction -> hub.get(CareTimelines.class).findPage(transaction, person, filter, count, cursor))
                .orElseThrow();
    }

    @Test
    void showsEachCallerTheirPartOfThePerson() {
        assertThat(references(find(TestHub.carer("A99901")).orElseThrow())).containsExactly("MedicationStatement/med",
                "Immunization/z-undated");
        assertThat(find(TestHub.carer("RZ1")).orElseThrow().patients()).containsExactly("trust-pat");
        assertThat(find(TestHub.carer("RX9"))).isEmpty();
    }

    @Test
    void findsTheWholePersonFromAnyOfTheirPatients() {
        assertThat(findFor(BOARD, "trust-pat")).isEqualTo(find(BOARD));
        assertThat(findFor(TestHub.carer("A99901"), "trust-pat")).isEmpty();
        assertThat(findFor(BOARD, "nobody")).isEmpty();
    }

    @Test
    void hidesEventsOfTypesThatTheTokenDoesNotGrant() {
        Caller observer = new Caller("lab", Optional.of("QZ9"), BOARD.role(), BOARD.purpose(),
                Set.of(SmartScope.parse("system/Observation.rs").orElseThrow()), false);
        assertThat(references(find(observer).orElseThrow())).containsExactly("Observation/a", "Observation/b");
    }

    private static Optional<CareTimeline> find(Caller caller) {
        return read(caller, transaction -> hub.get(CareTimelines.class).findForPerson(transaction, person));
    }

    private static Optional<CareTimeline> findFor(Caller caller, String patient) {
        return read(caller, transaction -> hub.get(CareTimelines.class).findForPatient(transaction, patient));
    }

    private static <T> T read(Caller caller, Function<ReadTransaction, T> work) {
        return hub.get(ReaderDatabase.class).read(caller, work);
    }

    private static List<String> references(CareTimeline timeline) {
        return timeline.entries().stream().map(entry -> entry.event().source().reference()).toList();
    }

    private static void write(String organisation, String... resources) {
        hub.get(CommitLine.class)
                .write(TestHub.carer(organisation), Arrays.stream(resources).map(CareTimelinesTest::put).toList());
    }

    private static ResourceWrite put(String json) {
        ResourceBody body = switch (ResourceBody.parse(json.getBytes(StandardCharsets.UTF_8))) {
            case ResourceBody.Valid valid -> valid.body();
            case ResourceBody.Invalid invalid -> throw new AssertionError(invalid.problems());
        };
        return new ResourceWrite.Put(new ResourceKey(body.type(), body.id().orElseThrow()), body, OptionalInt.empty());
    }
}
