package io.github.proxmoxtools.tools.contract;

import io.github.proxmoxtools.client.ApiPath;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.HttpMethod;
import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.client.ProxmoxClient;
import io.github.proxmoxtools.simulator.Simulator;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Secrets in every place of a cluster where one may be kept, each easy to find again. */
final class PlantedSecrets {
    private static final String SEED = "pl4nted-s3cret-";

    private PlantedSecrets() {}

    /** What begins every secret. */
    static String seed() {
        return SEED;
    }

    static void in(Simulator simulator) {
        simulator.state().set(105, "cipassword", SEED + "ci").set(204, "description", "no secret")
                .addUser("planted@pve", SEED + "user")
                .addToken("planted@pve", "t", SEED + "token", true);
        try (ProxmoxClient client = SimulatedEngine.client(simulator)) {
            post(client, "/storage", "storage", "planted", "type", "cifs", "server", "10.0.0.8", "share", "s",
                    "username", "u", "password", SEED + "storage");
            post(client, "/cluster/notifications/endpoints/gotify", "name", "planted", "server", "http://10.0.0.7",
                    "token", SEED + "gotify");
            put(client, "/cluster/options", "http_proxy", "http://user:" + SEED + "proxy@10.0.0.6:3128");
        }
    }

    private static void post(ProxmoxClient client, String path, String... fields) {
        send(client, HttpMethod.POST, path, fields);
    }

    private static void put(ProxmoxClient client, String path, String... fields) {
        send(client, HttpMethod.PUT, path, fields);
    }

    private static void send(ProxmoxClient client, HttpMethod method, String path, String... fields) {
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < fields.length; i += 2) {
            parameters.add(Parameter.of(fields[i], fields[i + 1]));
        }
        client.send(new ApiRequest(method, ApiPath.parse(path), parameters));
    }

    /** Arguments whose secrets are such. */
    static Map<String, Object> among(Map<String, Object> arguments, Tool tool) {
        Map<String, Object> secret = new LinkedHashMap<>(arguments);
        tool.params().stream().filter(Param::isSecret).map(Param::name).filter(arguments::containsKey)
                .forEach(name -> secret.put(name, SEED + name));
        return secret;
    }
}
