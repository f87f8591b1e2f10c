package org.tributary.mapping.gpconnect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tributary.mapping.AggregateKey;
import org.tributary.mapping.CareSetting;
import org.tributary.mapping.Contribution;
import org.tributary.mapping.MappedResource;
import org.tributary.mapping.MappingResult;
import org.tributary.mapping.SourceDocument;
import org.tributary.mapping.SourceFeed;

class GpConnectMapperTest {

    private static final GpConnectMapper MAPPER = new GpConnectMapper();
    private static final Instant RECEIVED = Instant.parse("2024-06-01T00:00:00Z");
    private static final SourceFeed PRACTICE = new SourceFeed("gp-a", "Y99901", CareSetting.PRIMARY);
    private static final SourceFeed OTHER_PRACTICE = new SourceFeed("gp-b", "Y99902", CareSetting.PRIMARY);

    private static final String ANN = "{'resourceType':'Patient','id':'1','birthDate':'1950-03-04'}";
    private static final String BOB = "{'resourceType':'Patient','id':'2','birthDate':'1960-03-04'}";
    private static final String DOCTOR = "{'resourceType':'Practitioner','id':'9','name':[{'family':'Doctor'}]}";
    private static final String ASTHMA = "{'resourceType':'Condition','id':'7','subject':{'reference':'Patient/1'},"
            + "'asserter':{'reference':'Practitioner/9'}}";

    @Test
    void a_record_is_one_aggregate_and_what_records_share_are_others() {
        List<AggregateKey> aggregates = map(PRACTICE, ANN, DOCTOR, ASTHMA).contributions()
                .stream()
                .map(Contribution::aggregate)
                .toList();

        assertThat(aggregates).containsExactly(
                new AggregateKey("record", "https://tributary.example/Id/Y99901/gpconnect/Patient|1"),
                new AggregateKey("practitioner", "9"));
    }

    @Test
    void two_records_hold_the_same_practitioner_and_conditions_of_their_own() {
        String asthma = ASTHMA.replace("Patient/1", "Patient/2");
        List<String> first = ids(map(PRACTICE, ANN, DOCTOR, ASTHMA));
        List<String> second = ids(map(PRACTICE, BOB, DOCTOR, asthma));

        assertThat(first).hasSize(3);
        assertThat(first.stream().filter(second::contains)).singleElement()
                .satisfies(id -> assertThat(id).startsWith("Practitioner/"));
        assertThat(ids(map(OTHER_PRACTICE, ANN, DOCTOR, ASTHMA))).doesNotContainAnyElementsOf(first);
    }

    @Test
    void what_records_of_a_day_say_alike_of_a_practitioner_is_one_contribution() {
        Contribution ofAnn = map(PRACTICE, list("2024-01-01T09:00:00Z"), ANN, DOCTOR).contributions().getLast();
        Contribution ofBob = map(PRACTICE, list("2024-01-01T17:00:00Z"), BOB, DOCTOR).contributions().getLast();
        Contribution nextDay = map(PRACTICE, list("2024-01-02T09:00:00Z"), BOB, DOCTOR).contributions().getLast();
        String renamed = DOCTOR.replace("'Doctor'", "'Doctor-Smith'");
        Contribution other = map(PRACTICE, list("2024-01-01T09:00:00Z"), ANN, renamed).contributions().getLast();

        assertThat(ofAnn).isEqualTo(ofBob);
        assertThat(ofAnn.order()).isLessThan(nextDay.order()).isNotEqualTo(other.order());
    }

    @Test
    void what_a_newer_record_omits_is_gone_and_ids_stay() {
        Contribution older = record(map(PRACTICE, list("2024-01-01"), ANN, ASTHMA));
        Contribution newer = record(map(PRACTICE, list("2024-02-01"), ANN));

        List<MappedResource> folded = MAPPER.fold(older.aggregate(), List.of(older, newer), PRACTICE).resources();

        assertThat(older.order()).isLessThan(newer.order());
        assertThat(folded).extracting(MappedResource::type).containsExactly("List", "Patient");
        assertThat(MAPPER.fold(older.aggregate(), List.of(older), PRACTICE).resources()).hasSize(3)
                .extracting(MappedResource::id)
                .containsAll(folded.stream().map(MappedResource::id).toList());
    }

