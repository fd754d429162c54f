package io.github.proxmoxtools.cli.program;

import io.github.proxmoxtools.cli.command.Argument;
import io.github.proxmoxtools.cli.command.Given;
import io.github.proxmoxtools.cli.command.Here;
import io.github.proxmoxtools.cli.command.Option;
import io.github.proxmoxtools.cli.command.ProgramCommand;
import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.cli.text.Table;
import io.github.proxmoxtools.cli.text.Usage;
import io.github.proxmoxtools.tools.audit.AuditVerification;
import io.github.proxmoxtools.tools.engine.JsonText;
import io.github.proxmoxtools.tools.spi.FailureKind;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks an audit log. */
public final class AuditVerifyCommand extends ProgramCommand {
    private static final String LAST = "last";

    /** Declares it. */
    public AuditVerifyCommand() {
        super("audit verify", "Check an Audit Log",
                "Checks that no line of an audit log was changed, removed, inserted or moved since it was written, and names the "
                        + "calls whose outcome was never written. Exits with 1 where the log does not hold. Connects to nothing.");
    }

    @Override
    public List<Argument> arguments() {
        return List.of(Argument.one("file", "FILE", "The log: PROXMOX_AUDIT_LOG, or one that was put away."));
    }

    @Override
    public List<Option> options() {
        return List.of(Option.value("--" + LAST, "HASH",
                "The last hash of an earlier check: the log must still hold its record. Only so a missing end is noticed."));
    }

    @Override
    public List<String> examples() {
        return List.of("proxmox audit verify ~/.local/state/proxmox-audit.jsonl");
    }

    @Override
    public int run(Here here, Given given) {
        AuditVerification found = verified(given.one("file"), given.text(LAST));
        Map<String, Object> facts = found.toMap();
        here.terminal().out(here.globals().format().structure(facts).orElseGet(() -> table(facts)));
        return found.holds() ? 0 : FailureKind.SERVER.exitCode();
    }

    private static AuditVerification verified(String file, Optional<String> last) {
        try {
            Path log = Path.of(file);
            return last.isPresent() ? AuditVerification.of(log, last.get()) : AuditVerification.of(log);
        } catch (NoSuchFileException | InvalidPathException e) {
            throw Usage.error("'" + CellText.clean(file) + "' is no file");
        } catch (IOException e) {
            throw Usage.error("'" + CellText.clean(file) + "' cannot be read: "
                    + CellText.clean(String.valueOf(e.getMessage())));
        } catch (IllegalArgumentException e) {
            throw Usage.error("--" + LAST + ": " + e.getMessage());
        }
    }

    private static String table(Map<String, Object> facts) {
        Table table = new Table(List.of(), 2);
        facts.forEach((name,
                value) -> table.row(List.of(name, CellText.clean(value instanceof Map || value instanceof List
                        ? JsonText.compact(value)
                        : value.toString()))));
        return table.text();
    }
}
