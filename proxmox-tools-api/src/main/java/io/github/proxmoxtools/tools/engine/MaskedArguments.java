package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import java.util.Map;

/** Refuses to write back what was shown in place of a secret: the server would take it for the secret. */
final class MaskedArguments {
    private static final String PROBLEM = "holds " + Redactor.MASK
            + ", which is shown in place of a secret; the server "
            + "would keep it instead of the secret";
    private static final String GUIDANCE = "Leave it out to keep what is set, or give the true value.";

    private MaskedArguments() {}

    static void refuse(Job job) {
        job.writtenRequests().map(ApiRequest::parameters).forEach(parameters -> parameters.stream()
                .filter(parameter -> Redactor.isMasked(parameter.value())).findFirst()
                .ifPresent(MaskedArguments::refuse));
    }

    private static void refuse(Parameter parameter) {
        throw new InvalidCall(FailureKind.BAD_ARGUMENT, parameter.name() + ": " + PROBLEM, GUIDANCE,
                Map.of(parameter.name(), PROBLEM));
    }
}
