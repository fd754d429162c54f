package io.github.proxmoxtools.cli.first;

import io.github.proxmoxtools.cli.command.Argument;
import io.github.proxmoxtools.cli.command.Given;
import io.github.proxmoxtools.cli.command.Here;
import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.client.settings.SettingsFiles;
import io.github.proxmoxtools.client.settings.SettingsSources;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Tries contexts. */
public final class ContextValidateCommand extends ContextCommand {
    /** Declares it. */
    public ContextValidateCommand() {
        super("validate", "Try Contexts",
                "Connects to each cluster and logs in, and tells which work and why the others do not; all contexts unless some "
                        + "are named. Changes nothing. The exit code is that of the first that does not work. "
                        + "'proxmox doctor --context NAME' looks closer at one.");
    }

    @Override
    public List<Argument> arguments() {
        return List.of(Argument.any(NAME, "NAME", "The contexts."));
    }

    @Override
    int run(Here here, Given given, SettingsFiles files) {
        List<String> names = given.has(NAME) ? given.all(NAME) : files.contexts();
        names.forEach(files::existing);
        SettingsSources sources = here.connector().sources(here.globals());
        List<List<String>> rows = new ArrayList<>();
        List<Check> worst = new ArrayList<>();
        for (String name : names) {
            Examination examination = new Examination(Place.inContext(sources, name), here.catalog(), false,
                    Clock.systemUTC(), line -> here.terminal().err(CellText.clean(line) + "\n"));
            Check found = worst(examination.connection(), examination);
            worst.add(found);
            rows.add(List.of(name, found.result().word(), found.found(), String.join(" ", found.todo())));
        }
        here.show(List.of("context", "result", "found", "todo"), rows);
        if (names.isEmpty()) {
            here.say("There are none; 'proxmox context add NAME' makes one.");
        }
        return Check.exitCode(worst);
    }

    private static Check worst(List<Check> checks, Examination examination) {
        return checks.stream().filter(Check::failed).findFirst()
                .or(() -> checks.stream().filter(check -> check.result() == Check.Result.WARN).findFirst())
                .orElseGet(() -> Check.ok("context", examination.login().orElse("") + ", Proxmox VE "
                        + examination.version().orElse("unknown")));
    }
}
