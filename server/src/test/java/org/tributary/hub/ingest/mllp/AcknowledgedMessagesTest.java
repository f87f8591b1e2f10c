package org.tributary.hub.ingest.mllp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.ingest.Feed;
import org.tributary.hub.ops.TestHub;
import org.tributary.mapping.CareSetting;
import org.tributary.mapping.hl7v2.Hl7Acknowledgement;
import org.tributary.mapping.hl7v2.Hl7Header;

/**
 * A message that was answered {@code AA} is stored at that moment. The same watch is set on a door that answers first
 * and commits later, and must see it lose messages.
 */
class AcknowledgedMessagesTest {

    private static final int MESSAGES = 20;

    @Test
    void whatWasAcknowledgedIsStored() {
        try (TestHub hub = TestHub.start()) {
            hub.addFeed("acute", "RZ8", CareSetting.ACUTE, "hl7v2", "PAS^RZ8");
            MllpDoor door = hub.get(MllpDoor.class);
            assertThat(lost(hub, message -> door.answer(message).getFirst())).isEmpty();
        }
    }

    @Test
    void aDoorThatAnswersBeforeItCommitsIsCaught() {
        try (TestHub hub = TestHub.start()) {
            Feed feed = hub.addFeed("acute", "RZ8", CareSetting.ACUTE, "hl7v2", "PAS^RZ8");
            List<byte[]> queue = new ArrayList<>();
            UnaryOperator<byte[]> planted = message -> {
                queue.add(message);
                if (queue.size() == 5) {
                    queue.forEach(queued -> hub.intake().receive(feed, "mllp", queued));
                    queue.clear();
                }
                return Hl7Acknowledgement.of(Hl7Header.read(message).orElseThrow(), Hl7Acknowledgement.Code.AA, "",
                        List.of(), java.time.Instant.EPOCH, "1");
            };
            assertThat(lost(hub, planted)).isNotEmpty();
        }
    }

    /** The control ids of messages that were answered AA but are not there when the answer arrives. */
    private static List<String> lost(TestHub hub, UnaryOperator<byte[]> door) {
        List<String> lost = new ArrayList<>();
        for (int number = 1; number <= MESSAGES; number++) {
            String control = "C" + number;
            byte[] answer = door.apply(admission(control, number));
            boolean acknowledged = new String(answer, StandardCharsets.UTF_8).contains("MSA|AA|" + control);
            assertThat(acknowledged).as("answer to %s", control).isTrue();
            if (!isStored(hub, control)) {
                lost.add(control);
            }
        }
        return lost;
    }

    private static boolean isStored(TestHub hub, String control) {
        return hub.get(ReaderDatabase.class)
                .read(Caller.hub(), transaction -> transaction.jdbc()
                        .sql("""
                                SELECT count(*) FROM contribution c JOIN message m ON m.id = c.message
                                WHERE c.control = :control AND m.state = 'COMMITTED'""")
                        .param("control", control)
                        .query(Long.class)
                        .single()) > 0;
    }

    private static byte[] admission(String control, int number) {
        String time = "202603011%03d00".formatted(number);
        return String.join("\r", List.of(
                "MSH|^~\\&|PAS|RZ8|ROUTE|ROUTE|" + time + "||ADT^A01^ADT_A01|" + control
                        + "|P|2.4|||||GBR|UNICODE UTF-8|EN||iTKv1.0",
                "EVN||" + time, "PID|1||L" + number + "^^^RZ8^MR||TESTER^NUMBER" + number + "||19500101|1",
                "PV1|1|I|W1^B^1^RZ8||||||||||||||||V" + number + "|||||||||||||||||||||||||" + time, ""))
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void anUnknownSenderIsTurnedAwayAndAReusedIdentityIsRefused() {
        try (TestHub hub = TestHub.start()) {
            hub.addFeed("acute", "RZ8", CareSetting.ACUTE, "hl7v2", "PAS^RZ8");
            MllpDoor door = hub.get(MllpDoor.class);
            assertThat(code(door, text(admission("C1", 1)).replace("|PAS|", "|OTHER|"))).isEqualTo("AR");
            assertThat(code(door, "this is no message")).isEqualTo("AR");
            assertThat(code(door, text(admission("C1", 1)))).isEqualTo("AA");
            assertThat(code(door, text(admission("C1", 1)))).as("the same again").isEqualTo("AA");
            assertThat(code(door, text(admission("C1", 1)).replace("NUMBER1", "OTHER"))).as("another body")
                    .isEqualTo("AE");
            assertThat(code(door, text(admission("C2", 2)).replace("ADT^A01^ADT_A01", "ADT^A99^ADT_A99")))
                    .as("unsupported")
                    .isEqualTo("AE");
        }
    }

    private static String text(byte[] message) {
        return new String(message, StandardCharsets.UTF_8);
    }

    private static String code(MllpDoor door, String message) {
        String answer = text(door.answer(message.getBytes(StandardCharsets.UTF_8)).getFirst());
        return Optional.of(answer.indexOf("MSA|"))
                .filter(at -> at >= 0)
                .map(at -> answer.substring(at + 4, at + 6))
                .orElse("");
    }
}
