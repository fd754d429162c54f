package io.github.proxmoxtools.mcp.http;

import io.github.proxmoxtools.mcp.protocol.RunningServer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** An MCP server for many clients, over HTTP. */
public final class HttpServer implements RunningServer {
    private static final Duration PATIENCE = Duration.ofMillis(1500);

    private final HttpSettings settings;
    private final HttpOffer offer;
    private final Sessions sessions;
    private final EmbeddedTomcat tomcat;
    private final Consumer<String> announcements;
    private final CountDownLatch end = new CountDownLatch(1);

    private HttpServer(HttpSettings settings, HttpOffer offer, Sessions sessions, EmbeddedTomcat tomcat,
            Consumer<String> announcements) {
        this.settings = settings;
        this.announcements = announcements;
        this.offer = offer;
        this.sessions = sessions;
        this.tomcat = tomcat;
    }

    /**
     * Starts a server; it answers when this returns.
     *
     * @param settings where it listens, and whom it lets in
     * @param offer what it offers
     * @param mistakes hears of exceptions that nobody planned
     * @param announcements hears where it serves, once it can also be stopped
     * @return the server
     * @throws IOException if it cannot listen there
     */
    public static HttpServer start(HttpSettings settings, HttpOffer offer, Consumer<Throwable> mistakes,
            Consumer<String> announcements) throws IOException {
        return start(settings, offer, mistakes, announcements, HttpLimits.STANDARD);
    }

    static HttpServer start(HttpSettings settings, HttpOffer offer, Consumer<Throwable> mistakes,
            Consumer<String> announcements, HttpLimits limits) throws IOException {
        Sessions sessions = new Sessions(limits, System::nanoTime);
        Routes routes = new Routes(offer, sessions, limits);
        Front front = new Front(new Visitors(settings), routes, sessions, limits, mistakes);
        HttpServer server = new HttpServer(settings, offer, sessions, EmbeddedTomcat.start(settings, limits, front),
                announcements);
        sessions.sweepRegularly();
        return server;
    }

    /** The URL that offers everything, with the port that it really listens on. */
    String url() {
        return tomcat.url() + "/mcp";
    }

    @Override
    public void serve() throws InterruptedException {
        announcements.accept("Serving on " + url());
        if (settings.token() == null) {
            announcements.accept("Every user of this machine can use it: no --bearer-file is given.");
        }
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
        offer.desk().close(PATIENCE);
        sessions.close();
        tomcat.stop();
    }
}
