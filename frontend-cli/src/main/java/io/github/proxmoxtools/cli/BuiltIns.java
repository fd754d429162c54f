package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.cli.cluster.Connector;
import io.github.proxmoxtools.cli.cluster.Demonstration;
import io.github.proxmoxtools.cli.options.GlobalOption;
import io.github.proxmoxtools.cli.options.Globals;
import io.github.proxmoxtools.cli.output.CsvFormat;
import io.github.proxmoxtools.cli.output.OutputFormat;
import io.github.proxmoxtools.cli.terminal.Terminal;
import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.cli.text.Table;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the command line does by itself, without a cluster. */
final class BuiltIns {
    private final Catalog catalog;
    private final Connector connector;
    private final Terminal terminal;

    BuiltIns(Catalog catalog, Connector connector, Terminal terminal) {
        this.catalog = catalog;
        this.connector = connector;
        this.terminal = terminal;
    }

    void run(Command.BuiltIn command, CommandForm form, Globals globals) {
        switch (command) {
            case SIMULATOR -> new SimulatorRun(terminal, () -> Demonstration.provider("simulator"))
                    .run(texts(form), globals);
            case API_AUDIT -> new AuditRun(catalog, connector, terminal).run(texts(form), globals);
            case CONFIG_EXPLAIN -> rows(List.of("setting", "value", "origin"), connector.explain(globals), globals);
            case VERSION -> rows(List.of("what", "version"), versions(), globals);
        }
    }

    private static Map<String, String> texts(CommandForm form) {
        Map<String, String> texts = new LinkedHashMap<>();
        form.arguments().forEach((name, value) -> texts.put(name, String.valueOf(value)));
        return texts;
    }

    private List<List<String>> versions() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("proxmox", ProgramVersion.number()));
        rows.add(List.of("java", Runtime.version().toString()));
        for (String toolset : catalog.toolsets()) {
            long tools = catalog.entries().stream().filter(entry -> entry.toolset().equals(toolset)).count();
            rows.add(List.of("toolset " + toolset, tools + (tools == 1 ? " tool" : " tools")));
        }
        return rows;
    }

    private void rows(List<String> headings, List<List<String>> rows, Globals globals) {
        if (globals.format() == OutputFormat.TABLE || globals.format() == OutputFormat.WIDE) {
            Table table = new Table(globals.has(GlobalOption.NO_HEADER) ? List.of() : headings, headings.size());
            rows.forEach(row -> table.row(row.stream().map(CellText::clean).toList()));
            terminal.out(table.text());
            return;
        }
        List<Map<String, String>> objects = new ArrayList<>();
        for (List<String> row : rows) {
            Map<String, String> object = new LinkedHashMap<>();
            for (int i = 0; i < headings.size(); i++) {
                object.put(headings.get(i), row.get(i));
            }
            objects.add(object);
        }
        switch (globals.format()) {
            case JSON -> terminal.out(JsonText.pretty(objects) + "\n");
            case JSONL -> objects.forEach(object -> terminal.out(JsonText.compact(object) + "\n"));
            default -> terminal.out(CsvFormat.text(headings, rows, !globals.has(GlobalOption.NO_HEADER)));
        }
    }
}
