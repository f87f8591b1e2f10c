package org.tributary.hub.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.ops.TestHub;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceReader;
import org.tributary.mapping.CareSetting;

/** Messages that arrive late end in the state that a perfectly ordered feed would have given. */
@Tag("contract")
class LateMessagesTest {

    private static String visit(String type, String control, int number, String time, String family, String ends) {
        return String.join("\r", List.of(
                "MSH|^~\\&|PAS|RZ8|ROUTE|ROUTE|" + time + "||" + type + "|" + control + "|P|2.4|||||GBR|UNICODE UTF-8",
                "EVN||" + time, "PID|1||L" + number + "^^^RZ8^MR||" + family + "^ONE||19500101|1",
                "PV1|1|I|W1^B^1^RZ8||||||||||||||||V" + number + "|||||||||||||||||||||||||202603011000|" + ends, ""));
    }

    private static String result(String control, String time, String status, String value) {
        return String.join("\r", List.of(
                "MSH|^~\\&|PAS|RZ8|ROUTE|ROUTE|" + time + "||ORU^R01^ORU_R01|" + control
                        + "|P|2.4|||||GBR|UNICODE UTF-8",
                "PID|1||L4^^^RZ8^MR||TESTER^ONE||19500101|1", "PV1|1|I|W1^B^1^RZ8",
                "OBR|1|P1|F1|FBC^Full blood count^WINPATH|||202603011000|||||||||||||||" + time + "||HM|" + status,
                "OBX|1|NM|HB^Haemoglobin^WINPATH||" + value + "|g/L|130-170||||" + status + "|||202603011000", ""));
    }

    /** As they happened: a stay, an update, a discharge taken back, a result and its correction. */
    private static final List<String> IN_ORDER = List.of(
            visit("ADT^A01^ADT_A01", "S1", 1, "202603011000", "TESTER", ""),
            visit("ADT^A03^ADT_A03", "S2", 1, "202603031000", "TESTER", "202603031000"),
            visit("ADT^A01^ADT_A01", "U1", 2, "202603011000", "TESTER", ""),
            visit("ADT^A08^ADT_A01", "U2", 2, "202603021000", "YESTERDAY", ""),
            visit("ADT^A08^ADT_A01", "U3", 2, "202603031000", "TODAY", ""),
            visit("ADT^A01^ADT_A01", "T1", 3, "202603011000", "TESTER", ""),
            visit("ADT^A03^ADT_A03", "T2", 3, "202603021000", "TESTER", "202603021000"),
            visit("ADT^A13^ADT_A01", "T3", 3, "202603021100", "TESTER", ""),
            result("R1", "202603011200", "F", "99"), result("R2", "202603011300", "C", "141"));

    /** A03 before A01, yesterday's A08 after today's, A13 before its A03, the correction before the result. */
    private static final List<Integer> LATE = List.of(1, 0, 2, 4, 3, 7, 6, 5, 9, 8);

    @Test
    void whateverIsLateTheEndIsTheSame() {
        String inOrder;
        try (TestHub hub = TestHub.start()) {
            Feed feed = hub.addFeed("acute", "RZ8", CareSetting.ACUTE, "hl7v2");
            IN_ORDER.forEach(message -> send(hub, feed, message));
            inOrder = hub.digest();
        }
        try (TestHub hub = TestHub.start()) {
            Feed feed = hub.addFeed("acute", "RZ8", CareSetting.ACUTE, "hl7v2");
            LATE.forEach(place -> send(hub, feed, IN_ORDER.get(place)));
            assertThat(hub.digest()).isEqualTo(inOrder);
            assertThat(all(hub, "Encounter")).filteredOn(json -> json.contains("\"finished\""))
                    .as("the stay that ended")
                    .hasSize(1);
            assertThat(all(hub, "Encounter")).filteredOn(json -> json.contains("\"status\":\"in-progress\""))
                    .as("the one that was not told to end, and the one whose end was taken back")
                    .hasSize(2);
            assertThat(all(hub, "Patient")).anyMatch(json -> json.contains("TODAY"))
                    .noneMatch(json -> json.contains("YESTERDAY"));
            assertThat(all(hub, "Observation")).singleElement()
                    .satisfies(
                            json -> assertThat(json).contains("\"status\":\"corrected\"", "\"value\":141")
                                    .doesNotContain("\"value\":99"));
        }
    }

    private static void send(TestHub hub, Feed feed, String message) {
        IntakeOutcome outcome = hub.intake().receive(feed, "mllp", Admissions.bytes(message));
        assertThat(outcome.state()).as(outcome.issues().toString()).isEqualTo(MessageState.COMMITTED);
    }

    private static List<String> all(TestHub hub, String type) {
        ReaderDatabase reader = hub.get(ReaderDatabase.class);
        return reader.read(Caller.hub(), transaction -> transaction.jdbc()
                .sql("SELECT id FROM resource WHERE type = :type AND body IS NOT NULL")
                .param("type", type)
                .query(String.class)
                .list()
                .stream()
                .flatMap(id -> hub.get(ResourceReader.class).find(transaction, new ResourceKey(type, id)).stream())
                .map(resource -> new String(resource.json(), StandardCharsets.UTF_8))
                .toList());
    }
}
