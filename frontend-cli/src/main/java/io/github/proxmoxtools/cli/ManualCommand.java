package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.cli.command.Given;
import io.github.proxmoxtools.cli.command.Here;
import io.github.proxmoxtools.cli.command.Option;
import io.github.proxmoxtools.cli.command.ProgramCommand;
import io.github.proxmoxtools.cli.page.ManualPage;
import io.github.proxmoxtools.cli.text.ProgramVersion;
import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.cli.text.Usage;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the manual pages of the commands that are loaded. */
final class ManualCommand extends ProgramCommand {
    private static final String PROGRAM = "proxmox";

    ManualCommand() {
        super("man", "Write Manual Pages",
                "Writes a page of the manual for the program, for each noun and for each command, such as proxmox.1, "
                        + "proxmox-vm.1 and proxmox-vm-start.1. Put the folder's parent into MANPATH, or the pages into a folder "
                        + "man1 that is there already; then 'man proxmox-vm-start' shows one.");
    }

    @Override
    public List<Option> options() {
        return List.of(Option.value("--to", "DIR", "Folder for the pages; it is made where it does not exist."));
    }

    @Override
    public List<String> examples() {
        return List.of("proxmox man --to ~/.local/share/man/man1");
    }

    @Override
    public int run(Here here, Given given) {
        String name = given.text("to").orElseThrow(() -> Usage.error("Missing: --to DIR",
                "Say where the pages are to be written, such as --to ~/.local/share/man/man1."));
        Map<String, String> pages = pages(here);
        try {
            Path folder = Files.createDirectories(Path.of(name));
            for (Map.Entry<String, String> page : pages.entrySet()) {
                Files.writeString(folder.resolve(page.getKey()), page.getValue());
            }
        } catch (IOException | InvalidPathException e) {
            throw Usage.error("--to: the pages cannot be written to '" + CellText.clean(name) + "': "
                    + CellText.clean(reason(e)), "Name a folder that you may write to.");
        }
        here.say("Wrote " + pages.size() + " pages to " + CellText.clean(name) + ".");
        return 0;
    }

    /** The JDK's own message is often the file's name alone. */
    private static String reason(Exception problem) {
        return switch (problem) {
            case AccessDeniedException denied -> "access is denied";
            case FileAlreadyExistsException exists -> "there is a file of that name";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> problem.toString();
        };
    }

    /** Makes all pages, by the names of their files. */
    static Map<String, String> pages(Here here) {
        Map<String, String> pages = new TreeMap<>();
        CommandTree.Node root = CommandTree.whole(here.catalog()).root();
        ManualPage first = page(PROGRAM, HelpPage.SUMMARY);
        HelpPage.write(root, first, here.terminal());
        for (HelpTopic topic : HelpTopic.values()) {
            topic.write(first);
        }
        pages.put(PROGRAM + ".1", first.text());
        addBelow(root, here, pages);
        return pages;
    }

    private static void addBelow(CommandTree.Node node, Here here, Map<String, String> pages) {
        for (CommandTree.Node child : node.children().values()) {
            String name = PROGRAM + "-" + String.join("-", child.words());
            String summary = child.command().map(Command::title).orElse(child.words().size() == 1
                    ? Nouns.title(child)
                    : "commands for " + String.join(" ", child.words()));
            ManualPage page = page(name, summary);
            HelpPage.write(child, page, here.terminal());
            seeAlso(child, page);
            pages.put(name + ".1", page.text());
            addBelow(child, here, pages);
        }
    }

    private static void seeAlso(CommandTree.Node node, ManualPage page) {
        List<String> others = new ArrayList<>(List.of(PROGRAM + "(1)"));
        for (int count = 1; count < node.words().size(); count++) {
            others.add(PROGRAM + "-" + String.join("-", node.words().subList(0, count)) + "(1)");
        }
        node.children().values().forEach(child -> others.add(PROGRAM + "-" + String.join("-", child.words()) + "(1)"));
        page.heading("See also");
        page.paragraph(String.join(", ", others));
    }

    private static ManualPage page(String name, String summary) {
        return new ManualPage(name, summary, ProgramVersion.name());
    }
}
