package io.github.proxmoxtools.tools.vm;

import static io.github.proxmoxtools.tools.spi.Column.flag;
import static io.github.proxmoxtools.tools.spi.GuestInput.VM;
import static io.github.proxmoxtools.tools.spi.Param.repeated;
import static io.github.proxmoxtools.tools.spi.Param.text;
import static io.github.proxmoxtools.tools.spi.Param.whole;

import io.github.proxmoxtools.tools.spi.Cancellation;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.ServerFailure;
import io.github.proxmoxtools.tools.spi.Step;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import io.github.proxmoxtools.tools.spi.TransportFailure;
import io.github.proxmoxtools.tools.spi.Versions;
import io.github.proxmoxtools.tools.spi.Work;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Programs that the guest agent runs. */
final class AgentExec {
    private static final int MOST_INPUT = 65_536;
    private static final Param<List<String>> COMMAND = repeated("command",
            "Program and arguments; a single text is split at blanks and quotes. No shell runs it: for pipes and the "
                    + "like give sh, -c and the line.");
    private static final Param<String> INPUT_DATA = text("input-data", "What the program reads as standard input.")
            .max(MOST_INPUT).optional();
    private static final Param<Long> PID = whole("pid", "");
    private static final Endpoint EXEC_CALL = AgentCalls.post("exec", COMMAND, INPUT_DATA);
    private static final Endpoint STATUS_CALL = AgentCalls.get("exec-status", PID);
    private static final Versions TAKES_A_LIST = Versions.ALL.since("8.0");
    /** What the agent says of a program whose end it has told already, or that it never started. */
    private static final String UNKNOWN_PID = "Invalid parameter 'pid'";
    private static final Set<String> OPERATORS = Set.of("|", "||", "&", "&&", ";", ">", ">>", "<", "2>&1");

    static final Tool EXEC = Tool.destroys("proxmox_vm_agent_exec")
            .command("vm", "agent", "exec")
            .title("Run Program in Guest")
            .description(
                    "Runs a program inside a VM through the guest agent, as root or SYSTEM, and waits for its end. "
                            + "Returns its pid, exit code and output (64 KiB each).")
            .calls(EXEC_CALL, STATUS_CALL)
            .takes(VM, COMMAND, INPUT_DATA)
            .runs(AgentExec::exec)
            .acceptsOlderForms(AgentExec::split)
            .waits()
            .showsForeignText()
            .returnsProgram(COMMAND, INPUT_DATA, flag("exited"), flag("out-truncated"), flag("err-truncated"));

    static final Tool STATUS = Tool.reads("proxmox_vm_agent_exec_status")
            .command("vm", "agent", "exec-status")
            .title("Status of Program in Guest")
            .description("Tells whether a program that the guest agent started has ended, with exit code and output. "
                    + "The agent forgets them once it has told them.")
            .calls(STATUS_CALL)
            .takes(VM, PID)
            .runs(AgentExec::status)
            .showsForeignText()
            .returnsData(flag("exited"), flag("out-truncated"), flag("err-truncated"));

    private AgentExec() {}

    /** One text is what a person would type. */
    private static Map<String, @Nullable Object> split(Map<String, @Nullable Object> arguments) {
        if (!(arguments.get(COMMAND.name()) instanceof String line)) {
            return arguments;
        }
        Map<String, @Nullable Object> rewritten = new LinkedHashMap<>(arguments);
        try {
            rewritten.put(COMMAND.name(), ShellWords.of(line));
        } catch (IllegalArgumentException e) {
            throw InvalidCall.argument(COMMAND.name(), String.valueOf(e.getMessage()));
        }
        return rewritten;
    }

    private static Work exec(Reading reading) {
        List<String> words = reading.arguments().get(COMMAND);
        Query call = Query.of(EXEC_CALL).with(COMMAND.name(), TAKES_A_LIST.include(reading.version())
                ? words
                : joined(words));
        Optional<String> input = reading.arguments().find(INPUT_DATA).map(AgentExec::input);
        words.stream().filter(OPERATORS::contains).findFirst().ifPresent(operator -> reading.note(
                "No shell ran this: the program got '" + operator + "' as an argument."));
        return Work.of(Step.of("Run " + words.getFirst(),
                input.map(bytes -> call.with(INPUT_DATA.name(), bytes)).orElse(call)))
                .answering(answers -> result(reading, answers.getFirst()));
    }

    /**
     * Before the eighth series the command is one text, split at NUL characters where there are any, else at blanks,
     * commas and semicolons; what is empty at its end gets lost (pve-common, {@code split_list}).
     */
    private static String joined(List<String> words) {
        if (words.getLast().isEmpty()) {
            throw InvalidCall.argument(COMMAND.name(),
                    "the last argument cannot be empty before Proxmox VE 8.0; give sh, -c and the line instead");
        }
        return String.join("\0", words) + (words.size() == 1 ? "\0" : "");
    }

    private static String input(String text) {
        String bytes = AgentBytes.toSend(text);
        if (bytes.length() > MOST_INPUT) {
            throw InvalidCall.argument(INPUT_DATA.name(), "may have " + MOST_INPUT + " bytes, not " + bytes.length());
        }
        return bytes;
    }

    private static @Nullable Object result(Reading reading, Data started) {
        Optional<Long> pid = started.at(PID.name()).whole();
        return pid.isEmpty() ? started.raw() : result(reading, pid.get());
    }

    /** The program was started: whatever happens now, its pid must be told. */
    private static Map<String, @Nullable Object> result(Reading reading, long pid) {
        Map<String, @Nullable Object> onlyPid = new LinkedHashMap<>();
        onlyPid.put(PID.name(), pid);
        if (!reading.waits()) {
            reading.note("The program was started; ask for the status of this pid to learn what came of it.");
            return onlyPid;
        }
        try {
            return ended(reading, pid).orElseGet(() -> {
                reading.note("The program still runs; ask for the status of this pid later.");
                onlyPid.put("exited", 0L);
                return onlyPid;
            });
        } catch (Cancellation cancellation) {
            throw new Cancellation("Cancelled; the program goes on with pid " + pid,
                    "Ask for the status of this pid.", Map.of(PID.name(), pid));
        } catch (ServerFailure | TransportFailure failure) {
            reading.note(notRead(failure));
            return onlyPid;
        }
    }

    private static Optional<Map<String, @Nullable Object>> ended(Reading reading, long pid) {
        return reading.readUntil(Query.of(STATUS_CALL).with(PID.name(), pid), status -> status.at("exited").flag())
                .map(status -> AgentOutput.of(pid, status, reading));
    }

    private static String notRead(ToolFailure failure) {
        if (failure.error().contains(UNKNOWN_PID)) {
            return "The program was started and has ended, unless the agent was started anew meanwhile. Its exit code "
                    + "and output are gone: the agent tells them once, and that answer got lost. Look at what the "
                    + "program did before you start it again.";
        }
        return "The program was started, but what came of it could not be read: " + failure.error()
                + ". Do not start it again before you have looked; ask for the status of this pid.";
    }

    private static Work status(Reading reading) {
        long pid = reading.arguments().get(PID);
        Data status = reading.read(Query.of(STATUS_CALL).with(PID.name(), pid));
        return Work.done(AgentOutput.of(pid, status, reading));
    }
}
