package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiAnswer;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.HttpMethod;
import io.github.proxmoxtools.client.Upid;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.Refusal;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells the audit trail of one call: of its intent before the first write, of a write that became another one before that
 * is sent, and of its outcome; or once that nothing was sent.
 */
final class CallAudit {
    private static final int LONGEST_VALUE = 4096;

    private final EngineParts parts;
    private final String tool;
    private final List<Map<String, Object>> writes = new ArrayList<>();
    private final List<String> upids = new ArrayList<>();
    private Map<String, Object> confirmation = Map.of("needed", false);
    private long intent;
    private boolean unwritable;

    CallAudit(EngineParts parts, String tool) {
        this.parts = parts;
        this.tool = tool;
    }

    /** A call that was refused for its arguments came to no {@link Run}. */
    static void refused(EngineParts parts, String name, ToolFailure failure) {
        Optional<Tool> tool = parts.catalog().find(name);
        if (failure instanceof Refusal && tool.isPresent()) {
            new CallAudit(parts, name).failed(tool.get().safety(), Optional.empty(), failure.kind(),
                    parts.redactor());
        }
    }

    private boolean isOff() {
        return parts.audit().equals(AuditTrail.NONE);
    }

    void prepared(Job job, Planner planner) {
        if (isOff()) {
            return;
        }
        writes.clear();
        for (Job.Call step : job.steps()) {
            if (step.writes()) {
                writes.add(described(planner.planned(step)));
            }
        }
    }

    void confirmed(Confirmer confirmer, String answer) {
        Map<String, Object> given = new LinkedHashMap<>();
        given.put("needed", true);
        given.put("way", confirmer.way());
        given.put("answer", answer);
        confirmation = given;
    }

    void intent(Safety safety, Optional<GuestAddress> target, Redactor redactor) {
        if (!isOff()) {
            intent = announced(about("intent", safety, target), redactor);
        }
    }

    /** What was announced may have been completed, or have given way to another call. */
    void sending(Job.Call step, Planner planner, Redactor redactor) {
        if (intent == 0 || !step.writes()) {
            return;
        }
        Map<String, Object> write = described(planner.planned(step));
        if (!writes.contains(write)) {
            Map<String, @Nullable Object> amended = ofIntent("amended");
            amended.put("writes", List.of(write));
            announced(amended, redactor);
            writes.add(write);
        }
    }

    /** To stop a task changes something that the call itself did not announce. */
    void stopping(Upid task, Redactor redactor) {
        if (intent != 0) {
            Map<String, @Nullable Object> amended = ofIntent("amended");
            amended.put("writes", List.of(new Plan.PlannedCall("Stop the task", "DELETE",
                    "/nodes/" + task.node() + "/tasks/" + task, Map.of()).toMap()));
            announced(amended, redactor);
        }
    }

    void answered(Job.Call step, ApiAnswer answer) {
        upids.addAll(started(step.request(), Data.of(answer.data())));
    }

    /** Each call of a batch has an answer of its own, in the same order. */
    private static List<String> started(ApiRequest request, Data answer) {
        List<ApiRequest> calls = Batch.calls(request);
        if (calls.isEmpty()) {
            return request.method() == HttpMethod.GET
                    ? List.of()
                    : answer.text().filter(Upid::looksLikeUpid).stream().toList();
        }
        List<Data> answers = answer.items();
        List<String> started = new ArrayList<>();
        for (int i = 0; i < Math.min(calls.size(), answers.size()); i++) {
            started.addAll(started(calls.get(i), answers.get(i).at("data")));
        }
        return started;
    }

    /** Gives what is to be told of the log, if anything. */
    Optional<String> ended(String outcome, Redactor redactor) {
        if (intent == 0) {
            return Optional.empty();
        }
        Map<String, @Nullable Object> ended = ofIntent("outcome");
        ended.put("outcome", outcome);
        if (!upids.isEmpty()) {
            ended.put("upids", upids);
        }
        return kept(ended, redactor)
                ? Optional.empty()
                : Optional
                        .of("How this call ended could not be written to the audit log, which holds its intent only.");
    }

    void failed(Safety safety, Optional<GuestAddress> target, FailureKind kind, Redactor redactor) {
        if (intent != 0) {
            ended(kind.code(), redactor);
        } else if (!isOff() && !unwritable && safety != Safety.READ) {
            Map<String, @Nullable Object> unsent = about("not_sent", safety, target);
            unsent.put("outcome", kind.code());
            kept(unsent, redactor);
        }
    }

    private Map<String, @Nullable Object> ofIntent(String word) {
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        record.put("record", word);
        record.put("intent", intent);
        return record;
    }

    private Map<String, @Nullable Object> about(String word, Safety safety, Optional<GuestAddress> target) {
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        record.put("record", word);
        record.put("login", login());
        record.put("tool", tool);
        record.put("class", safety.name().toLowerCase(Locale.ROOT));
        if (target.isPresent()) {
            record.put("target", ToolResult.describe(target.get()));
        }
        record.put("writes", writes);
        record.put("confirmation", confirmation);
        return record;
    }

    /** A client that cannot be made is told of by the call itself. */
    private @Nullable String login() {
        try {
            return parts.connection().client().login();
        } catch (RuntimeException noClient) {
            return null;
        }
    }

    private long announced(Map<String, @Nullable Object> record, Redactor redactor) {
        try {
            return parts.audit().append(redactor.map(record));
        } catch (IOException | RuntimeException e) {
            unwritable = true;
            throw new Refusal("The audit log cannot be written (" + redactor.text(Audit.reason(e))
                    + "); the call was not sent",
                    "This is for whoever set up the audit log: nothing is changed without it.", Map.of());
        }
    }

    private boolean kept(Map<String, @Nullable Object> record, Redactor redactor) {
        try {
            parts.audit().append(redactor.map(record));
            return true;
        } catch (IOException | RuntimeException e) {
            Audit.lost(tool, e);
            return false;
        }
    }

    private static Map<String, Object> described(Plan.PlannedCall write) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        write.parameters().forEach((name, value) -> parameters.put(name, shortened(value)));
        return new Plan.PlannedCall(write.title(), write.method(), write.path(), parameters).toMap();
    }

    /** A file that is written into a guest would make lines that nobody reads: its digest tells which one it was. */
    private static Object shortened(Object value) {
        String text = value instanceof String whole ? whole : JsonText.compact(value);
        return text.length() > LONGEST_VALUE
                ? Map.of("characters", text.length(), "sha256", Digest.sha256(text.getBytes(StandardCharsets.UTF_8)))
                : value;
    }
}
