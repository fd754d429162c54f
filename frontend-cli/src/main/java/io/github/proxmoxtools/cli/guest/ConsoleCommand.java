package io.github.proxmoxtools.cli.guest;

import io.github.proxmoxtools.cli.cluster.Session;
import io.github.proxmoxtools.cli.command.Argument;
import io.github.proxmoxtools.cli.command.Given;
import io.github.proxmoxtools.cli.command.Here;
import io.github.proxmoxtools.cli.command.ProgramCommand;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.GuestKind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import io.github.proxmoxtools.tools.engine.Catalog;
import java.util.List;
import java.util.Optional;

/** Says where a guest's console is: in the web interface, which asks for a login of its own. */
public final class ConsoleCommand extends ProgramCommand {
    private static final String GUEST = "guest";

    private final GuestKind kind;

    /**
     * Declares it.
     *
     * @param noun the first of its words
     * @param kind which guests it is about
     */
    public ConsoleCommand(String noun, GuestKind kind) {
        super(noun + " console", "Show Where the Console Is",
                "Prints the links at which the web interface shows the console of a " + kind.noun()
                        + ": noVNC for its screen, xterm.js for its text. The browser needs a login there.");
        this.kind = kind;
    }

    @Override
    public boolean fits(Catalog catalog) {
        return catalog.nouns().contains(words().getFirst());
    }

    @Override
    public List<Argument> arguments() {
        return List.of(Argument.one(GUEST, "GUEST", "Id or name."));
    }

    @Override
    public List<String> examples() {
        return List.of("proxmox " + String.join(" ", words()) + " 100");
    }

    @Override
    public int run(Here here, Given given) {
        try (Session session = here.open()) {
            GuestAddress guest = session.guestsNamed(kind, List.of(given.one(GUEST)), Optional.empty()).getFirst();
            here.show(List.of("CONSOLE", "LINK"), List.of(
                    List.of("noVNC", link(session.address(), guest, "novnc")),
                    List.of("xterm.js", link(session.address(), guest, "xtermjs"))));
        }
        if (kind == GuestKind.VM) {
            here.say("xterm.js needs a serial port (serial0) in the VM.");
        }
        return 0;
    }

    private String link(String address, GuestAddress guest, String viewer) {
        return "https://" + address + "/?console=" + (kind == GuestKind.VM ? "kvm" : "lxc") + "&" + viewer + "=1&vmid="
                + guest.vmid() + "&vmname=" + encoded(guest.name()) + "&node=" + encoded(guest.node());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
