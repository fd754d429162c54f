package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiAnswer;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.Refusal;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import java.util.List;
import java.util.Optional;

/** A call that a frontend makes for itself, with no tool; it is written down like any other. */
final class DirectCall {
    private static final Logger LOG = LoggerFactory.getLogger(DirectCall.class);

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
                ? parts.catalog().safetyOfCall(request.method().name(), request.path().segments(), request.parameters())
                : Safety.READ;
        this.redactor = parts.redactor().with(Secrecy.valuesIn(List.of(request)))
                .hiding(Secrecy.fieldsOf(List.of(request)));
        this.audit = new CallAudit(parts, NAME);
    }

    Data sent() {
        try {
            refuseAboveCeiling();
            announce();
            Job.Call step = job.steps().getFirst();
            ApiAnswer answer = new Calls(parts.connection(), parts.access(), parts.catalog()).send(step.request());
            audit.answered(step, answer);
            audit.ended("done", redactor).ifPresent(lost -> LOG.error("{} {}: {}", step.request().method(),
                    step.request().path(), lost));
            return Data.of(answer.data());
        } catch (ToolFailure failure) {
            audit.failed(safety, Optional.empty(), failure.kind(), redactor);
            throw new FailureRedaction(redactor).of(failure);
        } catch (RuntimeException | Error mistake) {
            audit.failed(safety, Optional.empty(), FailureKind.INTERNAL, redactor);
            throw mistake;
        }
    }

    private void refuseAboveCeiling() {
        if (!safety.within(parts.access())) {
            throw new Refusal("This call would " + safety.name().toLowerCase(Locale.ROOT) + "; only "
                    + parts.access().name().toLowerCase(Locale.ROOT) + " is allowed here",
                    Ceiling.origin(parts.access()), Map.of());
        }
    }

    private void announce() {
        if (safety != Safety.READ) {
            audit.prepared(job, new Planner(NAME, safety, Optional.empty(), redactor));
            audit.intent(safety, Optional.empty(), redactor);
        }
    }
}
