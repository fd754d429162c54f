package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.cli.cluster.Connector;
import io.github.proxmoxtools.cli.cluster.Session;
import io.github.proxmoxtools.cli.options.GlobalOption;
import io.github.proxmoxtools.cli.options.Globals;
import io.github.proxmoxtools.cli.output.CsvFormat;
import io.github.proxmoxtools.cli.terminal.Terminal;
import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.cli.text.Table;
import io.github.proxmoxtools.cli.text.Usage;
import io.github.proxmoxtools.client.index.ApiDocument;
import io.github.proxmoxtools.client.index.ApiDocumentException;
import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.tools.engine.ApiAudit;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.JsonText;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Audits an API: built in, of the connected server, or of a file. */
final class AuditRun {
    private static final String SERVER = "server";
    private static final List<String> HEADINGS = List.of("namespace", "routes", "methods", "with tool");

    private final Catalog catalog;
    private final Connector connector;
    private final Terminal terminal;

    AuditRun(Catalog catalog, Connector connector, Terminal terminal) {
        this.catalog = catalog;
        this.connector = connector;
        this.terminal = terminal;
    }

    void run(Map<String, String> options, Globals globals) {
        String from = options.getOrDefault("from", ApiIndex.versions().getLast());
        ApiAudit audit = new ApiAudit(index(from, Optional.ofNullable(options.get("release")), globals), catalog);
        boolean header = !globals.has(GlobalOption.NO_HEADER);
        terminal.out(switch (globals.format()) {
            case JSON -> JsonText.pretty(audit.toMap()) + "\n";
            case JSONL -> JsonText.compact(audit.toMap()) + "\n";
            case CSV -> CsvFormat.text(HEADINGS, rows(audit), header);
            case TABLE, WIDE -> text(audit, header);
        });
    }

    private ApiIndex index(String from, Optional<String> release, Globals globals) {
        boolean isFile = !ApiIndex.versions().contains(from) && !from.equals(SERVER);
        if (!isFile && release.isPresent()) {
            throw Usage.error("--release: is for a file; " + from + " says itself which release it is");
        }
        if (ApiIndex.versions().contains(from)) {
            return ApiIndex.of(from);
        }
        if (from.equals(SERVER)) {
            try (Session session = connector.open(catalog, globals)) {
                return session.serverApi();
            }
        }
        return file(from, release.orElseThrow(() -> Usage.error("--from: '" + from + "' is none of "
                + String.join(", ", ApiIndex.versions()) + ", " + SERVER + "; if it is a file, say which release it "
                + "describes: --release 9.2.3")));
    }

    private static ApiIndex file(String name, String release) {
        try {
            return ApiDocument.read(Path.of(name), release);
        } catch (ApiDocumentException e) {
            throw Usage.error("--from: " + e.getMessage());
        } catch (IOException | InvalidPathException e) {
            throw Usage.error("--from: '" + name + "' is no file that can be read");
        }
    }

    private static List<List<String>> rows(ApiAudit audit) {
        List<ApiAudit.Namespace> parts = new ArrayList<>(audit.namespaces());
        parts.add(audit.whole());
        return parts.stream().map(part -> List.of(CellText.clean(part.name()), Integer.toString(part.routes()),
                Integer.toString(part.methods()), Integer.toString(part.withTool()))).toList();
    }

    private static String text(ApiAudit audit, boolean header) {
        Table table = new Table(header ? HEADINGS : List.of(), HEADINGS.size());
        for (int column = 1; column < HEADINGS.size(); column++) {
            table.alignRight(column);
        }
        rows(audit).forEach(table::row);
        StringBuilder text = new StringBuilder("Proxmox VE ").append(audit.release()).append("\n\n")
                .append(table.text());
        for (String version : ApiIndex.versions()) {
            ApiIndex other = ApiIndex.of(version);
            ApiAudit.Difference difference = audit.against(other);
            if (!difference.added().isEmpty() || !difference.removed().isEmpty()) {
                text.append("\nAgainst ").append(other.release()).append(": ").append(difference.added().size())
                        .append(" added, ").append(difference.removed().size()).append(" removed\n");
                difference.added().forEach(pair -> text.append("  + ").append(CellText.clean(pair)).append('\n'));
                difference.removed().forEach(pair -> text.append("  - ").append(CellText.clean(pair)).append('\n'));
            }
        }
        return text.toString();
    }
}
