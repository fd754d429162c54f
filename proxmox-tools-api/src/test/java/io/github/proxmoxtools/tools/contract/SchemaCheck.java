package io.github.proxmoxtools.tools.contract;

import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.client.index.ApiMethod;
import io.github.proxmoxtools.client.index.ApiParameter;
import io.github.proxmoxtools.tools.spi.Action;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.Input;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.ParamType;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Verb;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Compares declarations with the official schema of each version, and lists what it does not have. */
final class SchemaCheck {
    /** Tools that read with a method other than GET, each because Proxmox VE wants it so. */
    private static final Set<String> READS_WITHOUT_GET = Set.of("proxmox_vm_agent_ping");

    private final Tool tool;
    private final List<String> problems = new ArrayList<>();

    private SchemaCheck(Tool tool) {
        this.tool = tool;
    }

    static List<String> problems(Tool tool) {
        SchemaCheck check = new SchemaCheck(tool);
        check.verbs();
        ApiIndex.versions().forEach(version -> check.version(ApiIndex.of(version)));
        return check.problems;
    }

    private void verbs() {
        for (Endpoint endpoint : tool.action().endpoints()) {
            boolean single = tool.action() instanceof Action.Rest;
            if (single && endpoint.verb().reads() != (tool.safety() == Safety.READ)
                    && !READS_WITHOUT_GET.contains(tool.name())) {
                problems.add(endpoint + " does not fit the class " + tool.safety());
            }
            if (endpoint.verb() == Verb.DELETE && tool.safety() != Safety.DESTROY) {
                problems.add(endpoint + " deletes, so the tool destroys");
            }
        }
    }

    private void version(ApiIndex index) {
        if (!tool.versions().include(index.version())) {
            return;
        }
        for (Endpoint endpoint : tool.action().endpoints()) {
            if (endpoint.versions().include(index.version())) {
                index.method(endpoint.verb().name(), endpoint.path()).ifPresentOrElse(
                        method -> parameters(endpoint, method, index.version()),
                        () -> problems.add(index.version() + " has no " + endpoint));
            }
        }
    }

    private void parameters(Endpoint endpoint, ApiMethod method, String version) {
        Set<String> covered = new HashSet<>(endpoint.placeholders());
        covered.addAll(endpoint.fixed().keySet());
        for (Input input : endpoint.inputs()) {
            if (input instanceof Param<?> param && param.isSent() && !covered.contains(param.apiName())) {
                covered.add(param.apiName());
                if (param.versions().include(version)) {
                    parameter(param, endpoint, method, version);
                }
            }
        }
        for (String name : endpoint.fixed().keySet()) {
            if (method.parameter(name).isEmpty()) {
                problems.add(version + ": " + endpoint + " has no " + name);
            }
        }
        boolean declaresAll = tool.action() instanceof Action.Rest;
        for (ApiParameter official : method.parameters()) {
            if (declaresAll && !official.optional() && !covered.contains(official.name())) {
                problems.add(version + ": " + endpoint + " requires " + official.name());
            }
        }
    }

    private void parameter(Param<?> param, Endpoint endpoint, ApiMethod method, String version) {
        String where = version + ": " + param.apiName() + " of " + endpoint;
        method.parameter(param.apiName()).ifPresentOrElse(official -> limits(param, official, where),
                () -> problems.add(where + " is not official"));
    }

    private void limits(Param<?> param, ApiParameter official, String where) {
        switch (param.type()) {
            case ParamType.Whole whole -> {
                official.minimum().ifPresent(minimum -> require(
                        whole.minimum().isPresent() && whole.minimum().getAsLong() >= minimum, where,
                        "is at least " + minimum));
                official.maximum().ifPresent(maximum -> require(
                        whole.maximum().isPresent() && whole.maximum().getAsLong() <= maximum, where,
                        "is at most " + maximum));
            }
            case ParamType.Choice choice -> require(
                    official.choices().isEmpty() || official.choices().containsAll(choice.values()), where,
                    "is one of " + official.choices());
            case ParamType.Text text -> official.maxLength().ifPresent(length -> require(
                    text.maxLength().isPresent() && text.maxLength().getAsLong() <= length, where,
                    "has at most " + length + " characters"));
            default -> {
            }
        }
    }

    private void require(boolean holds, String where, String rule) {
        if (!holds) {
            problems.add(where + " " + rule + "; the declaration is wider");
        }
    }
}
