package org.tributary.hub.ingest.mllp;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.tributary.hub.ingest.IntakeRefused;
import org.tributary.hub.ingest.IntakeRoom;
import org.tributary.hub.ingest.IntakeRoom.Seat;

/**
 * The MLLP door: several messages a connection, one after the other, each answered after it was committed. Frames,
 * connections and silence are bounded.
 */
@Component
public final class MllpListener implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(MllpListener.class);

    private final MllpSettings settings;
    private final MllpSockets sockets;
    private final MllpDoor door;
    private final IntakeRoom room;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private volatile @Nullable ServerSocket listening;

    MllpListener(MllpSettings settings, MllpSockets sockets, MllpDoor door, IntakeRoom room) {
        this.settings = settings;
        this.sockets = sockets;
        this.door = door;
        this.room = room;
    }

    /** The port it listens on; empty when the door is shut. */
    public Optional<Integer> port() {
        return Optional.ofNullable(listening).map(ServerSocket::getLocalPort);
    }

    @Override
    public void start() {
        if (settings.port() < 0) {
            return;
        }
        try {
            ServerSocket socket = sockets.open();
            listening = socket;
            Thread.ofPlatform().name("mllp-listener").daemon().start(() -> accept(socket));
        } catch (IOException e) {
            throw new IllegalStateException("The MLLP door could not open " + settings.address() + " port "
                    + settings.port() + ": " + e.getMessage() + ". Set tributary.mllp.port to a free port.", e);
        }
    }

    @Override
    public void stop() {
        ServerSocket socket = listening;
        listening = null;
        if (socket != null) {
            close(socket);
        }
        connections.forEach(MllpListener::close);
    }

    @Override
    public boolean isRunning() {
        return listening != null;
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                if (connections.size() >= settings.maxConnections()) {
                    LOG.warn("MLLP connection refused: {} are open already", connections.size());
                    close(connection);
                } else {
                    connections.add(connection);
                    Thread.ofPlatform().name("mllp-connection").daemon().start(() -> serve(connection));
                }
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    LOG.warn("MLLP connection not accepted: {}", e.getMessage());
                }
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            connection.setSoTimeout(settings.idleSeconds() * 1_000);
            exchange(new MllpFrames(connection.getInputStream(), connection.getOutputStream(),
                    settings.maxFrameBytes(), TimeUnit.SECONDS.toNanos(settings.frameSeconds())));
        } catch (SocketTimeoutException e) {
            LOG.info("MLLP connection closed after {} s of silence", settings.idleSeconds());
        } catch (IOException e) {
            LOG.info("MLLP connection ended: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("MLLP connection closed without an answer: {}", e.getClass().getName());
        } finally {
            connections.remove(connection);
        }
    }

    private void exchange(MllpFrames frames) throws IOException {
        boolean open = true;
        while (open) {
            try (Seat seat = room.seat()) {
                open = answerNext(frames, seat);
            } catch (MllpFrames.Unterminated e) {
                frames.write(door.refuse(String.valueOf(e.getMessage())));
            } catch (MllpFrames.BadFrame | IntakeRefused e) {
                // Where the next frame begins is not known any more.
                frames.write(door.refuse(String.valueOf(e.getMessage())));
                throw new IOException(e.getMessage(), e);
            }
        }
    }

    private boolean answerNext(MllpFrames frames, Seat seat) throws IOException {
        Optional<byte[]> message = frames.read(seat);
        if (message.isPresent()) {
            for (byte[] answer : door.answer(message.get())) {
                frames.write(answer);
            }
        }
        return message.isPresent();
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            LOG.debug("Closing a socket failed: {}", e.getMessage());
        }
    }
}
