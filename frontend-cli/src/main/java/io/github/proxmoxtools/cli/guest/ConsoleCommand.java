package io.github.proxmoxtools.cli.guest;

import io.github.proxmoxtools.cli.cluster.Session;
import io.github.proxmoxtools.cli.command.Argument;
import io.github.proxmoxtools.cli.command.Given;
import io.github.proxmoxtools.cli.command.Here;
import io.github.proxmoxtools.cli.command.Option;
import io.github.proxmoxtools.cli.command.ProgramCommand;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.GuestKind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import io.github.proxmoxtools.cli.options.GlobalOption;
import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.cli.text.Usage;
import io.github.proxmoxtools.tools.engine.Catalog;
import java.util.List;
import java.util.Optional;

/** Says where a guest's console is: in the web interface, which asks for a login of its own, or a SPICE viewer. */
public final class ConsoleCommand extends ProgramCommand {
    private static final String GUEST = "guest";
    private static final String SPICE = "spice";
    private static final String TO = "to";
    private static final String STDOUT = "-";

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
                        + ": noVNC for its screen, xterm.js for its text. The browser needs a login there. "
                        + "With --spice it writes a file for virt-viewer.");
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
    public List<Option> options() {
        return List.of(
                Option.flag("--spice",
                        "Write a file for virt-viewer instead, which opens the screen by SPICE. It holds a "
                                + "one-time password that is good for about half a minute."),
                Option.value("--to", "FILE", "Where that file is written, readable by you alone; - for stdout. Without "
                        + "it: VMID.vv in this folder, if that is not there yet."));
    }

    @Override
    public List<String> examples() {
        String command = "proxmox " + String.join(" ", words()) + " 100";
        return List.of(command, command + " --spice --to screen.vv && remote-viewer screen.vv");
    }

    @Override
    public int run(Here here, Given given) {
        if (given.has(SPICE)) {
            return spice(here, given);
        }
        if (given.has(TO)) {
            throw Usage.error("--to belongs to --spice: links are no file", "Give both, or none.");
        }
        try (Session session = here.open()) {
            GuestAddress guest = guest(session, given);
            here.show(List.of("CONSOLE", "LINK"), List.of(
                    List.of("noVNC", link(session.address(), guest, "novnc")),
                    List.of("xterm.js", link(session.address(), guest, "xtermjs"))));
        }
        if (kind == GuestKind.VM) {
            here.say("xterm.js needs a serial port (serial0) in the VM.");
        }
        return 0;
    }

    private GuestAddress guest(Session session, Given given) {
        return session.guestsNamed(kind, List.of(given.one(GUEST)), Optional.empty()).getFirst();
    }

    private int spice(Here here, Given given) {
        if (here.globals().has(GlobalOption.DRY_RUN)) {
            throw Usage.error("--dry-run: a one-time password is asked for, or not", "Leave one of them out.");
        }
        Optional<OwnFile> named = given.text(TO).filter(name -> !name.equals(STDOUT)).map(OwnFile::named);
        try (Session session = here.open()) {
            GuestAddress guest = guest(session, given);
            if (given.text(TO).filter(STDOUT::equals).isPresent()) {
                here.terminal().out(new SpiceScreen(session, guest).viewerFile());
                return 0;
            }
            OwnFile file = named.orElseGet(() -> OwnFile.fresh(guest.vmid() + ".vv"));
            String written = file.write(new SpiceScreen(session, guest).viewerFile());
            here.show(List.of("FILE"), List.of(List.of(written)));
            here.say("Its password opens the screen once, and for about half a minute: remote-viewer "
                    + CellText.clean(written));
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
