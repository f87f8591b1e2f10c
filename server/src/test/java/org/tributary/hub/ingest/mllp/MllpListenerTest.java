package org.tributary.hub.ingest.mllp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tributary.hub.WebHub;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.signin.DevelopmentDirectory;
import org.tributary.hub.ingest.Admissions;
import org.tributary.hub.ingest.CommitLine;
import org.tributary.hub.ingest.Door;
import org.tributary.hub.ingest.Feeds;
import org.tributary.hub.ingest.Feeds.NewFeed;
import org.tributary.mapping.CareSetting;

/** The MLLP door as senders meet it, well behaved or not. */
@SuppressWarnings("NullAway.Init")
class MllpListenerTest {

    private static final int LONGEST = 20_000;

    private static WebHub hub;

    @BeforeAll
    static void start() {
        hub = WebHub.start(new DevelopmentDirectory(List.of(), List.of()), "tributary.access.open=true",
                "tributary.mllp.max-frame-bytes=" + LONGEST, "tributary.mllp.frame-seconds=1",
                "tributary.mllp.idle-seconds=2");
        add("acute", Admissions.SENDER, Door.ANY);
        add("web", "WEB^RZ8", Door.HTTP);
        add("resting", "REST^RZ8", Door.MLLP);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static void add(String code, String sender, Door door) {
        hub.get(CommitLine.class)
                .addFeed(new NewFeed(code, "RZ8", CareSetting.ACUTE, "hl7v2", List.of(sender), Optional.empty(),
                        Optional.of(door), Optional.empty(), Optional.empty()));
    }

    /** A sender's connection. */
    private static final class Sender implements AutoCloseable {

        private final Socket socket;

        private Sender() throws IOException {
            socket = new Socket("127.0.0.1", hub.get(MllpListener.class).port().orElseThrow());
            socket.setSoTimeout(30_000);
        }

        private void raw(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }

        private void send(String message) throws IOException {
            raw(frame(message.getBytes(StandardCharsets.UTF_8)));
        }

        private String ask(String message) throws IOException {
            send(message);
            return read();
        }

        /** The next answer; empty when the hub has closed the connection. */
        private String read() throws IOException {
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            int value = socket.getInputStream().read();
            while (value >= 0 && value != 0x1C) {
                answer.write(value);
                value = socket.getInputStream().read();
            }
            if (value == 0x1C) {
                assertThat(socket.getInputStream().read()).isEqualTo('\r');
            }
            return answer.toString(StandardCharsets.UTF_8);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static byte[] frame(byte[] message) {
        byte[] frame = new byte[message.length + 3];
        frame[0] = 0x0B;
        System.arraycopy(message, 0, frame, 1, message.length);
        frame[message.length + 1] = 0x1C;
        frame[message.length + 2] = '\r';
        return frame;
    }

    private static String enhanced(String control, int number, String acknowledgements) {
        return Admissions.message("ADT^A01^ADT_A01", control, number, acknowledgements);
    }

    @Test
    void severalMessagesGoByOneConnectionAndABadOneHoldsUpNobody() throws IOException {
        try (Sender sender = new Sender()) {
            assertThat(sender.ask(Admissions.admission("M1", 1))).contains("MSA|AA|M1");
            assertThat(sender.ask(Admissions.message("ADT^A99^ADT_A99", "M2", 2, ""))).contains("MSA|AE|M2", "\rERR|");
            assertThat(sender.ask("this is no message")).contains("MSA|AR|");
            assertThat(sender.ask(Admissions.admission("M3", 3))).contains("MSA|AA|M3");
            sender.raw(join(frame(Admissions.bytes(Admissions.admission("M4", 4))),
                    frame(Admissions.bytes(Admissions.admission("M5", 5)))));
            assertThat(sender.read()).contains("MSA|AA|M4");
            assertThat(sender.read()).contains("MSA|AA|M5");
        }
    }

    @Test
    void whatCannotBeRoutedIsRejected() throws IOException {
        hub.get(CommitLine.class).change(transaction -> hub.get(Feeds.class).pause(transaction, "resting", true));
        try (Sender sender = new Sender()) {
            assertThat(sender.ask(Admissions.admission("R1", 1).replace("|PAS|", "|NOBODY|"))).contains("MSA|AR|R1",
                    "No feed names this sender");
            assertThat(sender.ask(Admissions.admission("R2", 1).replace("|PAS|", "|WEB|"))).contains("MSA|AR|R2",
                    "by the door http");
            assertThat(sender.ask(Admissions.admission("R3", 1).replace("|PAS|", "|REST|"))).contains("MSA|AR|R3",
                    "paused");
            hub.get(CommitLine.class).change(transaction -> hub.get(Feeds.class).pause(transaction, "resting", false));
            assertThat(sender.ask(Admissions.admission("R3", 1).replace("|PAS|", "|REST|"))).contains("MSA|AA|R3");
        }
    }

    @Test
    void aSenderInEnhancedModeIsToldWhatItAsksFor() throws IOException {
        try (Sender sender = new Sender()) {
            assertThat(sender.ask(enhanced("E1", 11, "AL|NE"))).contains("MSA|CA|E1");
            assertThat(sender.ask(enhanced("E2", 12, "NE|AL"))).contains("MSA|AA|E2");
            assertThat(sender.ask(enhanced("E3", 13, "AL|AL"))).contains("MSA|CA|E3");
            assertThat(sender.read()).contains("MSA|AA|E3");
            // Neither of these two wants to hear of success.
            sender.send(enhanced("E4", 14, "NE|NE"));
            sender.send(enhanced("E5", 15, "ER|ER"));
            String refused = enhanced("E6", 16, "ER|ER").replace("ADT^A01^ADT_A01", "ADT^A99^ADT_A99");
            assertThat(sender.ask(refused)).contains("MSA|AE|E6");
            assertThat(sender.ask(enhanced("E7", 17, "AL|AL").replace("|PAS|", "|NOBODY|"))).contains("MSA|CR|E7");
            assertThat(sender.ask(enhanced("E8", 18, "|SU"))).contains("MSA|AA|E8");
        }
        assertThat(stored("E4")).isOne();
        assertThat(stored("E5")).isOne();
    }

    private static long stored(String control) {
        return hub.get(ReaderDatabase.class)
                .read(Caller.hub(), transaction -> transaction.jdbc()
                        .sql("SELECT count(*) FROM message WHERE state = 'COMMITTED' AND identity LIKE '%' || :control")
                        .param("control", control)
                        .query(Long.class)
                        .single());
    }

    @Test
    void aFrameWithoutEndIsRefusedAndTheNextOneIsRead() throws IOException {
        try (Sender sender = new Sender()) {
            byte[] cut = frame(Admissions.bytes(Admissions.admission("F1", 21)));
            sender.raw(join(Arrays.copyOf(cut, 60), frame(Admissions.bytes(Admissions.admission("F2", 22)))));
            assertThat(sender.read()).contains("MSA|AR|", "it has no end");
            assertThat(sender.read()).contains("MSA|AA|F2");
        }
        assertThat(stored("F1")).isZero();
    }

    @Test
    void whatIsNoFrameOrTooLongOrTooSlowEndsTheConnectionWithAReason() throws IOException {
        try (Sender sender = new Sender()) {
            sender.raw(Admissions.bytes("GET / HTTP/1.1\r\n\r\n"));
            assertThat(sender.read()).contains("MSA|AR|", "begin with VT");
            assertThat(sender.read()).isEmpty();
        }
        try (Sender sender = new Sender()) {
            sender.raw(frame(new byte[LONGEST + 1]));
            assertThat(sender.read()).contains("at most " + LONGEST + " bytes");
        }
        try (Sender sender = new Sender()) {
            sender.raw(new byte[]{0x0B, 'M', 'S', 'H'});
            assertThat(sender.read()).contains("MSA|AR|", "did not come");
            assertThat(sender.read()).isEmpty();
        }
    }

    @Test
    void silenceEndsAConnection() throws IOException {
        try (Sender sender = new Sender()) {
            assertThat(sender.read()).isEmpty();
        }
    }

    @Test
    void eachCharacterSetIsReadAsMsh18SaysIt() throws IOException {
        try (Sender sender = new Sender()) {
            int number = 31;
            for (String charset : List.of("8859/1:ISO-8859-1:ZOË", "UNICODE UTF-8:UTF-8:ZOË", "ASCII:US-ASCII:ZOE")) {
                String[] parts = charset.split(":");
                String message = Admissions.admission("S" + number, number)
                        .replace("UNICODE UTF-8", parts[0])
                        .replace("TESTER^NUMBER" + number, "TESTER^" + parts[2] + number);
                sender.raw(frame(message.getBytes(Charset.forName(parts[1]))));
                assertThat(sender.read()).as(charset).contains("MSA|AA|S" + number);
                assertThat(names()).as(charset).contains(parts[2] + number);
                number++;
            }
            // Declared as one and sent as another: taken, with a warning.
            String wrong = Admissions.admission("S40", 40).replace("NUMBER40", "ZOË40");
            sender.raw(frame(wrong.getBytes(StandardCharsets.ISO_8859_1)));
            assertThat(sender.read()).contains("MSA|AA|S40");
            assertThat(names()).contains("ZOË40");
        }
    }

    private static List<String> names() {
        return hub.get(ReaderDatabase.class)
                .read(Caller.hub(), transaction -> transaction.jdbc()
                        .sql("SELECT body FROM contribution")
                        .query(String.class)
                        .list())
                .stream()
                .flatMap(text -> java.util.stream.Stream.of(text.split("[^\\p{L}\\p{N}]+")))
                .toList();
    }

    @Test
    void delimitersOfTheSendersOwnChoiceAreReadAndMisusedOnesRefused() throws IOException {
        try (Sender sender = new Sender()) {
            String own = Admissions.admission("D1", 51)
                    .replace('|', '!')
                    .replace('^', '*')
                    .replace("*~\\&", "*~\\&");
            assertThat(sender.ask(own)).contains("MSA!AA!D1");
            assertThat(sender.ask("MSH")).contains("MSA|AR|");
            assertThat(sender.ask("MSH|")).contains("|AR|");
            assertThat(sender.ask("MSH||||||||||||||||")).contains("|AR|");
            assertThat(sender.ask(Admissions.admission("D2", 52))).contains("MSA|AA|D2");
        }
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
