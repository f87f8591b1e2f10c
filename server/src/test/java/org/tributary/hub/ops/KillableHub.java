package org.tributary.hub.ops;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.springframework.context.ConfigurableApplicationContext;
import org.tributary.hub.access.DatabaseSettings;
import org.tributary.hub.ingest.Admissions;
import org.tributary.hub.ingest.CommitLine;
import org.tributary.hub.ingest.Feed;
import org.tributary.hub.ingest.Feeds.NewFeed;
import org.tributary.hub.ingest.Intake;
import org.tributary.mapping.CareSetting;

/** A hub with its MLLP door in a process of its own, to be killed. */
final class KillableHub {

    private static final String READY = "ready";

    private final ProcessBuilder builder;
    private final Path log;
    private Process process;

    /**
     * @param log
     *            where its log goes
     * @param planted
     *            whether its door is one that answers first and commits later
     */
    KillableHub(DatabaseSettings database, int port, boolean planted, Path log) throws IOException {
        List<String> options = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                "-Dtributary.mllp.port=" + (planted ? -1 : port));
        builder = OwnJvm.of(KillableHub.class, options, database.url(), database.writerPassword(),
                database.readerPassword(), String.valueOf(planted ? port : -1))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        this.log = log;
        process = begin();
    }

    void killAndStartAgain() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        process = begin();
    }

    void stop() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Starts the process and waits until it says that it is ready. */
    private Process begin() throws IOException {
        Process begun = builder.start();
        BufferedReader out = new BufferedReader(
                new InputStreamReader(begun.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); !READY.equals(line); line = out.readLine()) {
            if (line == null) {
                // The database may be down just now: the hub is started again until it is not.
                return begin();
            }
        }
        // What it says later must not fill the pipe, or it would stop to wait for a reader.
        Thread.ofPlatform().daemon().start(() -> drain(out));
        return begun;
    }

    private void drain(BufferedReader out) {
        try (out) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                Files.writeString(log, line + '\n', StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            // The process was killed.
        }
    }

    /** Arguments: the database's URL, the passwords of its two logins, and a port for the planted door, or -1. */
    public static void main(String[] arguments) throws Exception {
        ConfigurableApplicationContext hub = HubCore.start(Map.of("tributary.database.url", arguments[0],
                "tributary.database.writer-password", arguments[1], "tributary.database.reader-password",
                arguments[2]));
        Feed feed = hub.getBean(CommitLine.class)
                .addFeed(new NewFeed("acute", "RZ8", CareSetting.ACUTE, "hl7v2", List.of(Admissions.SENDER)));
        int planted = Integer.parseInt(arguments[3]);
        if (planted >= 0) {
            answerFirst(planted, hub.getBean(Intake.class), feed);
        }
        System.out.println(READY);
        Thread.sleep(Long.MAX_VALUE);
    }

    /** The fault: a door that says AA as soon as it has read a message, and commits when it comes to it. */
    private static void answerFirst(int port, Intake intake, Feed feed) throws IOException {
        BlockingQueue<byte[]> later = new LinkedBlockingQueue<>();
        ServerSocket door = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(() -> {
            while (true) {
                try {
                    intake.receive(feed, "mllp", later.take());
                } catch (InterruptedException e) {
                    return;
                }
            }
        });
        Thread.ofPlatform().daemon().start(() -> {
            while (true) {
                try {
                    Socket sender = door.accept();
                    Thread.ofPlatform().daemon().start(() -> answerFirst(sender, later));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    private static void answerFirst(Socket sender, BlockingQueue<byte[]> later) {
        try (sender) {
            for (byte[] message = readFrame(sender.getInputStream()); message.length > 0; message = readFrame(
                    sender.getInputStream())) {
                later.add(message);
                String control = new String(message, StandardCharsets.UTF_8).split("\\|")[9];
                writeFrame(sender.getOutputStream(), ("MSH|^~\\&|\rMSA|AA|" + control + '\r')
                        .getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The content of the next frame; empty when the other side is gone. */
    static byte[] readFrame(InputStream in) throws IOException {
        List<Byte> bytes = new ArrayList<>();
        for (int value = in.read(); value != 0x1C; value = in.read()) {
            if (value < 0) {
                return new byte[0];
            }
            if (value != 0x0B && value != '\r' || !bytes.isEmpty()) {
                bytes.add((byte) value);
            }
        }
        in.read();
        byte[] content = new byte[bytes.size()];
        for (int i = 0; i < content.length; i++) {
            content[i] = bytes.get(i);
        }
        return content;
    }

    static void writeFrame(OutputStream out, byte[] content) throws IOException {
        byte[] frame = new byte[content.length + 3];
        frame[0] = 0x0B;
        System.arraycopy(content, 0, frame, 1, content.length);
        frame[frame.length - 2] = 0x1C;
        frame[frame.length - 1] = '\r';
        out.write(frame);
        out.flush();
    }
}
