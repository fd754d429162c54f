package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.tools.spi.Cancellation;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.PartialFailure;
import io.github.proxmoxtools.tools.spi.Refusal;
import io.github.proxmoxtools.tools.spi.ServerFailure;
import io.github.proxmoxtools.tools.spi.TaskFailure;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import io.github.proxmoxtools.tools.spi.TransportFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Masks secrets in what a failure says. */
final class FailureRedaction {
    private final Redactor redactor;

    FailureRedaction(Redactor redactor) {
        this.redactor = redactor;
    }

    ToolFailure of(ToolFailure failure) {
        if (redactor.map(failure.toMap()).equals(failure.toMap())) {
            return failure;
        }
        String error = redactor.text(failure.error());
        String guidance = redactor.text(failure.guidance());
        return switch (failure) {
            case InvalidCall call -> new InvalidCall(call.kind(), error, guidance, texts(call.details()));
            case Refusal refusal -> new Refusal(error, guidance, values(refusal.details()));
            case ServerFailure server -> new ServerFailure(server.kind(), error, guidance, server.retryable(),
                    server.callSite().orElseThrow(), texts(server.details()), server.requiredPrivilege(), null);
            case TransportFailure transport -> new TransportFailure(transport.kind(), error, guidance,
                    transport.retryable(), transport.callSite(), values(transport.details()), null);
            case TaskFailure task -> new TaskFailure(task.kind(), error, guidance, task.retryable(), task.callSite(),
                    values(task.details()));
            case PartialFailure partial -> partial(partial);
            case Cancellation cancellation -> new Cancellation(error, guidance, values(cancellation.details()));
        };
    }

    private ToolFailure partial(PartialFailure failure) {
        return failure.getCause() instanceof ToolFailure reason
                ? new PartialFailure(titles(failure, "done"), redactor.text(String.valueOf(failure.details().get(
                        "failed"))), titles(failure, "left"), of(reason))
                : failure;
    }

    private List<String> titles(PartialFailure failure, String field) {
        return failure.details().get(field) instanceof List<?> list
                ? list.stream().map(title -> redactor.text(String.valueOf(title))).toList()
                : List.of();
    }

    private Map<String, String> texts(Map<String, Object> details) {
        Map<String, String> texts = new LinkedHashMap<>();
        details.forEach((name, value) -> texts.put(name, redactor.text(String.valueOf(value))));
        return texts;
    }

    private Map<String, Object> values(Map<String, Object> details) {
        Map<String, Object> values = new LinkedHashMap<>();
        redactor.map(details).forEach((name, value) -> values.put(name, value == null ? "" : value));
        return values;
    }
}
