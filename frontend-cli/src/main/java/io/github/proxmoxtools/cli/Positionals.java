package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.tools.spi.Action;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.GuestInput;
import io.github.proxmoxtools.tools.spi.Input;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.TaskInput;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which parameters stand without a name: only those that say what the command is about. */
final class Positionals {
    private static final String NODE = "node";

    private Positionals() {}

    static List<Param<?>> of(Tool tool) {
        if (tool.action() instanceof Action.Raw raw) {
            return List.of(raw.method(), raw.path());
        }
        if (tool.action() instanceof Action.RawUpload raw) {
            return List.of(raw.path(), raw.file());
        }
        for (Input input : tool.inputs()) {
            if (input instanceof GuestInput && tool.needs(GuestInput.VMID)) {
                return List.of(GuestInput.VMID);
            }
            if (input instanceof TaskInput) {
                return List.of(TaskInput.UPID);
            }
        }
        return identifying(tool);
    }

    /** Takes the required parameters of the path; the node only where nothing else identifies. */
    private static List<Param<?>> identifying(Tool tool) {
        Set<String> placeholders = new HashSet<>();
        for (Endpoint endpoint : telling(tool)) {
            placeholders.addAll(endpoint.placeholders());
        }
        List<Param<?>> identifying = new ArrayList<>();
        List<Param<?>> nodes = new ArrayList<>();
        for (Param<?> param : tool.params()) {
            if (tool.needs(param) && placeholders.contains(param.apiName())) {
                (param.apiName().equals(NODE) ? nodes : identifying).add(param);
            }
        }
        return identifying.isEmpty() ? nodes : identifying;
    }

    /** A command is about what it changes, not about what it reads to do so. */
    private static List<Endpoint> telling(Tool tool) {
        List<Endpoint> endpoints = tool.action().endpoints();
        List<Endpoint> writes = endpoints.stream().filter(endpoint -> !endpoint.verb().reads()).toList();
        return writes.isEmpty() ? endpoints : writes;
    }
}
