package io.github.proxmoxtools.cli.program;

import io.github.proxmoxtools.cli.cluster.Session;
import io.github.proxmoxtools.cli.command.Given;
import io.github.proxmoxtools.cli.command.Here;
import io.github.proxmoxtools.cli.command.Option;
import io.github.proxmoxtools.cli.command.ProgramCommand;
import io.github.proxmoxtools.cli.options.GlobalOption;
import io.github.proxmoxtools.cli.output.OutputFormat;
import io.github.proxmoxtools.cli.output.Rows;
import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.cli.text.Table;
import io.github.proxmoxtools.cli.text.Usage;
import io.github.proxmoxtools.client.index.ApiDocument;
import io.github.proxmoxtools.client.index.ApiDocumentException;
import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.tools.engine.ApiAudit;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Audits an API: built in, of the connected server, or of a file. */
public final class ApiAuditCommand extends ProgramCommand {
    private static final String SERVER = "server";
    private static final List<String> HEADINGS = List.of("namespace", "routes", "methods", "with tool");

    /** Declares it. */
    public ApiAuditCommand() {
        super("api audit", "Audit the API",
                "Counts namespaces, routes and methods of an API, how many of them a loaded tool calls, and what was added "
                        + "and removed against the built-in versions. What has no tool is reachable by 'api call'. Connects "
                        + "only for --from server.");
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.value("--from", "WHICH",
                        "7.4, 8.4 or 9.2 (default): the built-in index; server: the connected host's own description; "
                                + "else a file, such as a copy of /usr/share/pve-docs/api-viewer/apidoc.js."),
                Option.value("--release", "VERSION", "Which release a file describes; the file does not say."));
    }

    @Override
    public int run(Here here, Given given) {
        String from = given.text("from").orElse(ApiIndex.versions().getLast());
        ApiAudit audit = new ApiAudit(index(from, given.text("release"), here), here.catalog());
        boolean header = !here.globals().has(GlobalOption.NO_HEADER);
        OutputFormat format = here.globals().format();
        here.terminal().out(format.structure(audit.toMap()).orElseGet(() -> switch (format) {
            case CSV, NAME -> Rows.text(format, HEADINGS, rows(audit), header);
            default -> text(audit, header);
        }));
        return 0;
    }

    private static ApiIndex index(String from, Optional<String> release, Here here) {
        boolean isFile = !ApiIndex.versions().contains(from) && !from.equals(SERVER);
        if (!isFile && release.isPresent()) {
            throw Usage.error("--release: is for a file; " + from + " says itself which release it is");
        }
        if (ApiIndex.versions().contains(from)) {
            return ApiIndex.of(from);
        }
        if (from.equals(SERVER)) {
            try (Session session = here.open()) {
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