    @Test
    void a_record_stands_at_the_latest_date_of_its_top_level_lists() {
        String consultation = list("2030-01-01").replace("717711000000103", "325851000000107");

        assertThat(time(map(PRACTICE, list("2024-01-01T10:00:00+01:00"), list("2024-02"), consultation, ANN)))
                .isEqualTo("2024-02-01T00:00:00Z");
        assertThat(time(map(PRACTICE, list("2024-07-01T10:00:00"), ANN))).as("read as London's")
                .isEqualTo("2024-07-01T09:00:00Z");
    }

    @Test
    void a_record_without_such_a_date_stands_at_the_bundles_or_at_its_arrival() {
        String dated = bundle(ANN).replace("'meta':{", "'meta':{'lastUpdated':'2024-03-01T00:00:00+00:00',");
        String misdated = bundle(ANN).replace("'meta':{", "'meta':{'lastUpdated':'yesterday',");

        assertThat(time(map(dated))).isEqualTo("2024-03-01T00:00:00Z");
        assertThat(time(map(PRACTICE, ANN))).isEqualTo(RECEIVED.toString());
        assertThat(time(map(misdated))).isEqualTo(RECEIVED.toString());
        assertThat(map(misdated).issues()).singleElement()
                .satisfies(issue -> assertThat(issue.id()).isEqualTo("bundle-time-unreadable"));
    }

    @Test
    void decimals_keep_their_digits() {
        String weight = "{'resourceType':'Observation','id':'8','status':'final','code':{'text':'Weight'},"
                + "'valueQuantity':{'value':70.50}}";

        assertThat(record(map(PRACTICE, ANN, weight)).body()).contains("\"value\":70.50");
        assertThat(MAPPER.fold(record(map(PRACTICE, ANN, weight)).aggregate(),
                List.of(record(map(PRACTICE, ANN, weight))), PRACTICE).resources())
                .anySatisfy(one -> assertThat(one.json()).contains("\"value\":70.50"));
    }

    @Test
    void a_byte_order_mark_is_no_obstacle() {
        assertThat(map('\uFEFF' + bundle(ANN)).accepted()).isEqualTo(1);
    }

    @Test
    void one_situation_is_told_a_hundred_times_at_most() {
        String[] referrals = Stream.generate(() -> "{'resourceType':'Nonsense'}").limit(250).toArray(String[]::new);
        MappingResult result = map(PRACTICE, Stream.concat(Stream.of(ANN), Stream.of(referrals))
                .toArray(String[]::new));

        assertThat(result.issues()).hasSize(101);
        assertThat(result.issues().getLast().message()).contains("150 more places");
    }

    private static String list(String date) {
        return "{'resourceType':'List','status':'current','mode':'snapshot','date':'" + date
                + "','code':{'coding':[{'system':'http://snomed.info/sct','code':'717711000000103'}]}}";
    }

    private static String bundle(String... resources) {
        return Stream.of(resources)
                .map(one -> "{'resource':" + one + '}')
                .reduce((a, b) -> a + ',' + b)
                .map(entries -> "{'resourceType':'Bundle','type':'collection','meta':{'profile':['https://fhir.nhs.uk/"
                        + "STU3/StructureDefinition/GPConnect-StructuredRecord-Bundle-1']},'entry':[" + entries + "]}")
                .orElseThrow();
    }

    private static MappingResult map(SourceFeed feed, String... resources) {
        byte[] bytes = bundle(resources).replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return MAPPER.map(new SourceDocument(bytes, RECEIVED), feed);
    }

    private static MappingResult map(String bundle) {
        byte[] bytes = bundle.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return MAPPER.map(new SourceDocument(bytes, RECEIVED), PRACTICE);
    }

    private static Contribution record(MappingResult result) {
        return result.contributions().getFirst();
    }

    private static String time(MappingResult result) {
        return record(result).order().event().toString();
    }

    private static List<String> ids(MappingResult result) {
        return result.contributions()
                .stream()
                .flatMap(one -> MAPPER.fold(one.aggregate(), List.of(one), PRACTICE).resources().stream())
                .map(one -> one.type() + '/' + one.id())
                .toList();
    }
}
