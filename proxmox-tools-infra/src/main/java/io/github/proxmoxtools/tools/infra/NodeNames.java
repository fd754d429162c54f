package io.github.proxmoxtools.tools.infra;

import io.github.proxmoxtools.tools.spi.Data;
import java.util.Arrays;
import java.util.List;

/** Names of nodes, as the server lists them. */
final class NodeNames {
    private NodeNames() {}

    /** Those in the list of nodes, sorted. */
    static List<String> of(Data nodes) {
        return nodes.items().stream().flatMap(node -> node.at("node").text().stream()).sorted().toList();
    }

    /** Those in a text of a configuration. */
    static List<String> split(String text) {
        return Arrays.stream(text.split("[,;\\s]+")).filter(name -> !name.isEmpty()).toList();
    }
}
