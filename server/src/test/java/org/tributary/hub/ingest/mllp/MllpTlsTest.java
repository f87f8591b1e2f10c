package org.tributary.hub.ingest.mllp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.hub.WebHub;
import org.tributary.hub.access.signin.DevelopmentDirectory;
import org.tributary.hub.ingest.Admissions;
import org.tributary.hub.ingest.CommitLine;
import org.tributary.hub.ingest.Door;
import org.tributary.hub.ingest.Feeds.NewFeed;
import org.tributary.mapping.CareSetting;

/** The MLLP door with TLS: it talks only to senders whose certificate the operator has taken in. */
@SuppressWarnings("NullAway.Init")
class MllpTlsTest {

    private static final String PASSWORD = "not-a-secret";

    @TempDir
    private static Path keys;

    private static WebHub hub;

    @BeforeAll
    static void start() throws Exception {
        for (String name : List.of("hub", "hospital", "stranger")) {
            keytool("-genkeypair", "-alias", name, "-keyalg", "EC", "-dname", "CN=" + name, "-validity", "2",
                    "-keystore", store(name));
            keytool("-exportcert", "-alias", name, "-keystore", store(name), "-file", keys.resolve(name) + ".cer");
        }
        keytool("-importcert", "-noprompt", "-alias", "hospital", "-file", keys.resolve("hospital.cer").toString(),
                "-keystore", store("senders"));
        keytool("-importcert", "-noprompt", "-alias", "hub", "-file", keys.resolve("hub.cer").toString(), "-keystore",
                store("hubs"));
        String bundle = "spring.ssl.bundle.jks.hl7.";
        hub = WebHub.start(new DevelopmentDirectory(List.of(), List.of()), "tributary.access.open=true",
                "tributary.mllp.ssl-bundle=hl7", bundle + "keystore.location=file:" + store("hub"),
                bundle + "keystore.password=" + PASSWORD, bundle + "truststore.location=file:" + store("senders"),
                bundle + "truststore.password=" + PASSWORD);
        hub.get(CommitLine.class)
                .addFeed(new NewFeed("acute", "RZ8", CareSetting.ACUTE, "hl7v2", List.of(Admissions.SENDER),
                        Optional.empty(), Optional.of(Door.MLLP), Optional.empty(), Optional.empty()));
    }

    @AfterAll
    static void stop() {
        if (hub != null) {
            hub.close();
        }
    }

    @Test
    void aSenderWithAKnownCertificateIsAnswered() throws Exception {
        assertThat(ask(secured("hospital"), "T1")).contains("MSA|AA|T1");
    }

    @Test
    void aSenderWithoutACertificateOrWithAnUnknownOneIsNotHeard() {
        assertThatThrownBy(() -> ask(secured(""), "T2")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> ask(secured("stranger"), "T3")).isInstanceOf(IOException.class);
    }

    @Test
    void plainTextIsNotHeardAndHoldsUpNobody() throws Exception {
        try (Socket plain = new Socket("127.0.0.1", port())) {
            assertThat(ask(secured("hospital"), "T4")).contains("MSA|AA|T4");
            assertThatThrownBy(() -> ask(plain, "T5")).isInstanceOf(IOException.class);
        }
    }

    private static int port() {
        return hub.get(MllpListener.class).port().orElseThrow();
    }

    /** A connection that shows this certificate, or none. */
    private static Socket secured(String name) throws GeneralSecurityException, IOException {
        KeyManagerFactory shown = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        shown.init(name.isEmpty() ? null : load(name), PASSWORD.toCharArray());
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(load("hubs"));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(name.isEmpty() ? null : shown.getKeyManagers(), trusted.getTrustManagers(), null);
        return context.getSocketFactory().createSocket("127.0.0.1", port());
    }

    private static KeyStore load(String name) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(Path.of(store(name)))) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    /** The answer to an admission; a connection that ends without one is an error. */
    private static String ask(Socket socket, String control) throws IOException {
        try (socket) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write(('\u000b' + Admissions.admission(control, 1) + "\u001c\r")
                            .getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            StringBuilder answer = new StringBuilder();
            for (int next = socket.getInputStream().read(); next != 0x1c; next = socket.getInputStream().read()) {
                if (next < 0) {
                    throw new IOException("The hub closed the connection");
                }
                answer.append((char) next);
            }
            return answer.toString();
        }
    }

    private static String store(String name) {
        return keys.resolve(name + ".p12").toString();
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", PASSWORD, "-storetype", "PKCS12"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(told).isZero();
    }
}
