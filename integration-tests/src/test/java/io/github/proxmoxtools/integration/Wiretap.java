package io.github.proxmoxtools.integration;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes connections on to a server and keeps the sizes of what the client sends encrypted. */
final class Wiretap implements AutoCloseable {
    /** The largest encrypted record that only says good-bye: an alert, its type, Java's padding, and the seal. */
    static final int ALERT = 2 + 1 + 16 + 16;

    private static final int APPLICATION_DATA = 23;

    private final ServerSocket door;
    private final int target;
    private final List<Integer> encrypted = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<Thread> fromClients = new CopyOnWriteArrayList<>();

    private Wiretap(ServerSocket door, int target) {
        this.door = door;
        this.target = target;
        Thread.ofVirtual().name("wiretap").start(this::accept);
    }

    /** Listens in front of a port of this machine. */
    static Wiretap before(int target) throws IOException {
        return new Wiretap(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()), target);
    }

    /** Gives the address for the client. */
    String host() {
        return "127.0.0.1:" + door.getLocalPort();
    }

    /** Lists the sizes of the client's encrypted records, once all connections have ended. */
    List<Integer> encryptedRecords() throws InterruptedException {
        for (Thread thread : fromClients) {
            thread.join(Programs.PATIENCE);
            if (thread.isAlive()) {
                throw new IllegalStateException("A connection through the wiretap does not end");
            }
        }
        return List.copyOf(encrypted);
    }

    int connections() {
        return fromClients.size();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.addAll(List.of(client, server));
                Thread.ofVirtual().start(() -> passAnswers(server, client));
                fromClients.add(Thread.ofVirtual().start(() -> passRecords(client, server)));
            } catch (IOException e) {
                if (!door.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void passRecords(Socket client, Socket server) {
        try (DataInputStream in = new DataInputStream(client.getInputStream());
                OutputStream out = server.getOutputStream()) {
            for (int type = in.read(); type >= 0; type = in.read()) {
                int version = in.readUnsignedShort();
                byte[] content = new byte[in.readUnsignedShort()];
                in.readFully(content);
                if (type == APPLICATION_DATA) {
                    encrypted.add(content.length);
                }
                out.write(new byte[]{(byte) type, (byte) (version >> 8), (byte) version, (byte) (content.length >> 8),
                        (byte) content.length});
                out.write(content);
                out.flush();
            }
        } catch (IOException e) {
            // One of the two has hung up.
        }
    }

    private static void passAnswers(Socket server, Socket client) {
        try (InputStream in = server.getInputStream(); OutputStream out = client.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            // One of the two has hung up.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : new ArrayList<>(sockets)) {
            socket.close();
        }
    }
}
