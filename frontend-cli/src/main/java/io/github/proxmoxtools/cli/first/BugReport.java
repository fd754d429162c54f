package io.github.proxmoxtools.cli.first;

import io.github.proxmoxtools.cli.output.OutputFormat;
import io.github.proxmoxtools.cli.output.Rows;
import io.github.proxmoxtools.cli.text.ProgramVersion;
import io.github.proxmoxtools.client.settings.Setting;
import io.github.proxmoxtools.tools.engine.Catalog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The facts that somebody needs who was not there. */
final class BugReport {
    private final Catalog catalog;
    private final Examination examination;
    private final List<Check> checks;
    private final Masks masks;

    BugReport(Catalog catalog, Examination examination, List<Check> checks, Masks masks) {
        this.catalog = catalog;
        this.examination = examination;
        this.checks = checks.stream().map(check -> check.mapped(masks::in)).toList();
        this.masks = masks;
    }

    String text(OutputFormat format) {
        return format.structure(toMap()).orElseGet(this::plain);
    }

    private Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("leftOut", leftOut());
        map.put("program", program());
        map.put("settings", settings().stream()
                .map(row -> Map.of("setting", row.get(0), "value", row.get(1), "origin", row.get(2))).toList());
        map.put("checks", checks.stream().map(Check::toMap).toList());
        return map;
    }

    private String plain() {
        List<List<String>> program = new ArrayList<>();
        program().forEach((name, value) -> program.add(List.of(name, value)));
        return leftOut() + "\n\n" + Rows.text(OutputFormat.TABLE, List.of("what", "value"), program, false) + "\n"
                + Rows.text(OutputFormat.TABLE, List.of("setting", "value", "origin"), settings(), true) + "\n"
                + Rows.text(OutputFormat.TABLE, List.of("result", "check", "found"), DoctorCommand.rows(checks), true)
                + DoctorCommand.advice(checks);
    }

    private String leftOut() {
        return masks.takesNames()
                ? "Left out: secrets, hosts, addresses, fingerprints, users, tokens, contexts, paths. Read it before you send "
                        + "it."
                : "Left out: secrets. Hosts, users and other names are in it. Read it before you send it.";
    }

    private Map<String, String> program() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("proxmox", ProgramVersion.number());
        facts.put("java", Runtime.version() + " (" + System.getProperty("java.vm.name", "") + ")");
        facts.put("system", System.getProperty("os.name", "") + " " + System.getProperty("os.version", "") + " "
                + System.getProperty("os.arch", ""));
        facts.put("modules", String.join(", ", ProgramVersion.modules()));
        facts.put("toolsets", String.join(", ", catalog.toolsets()));
        facts.put("tools", Integer.toString(catalog.tools().size()));
        facts.put("server", examination.version().map(version -> "Proxmox VE " + version).orElse("unknown"));
        return facts;
    }

    private List<List<String>> settings() {
        List<List<String>> rows = new ArrayList<>();
        examination.settings().ifPresent(settings -> {
            for (Setting setting : settings.explain()) {
                rows.add(List.of(setting.key().name(), masks.value(setting), masks.origin(setting)));
            }
        });
        return rows;
    }
}
