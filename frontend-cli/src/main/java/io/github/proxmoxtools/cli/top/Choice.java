package io.github.proxmoxtools.cli.top;

import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is shown, and in which order.
 *
 * @param order what comes first
 * @param node the only node to show, if there is one
 * @param all whether guests that do not run are shown
 * @param limit most guests
 */
record Choice(Order order, Optional<String> node, boolean all, int limit) {
    List<Load> nodes(List<Load> loads) {
        List<Load> nodes = loads.stream().filter(Load::isNode).filter(this::isThere).sorted(order.comparator())
                .toList();
        if (nodes.isEmpty() && node.isPresent()) {
            throw absent(loads);
        }
        return nodes;
    }

    List<Load> guests(List<Load> loads) {
        return loads.stream().filter(Load::isGuest).filter(load -> all || load.isRunning()).filter(this::isThere)
                .sorted(order.comparator()).limit(limit).toList();
    }

    private boolean isThere(Load load) {
        return node.isEmpty() || node.get().equals(load.text("node"));
    }

    private InvalidCall absent(List<Load> loads) {
        String message = "There is no node " + CellText.clean(node.orElse(""));
        String names = loads.stream().filter(Load::isNode).map(Load::name).sorted().collect(Collectors.joining(", "));
        return new InvalidCall(FailureKind.NOT_FOUND, message, names.isEmpty() ? "" : "There are " + names + ".",
                Map.of("node", message));
    }
}
