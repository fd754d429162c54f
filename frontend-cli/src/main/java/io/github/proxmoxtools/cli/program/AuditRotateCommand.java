package io.github.proxmoxtools.cli.program;

import io.github.proxmoxtools.cli.command.Argument;
import io.github.proxmoxtools.cli.command.Given;
import io.github.proxmoxtools.cli.command.Here;
import io.github.proxmoxtools.cli.command.ProgramCommand;
import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.cli.text.ProgramVersion;
import io.github.proxmoxtools.cli.text.Table;
import io.github.proxmoxtools.cli.text.Usage;
import io.github.proxmoxtools.tools.audit.AuditLog;
import io.github.proxmoxtools.tools.audit.Origin;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts an audit log away. */
public final class AuditRotateCommand extends ProgramCommand {
    private static final String FILE = "file";
    private static final String AWAY = "away";

    /** Declares it. */
    public AuditRotateCommand() {
        super("audit rotate", "Put an Audit Log Away",
                "Puts an audit log under another name, and begins a new one, whose first line names the last of the old one. "
                        + "Programs that write it meanwhile wait. Prints the last hash, which is worth noting elsewhere. "
                        + "Connects to nothing.");
    }

    @Override
    public List<Argument> arguments() {
        return List.of(Argument.one(FILE, "FILE", "The log: PROXMOX_AUDIT_LOG."),
                Argument.one(AWAY, "AWAY", "Its new name, which nothing has yet, on the same file system."));
    }

    @Override
    public List<String> examples() {
        return List
                .of("proxmox audit rotate /var/log/proxmox-tools/audit.jsonl /var/log/proxmox-tools/audit-2026.jsonl");
    }

    @Override
    public int run(Here here, Given given) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("put_away", given.one(AWAY));
        facts.put("last_hash", rotated(given.one(FILE), given.one(AWAY)));
        here.terminal().out(here.globals().format().structure(facts).orElseGet(() -> table(facts)));
        return 0;
    }

    private static String rotated(String file, String away) {
        try {
            return AuditLog.at(Path.of(file), new Origin(ProgramVersion.name(), "", "")).rotate(Path.of(away));
        } catch (NoSuchFileException e) {
            throw refused(file, "is no file, or the folder of its new name is not there");
        } catch (FileAlreadyExistsException e) {
            throw refused(away, "is there already");
        } catch (InvalidPathException e) {
            throw refused(file, "or its new name is no name of a file");
        } catch (IOException e) {
            throw refused(file, "cannot be put away: " + CellText.clean(String.valueOf(e.getMessage())));
        }
    }

    private static RuntimeException refused(String file, String why) {
        return Usage.error("'" + CellText.clean(file) + "' " + why + "; nothing was changed");
    }

    private static String table(Map<String, Object> facts) {
        Table table = new Table(List.of(), 2);
        facts.forEach((name, value) -> table.row(List.of(name, CellText.clean(value.toString()))));
        return table.text();
    }
}
