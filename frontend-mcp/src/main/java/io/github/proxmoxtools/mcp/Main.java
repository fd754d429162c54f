package io.github.proxmoxtools.mcp;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;

/** Starts the MCP server; the only class that knows of the process's standard streams and of its end. */
public final class Main {
    private Main() {}

    /**
     * Starts the MCP server.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        OutputStream protocol = new FileOutputStream(FileDescriptor.out);
        PrintStream err = System.err;
        // What anybody prints by mistake must not end up between the messages.
        System.setOut(err);
        Launcher launcher = new Launcher(System.in, protocol, err);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endOnSignal(launcher), "signal"));
        System.exit(launcher.run(arguments));
    }

    /** A server that was told to end, and did, has not failed. */
    private static void endOnSignal(Launcher launcher) {
        if (launcher.stop()) {
            Runtime.getRuntime().halt(0);
        }
    }
}
