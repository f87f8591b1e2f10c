package org.tributary.hub.ingest.mllp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import javax.net.ssl.SSLServerSocket;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.stereotype.Component;

/** Opens the door's socket: plain, or TLS with the certificate of a bundle and, by default, of every sender. */
@Component
final class MllpSockets {

    private static final int BACKLOG = 50;
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final MllpSettings settings;
    private final ObjectProvider<SslBundles> bundles;

    MllpSockets(MllpSettings settings, ObjectProvider<SslBundles> bundles) {
        this.settings = settings;
        this.bundles = bundles;
    }

    ServerSocket open() throws IOException {
        InetAddress address = InetAddress.getByName(settings.address());
        if (settings.sslBundle().isEmpty()) {
            return new ServerSocket(settings.port(), BACKLOG, address);
        }
        SslBundle bundle = bundles.getObject().getBundle(settings.sslBundle().get());
        SSLServerSocket socket = (SSLServerSocket) bundle.createSslContext()
                .getServerSocketFactory()
                .createServerSocket(settings.port(), BACKLOG, address);
        socket.setEnabledProtocols(PROTOCOLS);
        socket.setNeedClientAuth(settings.clientCertificates());
        return socket;
    }
}
