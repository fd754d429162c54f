package io.github.proxmoxtools.mcp;

/** The text of {@code --help}. */
final class Help {
    private static final int LABEL_WIDTH = 29;

    private Help() {}

    static String text() {
        StringBuilder text = new StringBuilder(
                """
                Usage: proxmox-mcp [FLAG...]

                Offers Proxmox VE tools to an MCP client on standard input and output, or over HTTP.
                Settings come from flags, the selected context, the .env file and the environment.

                """);
        for (Flag flag : Flag.values()) {
            String head = ("  " + flag.word() + " " + flag.label()).stripTrailing();
            text.append(String.format("%-" + LABEL_WIDTH + "s%s%n", head, flag.description()));
        }
        return text.toString();
    }
}
