package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiAnswer;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.tools.spi.Data;
import java.util.OptionalLong;

/**
 * What an answer says of the list that it gives.
 *
 * @param request the call
 * @param rows how many came; none where the answer is no list
 * @param total how many rows there are, where the server gives a list in parts and says so beside it
 */
record Answered(ApiRequest request, int rows, OptionalLong total) {
    static Answered of(ApiRequest request, ApiAnswer answer) {
        OptionalLong total = Data.of(answer.envelope().get("total")).whole().map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
        return new Answered(request, Data.of(answer.data()).items().size(), total);
    }

    /** Proxmox VE leaves the total out when it is 0. */
    int inAll() {
        return Math.clamp(total.orElse(0), rows, Integer.MAX_VALUE);
    }

    boolean hasRows() {
        return rows > 0;
    }

    /** How many rows the server was asked to skip. */
    long skipped() {
        return request.parameters().stream().filter(parameter -> parameter.name().equals("start"))
                .map(Parameter::value).flatMap(value -> Data.of(value).whole().stream()).findFirst().orElse(0L);
    }
}
