package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.client.index.ApiMethod;
import io.github.proxmoxtools.client.index.Problem;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks a request's parameters against the index of the API, before it is sent. */
final class IndexCheck {
    private final ApiIndex.Match match;

    IndexCheck(ApiIndex.Match match) {
        this.match = match;
    }

    void refuseProblems(ApiRequest request, String guidance) {
        Map<String, String> problems = new LinkedHashMap<>();
        for (Problem problem : match.method().check(values(request))) {
            problems.put(problem.parameter(), problem.message().strip() + suggestion(problem.parameter()));
        }
        if (!problems.isEmpty()) {
            throw new InvalidCall(FailureKind.BAD_ARGUMENT, String.join("; ", problems.entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + entry.getValue()).toList()), guidance, problems);
        }
    }

    private Map<String, List<String>> values(ApiRequest request) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        match.pathArguments().forEach((name, value) -> values.put(name, List.of(value)));
        request.parameters().forEach(parameter -> {
            List<String> more = new ArrayList<>(values.getOrDefault(parameter.name(), List.of()));
            more.add(parameter.value());
            values.put(parameter.name(), more);
        });
        return values;
    }

    private String suggestion(String parameter) {
        ApiMethod method = match.method();
        List<String> near = method.parameter(parameter).isPresent()
                ? List.of()
                : method.suggestParameters(parameter, 3);
        return near.isEmpty() ? "" : "; did you mean " + String.join(", ", near) + "?";
    }
}
