package io.github.proxmoxtools.mcp;

import io.github.proxmoxtools.mcp.http.HttpServer;
import io.github.proxmoxtools.mcp.http.HttpSettings;
import io.github.proxmoxtools.mcp.protocol.RunningServer;
import io.github.proxmoxtools.mcp.protocol.StdioServer;
import io.github.proxmoxtools.tools.engine.BuildVersion;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.CatalogException;
import io.github.proxmoxtools.tools.engine.JsonText;
import io.github.proxmoxtools.tools.spi.Safety;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts the server together as the command line asks, and runs it to its end. */
final class Launcher {
    private static final int OK = 0;
    private static final int NOTHING_TO_OFFER = 1;
    private static final int BAD_USAGE = 2;
    private static final int SECONDS_TO_END = 4;

    private final InputStream in;
    private final OutputStream out;
    private final PrintStream err;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable RunningServer server;
    private boolean debug;

    Launcher(InputStream in, OutputStream out, PrintStream err) {
        this.in = in;
        this.out = out;
        this.err = err;
    }

    /** Gives the process's exit code. */
    int run(String... arguments) {
        try {
            CommandLine line = CommandLine.parse(arguments);
            if (line.has(Flag.HELP)) {
                return print(Help.text());
            }
            if (line.has(Flag.VERSION)) {
                return print("proxmox-mcp " + BuildVersion.of(Launcher.class) + System.lineSeparator());
            }
            return serve(Options.of(line));
        } catch (UsageException e) {
            say(e.getMessage());
            return BAD_USAGE;
        }
    }

    private int serve(Options options) {
        debug = options.debug();
        quietLibraries();
        Thread.ofPlatform().daemon().name("ahead").start(Launcher::goAhead);
        Catalog catalog;
        try {
            catalog = Catalog.discover();
        } catch (CatalogException e) {
            say(e.getMessage());
            return NOTHING_TO_OFFER;
        }
        try {
            catalog = catalog.select(options.selection());
        } catch (CatalogException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        return serve(options, catalog, single -> single.demo()
                ? new DemoWorkplace(single)
                : new ClusterWorkplace(single, this::say));
    }

    int serve(Options options, Catalog catalog, Function<Options, Workplace> workplaces) {
        announceConfirmation(options, catalog);
        try (Assembly assembly = new Assembly(options, catalog, workplaces, this::report)) {
            HttpSettings http = options.http();
            RunningServer running = http == null
                    ? StdioServer.of(assembly.offer(), in, out)
                    : HttpServer.start(http, assembly.httpOffer(), this::report, this::say);
            server = running;
            Thread.ofVirtual().name("prepare").start(() -> assembly.prepare(this::say));
            running.serve();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            say("Cannot serve over HTTP: " + e.getMessage());
            return NOTHING_TO_OFFER;
        } finally {
            ended.countDown();
        }
        return OK;
    }

    /**
     * Ends the server from another thread.
     *
     * @return whether there was one, which has ended now
     */
    boolean stop() {
        RunningServer running = server;
        if (running == null) {
            return false;
        }
        running.stop();
        try {
            ended.await(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    /** The numbers of JSON and the names of sessions rest on tables that every process computes anew, 14 ms that need not be waited for. */
    private static void goAhead() {
        UUID.randomUUID();
        JsonText.parse("{}");
    }

    private void announceConfirmation(Options options, Catalog catalog) {
        if (options.selection().access() == Safety.DESTROY
                && catalog.tools().stream().anyMatch(tool -> tool.highestSafety() == Safety.DESTROY)) {
            say(switch (options.confirm()) {
                case ASK -> "Calls that destroy are confirmed by the user, whom the client asks (--confirm ask).";
                case TOKEN ->
                    "Calls that destroy need a second call with a token (--confirm token): this proves no human.";
                case NONE -> "Calls that destroy are not confirmed (--confirm none).";
            });
        }
    }

    private void report(Throwable mistake) {
        if (debug) {
            mistake.printStackTrace(err);
        } else {
            say("A mistake of this server: " + mistake.getClass().getName() + ". Start it with --debug to see where.");
        }
    }

    /** Never on debug: there the SDK writes whole messages, and with them whatever secrets they hold. */
    private void quietLibraries() {
        System.setProperty("org.slf4j.simpleLogger.log.io.modelcontextprotocol", debug ? "info" : "error");
        System.setProperty("org.slf4j.simpleLogger.log.reactor", "error");
    }

    private int print(String text) {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
            return OK;
        } catch (IOException e) {
            say("The output cannot be written: " + e.getMessage());
            return NOTHING_TO_OFFER;
        }
    }

    private void say(@Nullable String message) {
        err.println("proxmox-mcp: " + message);
    }
}
