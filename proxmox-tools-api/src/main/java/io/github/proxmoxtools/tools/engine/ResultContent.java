package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.Upid;
import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.tools.spi.Action;
import io.github.proxmoxtools.tools.spi.Cancellation;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Outcome;
import io.github.proxmoxtools.tools.spi.PartialFailure;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.TaskFailure;
import io.github.proxmoxtools.tools.spi.TaskInput;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes of the answers what the caller is shown: shaped, explained and without secrets. */
final class ResultContent {
    private static final Set<String> HA_TASKS = Set.of("hastart", "hastop", "hamigrate");
    private static final String BY_HA = "This guest is managed by HA: the task only tells the HA manager what is "
            + "wanted, and the guest follows a little later.";
    private static final String SHOWN_ONCE = "value is the new token's secret: it is shown this once, and by nobody "
            + "ever again. Keep it where secrets are kept, and out of logs and conversations.";

    private final CallParts parts;
    private final StepSender sender;
    private final Optional<ScriptReading> script;
    private final Supplier<ApiIndex> index;

    /**
     * Prepares to make it.
     *
     * @param parts what belongs to the call
     * @param sender sent the steps, and follows the last one's task
     * @param script read for the tool, where it is a script
     * @param index describes the API of the server
     */
    ResultContent(CallParts parts, StepSender sender, Optional<ScriptReading> script, Supplier<ApiIndex> index) {
        this.parts = parts;
        this.sender = sender;
        this.script = script;
        this.index = index;
    }

    ToolResult.Content of(List<Data> answers, Job job) {
        @Nullable
        Object result = finished(answers, job);
        if (parts.tool().outcome() instanceof Outcome.Listing listing) {
            return listing(listing, Data.of(result), answers);
        }
        if (parts.tool().waits() && result instanceof String text && Upid.looksLikeUpid(text)) {
            return shown(sender.followed(Upid.parse(text), job));
        }
        if (parts.tool().outcome() instanceof Outcome.Task && result instanceof Map<?, ?> facts
                && facts.containsKey("upid")) {
            return shown(
                    new ToolResult.Task(parts.secrets().redactor().map(facts), "stopped".equals(facts.get("status"))));
        }
        if (result instanceof Map<?, ?> made && made.containsKey("full-tokenid") && made.containsKey("value")) {
            parts.notes().add(SHOWN_ONCE);
        }
        if (isRaw()) {
            noteOfRaw(result, job).ifPresent(parts.notes()::add);
        }
        return new ToolResult.Value(parts.secrets().redactor().value(result));
    }

    private Optional<String> noteOfRaw(@Nullable Object result, Job job) {
        return result == null && job.writes()
                ? Optional.of("The server took it, and answered no data.")
                : ServedPart.of(listed()).map(ServedPart::note);
    }

    /** A failure after the last write must not look as if nothing had been done, unless it says how that ended. */
    private @Nullable Object finished(List<Data> answers, Job job) {
        try {
            return job.finish().apply(answers);
        } catch (ToolFailure failure) {
            List<String> done = job.steps().stream().map(Job.Call::title).toList();
            throw switch (failure) {
                case ToolFailure nothingDone when !job.writes() -> nothingDone;
                case TaskFailure theirOutcome when done.size() == 1 -> theirOutcome;
                case Cancellation cancellation -> cancellation.after(done, List.of());
                case ToolFailure other -> new PartialFailure(done, "read the result", List.of(), other);
            };
        }
    }

    private ToolResult.Content listing(Outcome.Listing outcome, Data data, List<Data> answers) {
        Optional<ServedPart> part = ServedPart.of(listed()).filter(served -> served.rows() == data.items().size());
        ToolResult.Listing shaped = new Shaper(outcome, parts.bound().view(), parts.engine().listLimit()).shape(data,
                part);
        part.map(ServedPart::note).ifPresent(parts.notes()::add);
        if (data.items().isEmpty() && part.isEmpty()) {
            whyEmpty(answers).ifPresent(parts.notes()::add);
        } else if (shaped.reachable() == 0 && !data.items().isEmpty()) {
            parts.notes().add("None of the " + data.items().size() + " listed fits view.filter.");
        }
        shaped.partNote().ifPresent(parts.notes()::add);
        return shaped.with(shaped.items().stream().map(parts.secrets().redactor()::map).toList());
    }

    /** What a list was made of: the answer to the last step, or what a script read. */
    private List<Answered> listed() {
        return sender.last().map(List::of)
                .orElseGet(() -> script.map(ScriptReading::lastAnswered).orElse(List.of()));
    }

    /** Rows that came and are none of this list show that the login sees something; more is not asked then. */
    private Optional<String> whyEmpty(List<Data> answers) {
        List<Answered> listed = listed();
        if (listed.stream().anyMatch(Answered::hasRows)
                || answers.stream().anyMatch(answer -> !answer.items().isEmpty())) {
            return Optional.of(EmptyList.NONE_OF_THESE);
        }
        List<ApiRequest> requests = listed.stream().map(Answered::request).toList();
        return requests.isEmpty() ? Optional.empty() : Optional.of(new EmptyList(parts.calls()).note(requests, index));
    }

    private ToolResult.Content shown(ToolResult.Task task) {
        if (!task.finished()) {
            String how = parts.bound().waits() ? "still runs" : "was started";
            String where = toolThatLooksAtTasks().map(name -> " (" + name + ")").orElse("");
            parts.notes().add("The task " + how + "; its UPID tells how it goes on" + where + ".");
        }
        if (HA_TASKS.contains(String.valueOf(task.facts().get("type")))) {
            parts.notes().add(BY_HA);
        }
        return new ToolResult.Task(parts.secrets().redactor().map(task.facts()), task.finished());
    }

    private Optional<String> toolThatLooksAtTasks() {
        return parts.engine().catalog().tools().stream()
                .filter(other -> other.safety() == Safety.READ && other.inputs().contains(TaskInput.TASK)
                        && other.outcome() instanceof Outcome.Data)
                .map(Tool::name).findFirst();
    }

    private boolean isRaw() {
        return parts.tool().action() instanceof Action.Raw || parts.tool().action() instanceof Action.RawUpload;
    }
}
