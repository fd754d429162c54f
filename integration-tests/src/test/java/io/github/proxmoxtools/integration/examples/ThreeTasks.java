package io.github.proxmoxtools.integration.examples;

import io.github.proxmoxtools.client.Credentials;
import io.github.proxmoxtools.client.Host;
import io.github.proxmoxtools.client.ProxmoxClient;
import io.github.proxmoxtools.client.Trust;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.Engine;
import io.github.proxmoxtools.tools.engine.ToolCall;
import java.io.PrintStream;
import java.util.Map;

/** Looks, plans and changes with the tools of the catalogue. */
final class ThreeTasks {
    private ThreeTasks() {}

    static void run(String host, String tokenId, String secret, String fingerprint, PrintStream out) {
        ProxmoxClient.Builder client = ProxmoxClient.builder().host(Host.parse(host))
                .trust(Trust.Fingerprints.of(fingerprint)).credentials(new Credentials.ApiToken(tokenId, secret));
        try (Engine engine = Engine.builder(Catalog.discover(), client::build).build()) {
            out.println(engine.run(ToolCall.of("proxmox_vm_list", Map.of())).toMap());
            out.println(engine.plan(ToolCall.of("proxmox_vm_stop", Map.of("vmid", "web-01"))).toMap());
            out.println(engine.run(ToolCall.of("proxmox_vm_snapshot",
                    Map.of("vmid", "web-01", "snapname", "before-upgrade"))).toMap());
        }
    }
}
