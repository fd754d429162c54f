/** The catalogue as a command line; toolsets are whatever the module path holds. */
module io.github.proxmoxtools.cli {
    requires static org.jspecify;
    requires io.github.proxmoxtools.tools;
    requires info.picocli;
    // Signals: a shutdown hook is not told of a second Ctrl-C.
    requires jdk.unsupported;

    uses io.github.proxmoxtools.client.demo.DemoProvider;
}
