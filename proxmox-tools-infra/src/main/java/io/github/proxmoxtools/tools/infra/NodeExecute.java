package io.github.proxmoxtools.tools.infra;

import static io.github.proxmoxtools.tools.infra.NodeTools.NODE;
import static io.github.proxmoxtools.tools.spi.Endpoint.post;

import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.ServerFailure;
import io.github.proxmoxtools.tools.spi.Step;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import io.github.proxmoxtools.tools.spi.Work;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Several API calls of a node in one; the server answers 200 whatever becomes of each. */
final class NodeExecute {
    private static final Param<List<Map<String, Object>>> COMMANDS = Param.objects("commands",
            "Each {method, path, args}: path below /nodes/{node}, such as qemu/100/status/start.").notSent();
    private static final Endpoint BATCH = post("/nodes/{node}/execute", NODE);
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;

    static final Tool EXECUTE = Tool.destroys("proxmox_node_execute")
            .command("node", "execute")
            .title("Batch API Calls")
            .description("Makes several API calls of one node in one request, one after another, and tells the "
                    + "outcome of each; a call that fails does not stop the rest. It runs no shell commands. "
                    + "For root@pam with a password only: the server refuses tokens here.")
            .calls(BATCH)
            .takes(NODE, COMMANDS)
            .runs(NodeExecute::batch)
            .showsForeignText()
            .returnsData();

    private NodeExecute() {}

    private static Work batch(Reading reading) {
        String node = reading.arguments().get(NODE);
        List<BatchCommand> commands = BatchCommand.all(COMMANDS.name(), reading.arguments().get(COMMANDS), node);
        List<Map<String, Object>> sent = commands.stream().map(BatchCommand::toMap).toList();
        String title = "Make " + commands.size() + " API calls on " + node;
        return Work.of(Step.of(title, Query.of(BATCH).with("commands", sent)))
                .answering(answers -> outcomes(reading, commands, answers.getFirst()));
    }

    private static List<Object> outcomes(Reading reading, List<BatchCommand> commands, Data answer) {
        List<Data> answers = answer.items();
        List<Object> rows = new ArrayList<>();
        for (int i = 0; i < commands.size(); i++) {
            Data outcome = i < answers.size() ? answers.get(i) : Data.of(null);
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("command", commands.get(i).words());
            row.putAll(outcome.fields());
            rows.add(row);
            if (outcome.at("status").whole().filter(status -> status == OK).isEmpty()) {
                reading.lacks((i + 1) + ". " + commands.get(i).words(), failure(commands.get(i), outcome));
            }
        }
        if (answers.stream().anyMatch(NodeExecute::startedTask)) {
            reading.note("Tasks that were started are not waited for; each UPID tells how its task goes on.");
        }
        return rows;
    }

    private static boolean startedTask(Data outcome) {
        return outcome.at("data").text().filter(text -> text.startsWith("UPID:")).isPresent();
    }

    private static ToolFailure failure(BatchCommand command, Data outcome) {
        Optional<Integer> status = outcome.at("status").whole().map(Long::intValue);
        Map<String, String> details = new LinkedHashMap<>();
        outcome.at("errors").fields().forEach((name, problem) -> details.put(name, String.valueOf(problem).strip()));
        String said = outcome.at("message").text().map(String::strip).orElse("the server did not answer this one");
        return new ServerFailure(
                status.filter(code -> code == FORBIDDEN).isPresent()
                        ? FailureKind.PERMISSION_DENIED
                        : FailureKind.SERVER,
                details.isEmpty() ? said : said + " " + details, "", false,
                new ToolFailure.CallSite(command.method(), command.path(), status), details, Optional.empty(), null);
    }
}
