package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiAnswer;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.List;
import java.util.Optional;

/** A call that a frontend makes for itself, with no tool; it is written down like any other. */
final class DirectCall {
    /** What the audit trail calls it: no tool has this name. */
    private static final String NAME = "direct";

    private final EngineParts parts;
    private final Job job;
    private final Safety safety;
    private final Redactor redactor;
    private final CallAudit audit;

    DirectCall(EngineParts parts, ApiRequest request) {
        this.parts = parts;
        this.job = Job.single(request);
        this.safety = job.writes()
                ? parts.catalog().safetyOfCall(request.method().name(), request.path().segments())
                : Safety.READ;
        this.redactor = parts.redactor().with(Secrecy.valuesIn(List.of(request)))
                .hiding(Secrecy.fieldsOf(List.of(request)));
        this.audit = new CallAudit(parts, NAME);
    }

    Data sent() {
        try {
            announce();
            Job.Call step = job.steps().getFirst();
            ApiAnswer answer = new Calls(parts.connection(), parts.access(), parts.catalog()).send(step.request());
            audit.answered(step, answer);
            audit.ended("done", redactor);
            return Data.of(answer.data());
        } catch (ToolFailure failure) {
            audit.failed(safety, Optional.empty(), failure.kind(), redactor);
            throw new FailureRedaction(redactor).of(failure);
        }
    }

    private void announce() {
        if (safety != Safety.READ) {
            audit.prepared(job, new Planner(NAME, safety, Optional.empty(), redactor));
            audit.intent(safety, Optional.empty(), redactor);
        }
    }
}
