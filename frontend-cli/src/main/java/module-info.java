/** The catalogue as a command line; toolsets are whatever the module path holds. */
module io.github.proxmoxtools.cli {
    requires static org.jspecify;
    requires io.github.proxmoxtools.tools;
    requires info.picocli;

    uses io.github.proxmoxtools.client.demo.DemoProvider;
}
