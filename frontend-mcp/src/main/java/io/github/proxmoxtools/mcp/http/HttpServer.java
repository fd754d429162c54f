package io.github.proxmoxtools.mcp.http;

import io.github.proxmoxtools.mcp.protocol.RunningServer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** An MCP server for many clients, over HTTP. */
public final class HttpServer implements RunningServer {
    private static final Duration PATIENCE = Duration.ofMillis(1500);

    private final HttpOffer offer;
    private final Sessions sessions;
    private final EmbeddedTomcat tomcat;
    private final CountDownLatch end = new CountDownLatch(1);

    private HttpServer(HttpOffer offer, Sessions sessions, EmbeddedTomcat tomcat) {
        this.offer = offer;
        this.sessions = sessions;
        this.tomcat = tomcat;
    }

    /**
     * Tells whether this program was put together with what HTTP needs.
     *
     * @return whether {@link #start} can work
     */
    public static boolean isThere() {
        try {
            Class.forName("org.apache.catalina.startup.Tomcat", false, HttpServer.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /**
     * Starts a server; it answers when this returns.
     *
     * @param settings where it listens, and whom it lets in
     * @param offer what it offers
     * @param mistakes hears of exceptions that nobody planned
     * @return the server
     * @throws IOException if it cannot listen there
     */
    public static HttpServer start(HttpSettings settings, HttpOffer offer, Consumer<Throwable> mistakes)
            throws IOException {
        return start(settings, offer, mistakes, HttpLimits.STANDARD);
    }

    static HttpServer start(HttpSettings settings, HttpOffer offer, Consumer<Throwable> mistakes, HttpLimits limits)
            throws IOException {
        Sessions sessions = new Sessions(limits, System::nanoTime);
        Routes routes = new Routes(offer, sessions, limits);
        Front front = new Front(new Visitors(settings), routes, sessions, limits, mistakes);
        HttpServer server = new HttpServer(offer, sessions, EmbeddedTomcat.start(settings, limits, front));
        sessions.sweepRegularly();
        return server;
    }

    /**
     * Gives the URL that offers everything.
     *
     * @return the URL, with the port that it really listens on
     */
    public String url() {
        return tomcat.url() + "/mcp";
    }

    @Override
    public void serve() throws InterruptedException {
        end.await();
        close();
    }

    @Override
    public void stop() {
        end.countDown();
    }

    /** Calls that end by themselves in time are answered. */
    private void close() throws InterruptedException {
        tomcat.pause();
        offer.close(PATIENCE);
        sessions.close();
        tomcat.stop();
    }
}
