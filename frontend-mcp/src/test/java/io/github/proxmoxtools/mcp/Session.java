package io.github.proxmoxtools.mcp;

import io.github.proxmoxtools.mcp.calls.ConfirmMode;
import io.github.proxmoxtools.mcp.calls.ToolRunner;
import io.github.proxmoxtools.mcp.protocol.Offer;
import io.github.proxmoxtools.mcp.protocol.StdioServer;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.JsonText;
import io.github.proxmoxtools.tools.spi.Data;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** A server in this JVM and a client that speaks in hand-written lines. */
final class Session implements AutoCloseable {
    static final String ELICITATION = "{\"elicitation\":{}}";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final OutputStream toServer;
    private final BlockingQueue<Data> received = new LinkedBlockingQueue<>();
    private final List<Data> seen = new CopyOnWriteArrayList<>();
    private final List<Throwable> mistakes = new CopyOnWriteArrayList<>();
    private final StdioServer server;
    private final Thread serving;

    Session(TestServer setup) throws IOException {
        this(setup::offer);
    }

    /** A session with what is offered, given what hears of mistakes. */
    Session(Function<Consumer<Throwable>, Offer> offer) throws IOException {
        Pipe requests = Pipe.open();
        InputStream in = Channels.newInputStream(requests.source());
        toServer = Channels.newOutputStream(requests.sink());
        server = StdioServer.of(offer.apply(mistakes::add), in, new Inbox());
        serving = Thread.ofPlatform().daemon().start(() -> serve(server));
    }

    static Session of(ToolRunner runner) throws IOException {
        return TestServer.of(TestTools.catalog(), runner).start();
    }

    static Session with(ToolRunner runner, ConfirmMode mode, String capabilities) throws IOException {
        return with(TestTools.catalog(), runner, mode, capabilities);
    }

    static Session with(Catalog catalog, ToolRunner runner, ConfirmMode mode, String capabilities) throws IOException {
        return TestServer.of(catalog, runner).confirmedBy(mode).greeted(capabilities);
    }

    private static void serve(StdioServer server) {
        try {
            server.serve();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Not a pipe: a call that is cancelled while it writes would close that, which standard output does not do. */
    private final class Inbox extends OutputStream {
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        @Override
        public void write(int character) {
            if (character == '\n') {
                received.add(Data.of(JsonText.parse(line.toString(StandardCharsets.UTF_8))));
                line.reset();
            } else {
                line.write(character);
            }
        }
    }

    Data greet(String capabilities) {
        send("{'jsonrpc':'2.0','id':0,'method':'initialize','params':{'protocolVersion':'2025-06-18','capabilities':"
                + capabilities + ",'clientInfo':{'name':'test','version':'1'}}}");
        Data greeting = answer(0);
        send("{'jsonrpc':'2.0','method':'notifications/initialized'}");
        return greeting;
    }

    /** Sends a line; single quotes stand for double ones. */
    void send(String line) {
        sendRaw(line.replace('\'', '"'));
    }

    void sendRaw(String line) {
        sendBytes(line.getBytes(StandardCharsets.UTF_8));
    }

    void sendBytes(byte[] line) {
        try {
            toServer.write(line);
            toServer.write('\n');
            toServer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void call(int id, String tool, String arguments) {
        send("{'jsonrpc':'2.0','id':" + id + ",'method':'tools/call','params':{'name':'" + tool + "','arguments':"
                + arguments + "}}");
    }

    /** Calls a tool and waits for the structure of its answer. */
    Data structure(int id, String tool, String arguments) {
        call(id, tool, arguments);
        return answer(id).at("result").at("structuredContent");
    }

    /** Waits for the answer with this id. */
    Data answer(int id) {
        return await(message -> message.at("id").whole().filter(found -> found == id).isPresent()
                && message.at("method").isAbsent());
    }

    /** Waits for a message from the server, and keeps the others for later. */
    Data await(Predicate<Data> which) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            for (Data message : seen) {
                if (which.test(message)) {
                    seen.remove(message);
                    return message;
                }
            }
            seen.add(next(end));
        }
    }

    private Data next(long end) {
        try {
            Data message = received.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (message == null) {
                throw new AssertionError("No such message; there were " + seen);
            }
            return message;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** What arrived and was not awaited. */
    List<Data> others() {
        received.drainTo(seen);
        return seen;
    }

    StdioServer server() {
        return server;
    }

    List<Throwable> mistakes() {
        return mistakes;
    }

    /** Ends the input and waits for the server to end. */
    boolean endsWithin(Duration limit) throws IOException, InterruptedException {
        toServer.close();
        return serving.join(limit);
    }

    @Override
    public void close() throws IOException {
        toServer.close();
    }
}
