package io.github.proxmoxtools.tools.contract;

import io.github.proxmoxtools.client.ApiPath;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.HttpMethod;
import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.client.ProxmoxClient;
import io.github.proxmoxtools.simulator.Simulator;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Tool;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Secrets in every place of a cluster where one may be kept, each easy to find again. */
public final class PlantedSecrets {
    private static final String SEED = "pl4nted-s3cret-";
    private static final String TOTP = "PL4NTEDSECRETTOTPKEY";
    private static final String DNS_LOGIN = encoded("CF_Token=" + SEED + "acme\nCF_Account_ID=" + SEED + "acme-too\n");
    private static final String HEADER = encoded("Bearer " + SEED + "header");
    private static final String WEBHOOK = encoded(SEED + "webhook");
    private static final String HEADERS = encoded("{\"Authorization\":\"Bearer " + SEED + "metrics\"}");

    private PlantedSecrets() {}

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Tells by what a text that betrays one of them is known.
     *
     * @return parts of them, of which none may be seen anywhere
     */
    public static List<String> traces() {
        return List.of(SEED, TOTP, DNS_LOGIN, HEADER, WEBHOOK, HEADERS);
    }

    /**
     * Gives a secret for any parameter.
     *
     * @return one that can be found again
     */
    public static String example() {
        return SEED + "given";
    }

    /**
     * Plants them in a cluster of the newest version.
     *
     * @param simulator the cluster
     */
    public static void in(Simulator simulator) {
        simulator.state().set(105, "cipassword", SEED + "ci").set(105, "name", "pl4nted")
                .addUser("planted@pve", SEED + "user")
                .addToken("planted@pve", "t", SEED + "token", true)
                .requireTotp("planted@pve", TOTP);
        try (ProxmoxClient client = SimulatedEngine.client(simulator)) {
            plantStorages(client);
            plantNotifications(client);
            plantRealms(client);
            plantNetworks(client);
            post(client, "/cluster/acme/plugins", "id", "planted", "type", "dns", "api", "cf", "data", DNS_LOGIN);
            post(client, "/cluster/metrics/server/planted", "type", "influxdb", "server", "10.0.0.5", "port", "8086",
                    "influxdbproto", "https", "disable", "1", "token", SEED + "influx");
            post(client, "/cluster/metrics/server/planted2", "type", "opentelemetry", "server", "10.0.0.5", "port",
                    "4318", "disable", "1", "otel-headers", HEADERS);
            put(client, "/access/users/planted@pve", "keys", TOTP);
            put(client, "/cluster/options", "http_proxy", "http://user:" + SEED + "proxy@10.0.0.6:3128");
        }
    }

    private static void plantStorages(ProxmoxClient client) {
        post(client, "/storage", "storage", "planted", "type", "cifs", "server", "10.0.0.8", "share", "s", "username",
                "u", "password", SEED + "storage", "disable", "1");
        post(client, "/storage", "storage", "planted2", "type", "pbs", "server", "10.0.0.8", "datastore", "s",
                "username", "u@pbs", "password", SEED + "pbs", "disable", "1", "encryption-key",
                "{\"kdf\":null,\"data\":\"" + SEED + "encryption\"}");
    }

    private static void plantNotifications(ProxmoxClient client) {
        String endpoints = "/cluster/notifications/endpoints";
        post(client, endpoints + "/gotify", "name", "planted", "server", "http://10.0.0.7", "token", SEED + "gotify");
        post(client, endpoints + "/smtp", "name", "planted2", "server", "10.0.0.7", "from-address", "a@example.test",
                "mailto", "b@example.test", "username", "u", "password", SEED + "smtp");
        post(client, endpoints + "/webhook", "name", "planted3", "url", "https://10.0.0.7/hook", "method", "post",
                "secret", "name=token,value=" + WEBHOOK, "header", "name=Authorization,value=" + HEADER);
    }

    private static void plantRealms(ProxmoxClient client) {
        post(client, "/access/domains", "realm", "planted", "type", "ldap", "base_dn", "dc=example", "server1",
                "10.0.0.4", "user_attr", "uid", "bind_dn", "cn=reader", "password", SEED + "bind");
        post(client, "/access/domains", "realm", "planted2", "type", "openid", "client-id", "pve", "issuer-url",
                "https://10.0.0.4", "client-key", SEED + "openid");
    }

    private static void plantNetworks(ProxmoxClient client) {
        post(client, "/cluster/sdn/dns", "dns", "applied", "type", "powerdns", "url", "http://10.0.0.3", "key",
                SEED + "dns");
        post(client, "/cluster/sdn/ipams", "ipam", "applied", "type", "netbox", "url", "http://10.0.0.3", "token",
                SEED + "ipam");
        put(client, "/cluster/sdn");
        put(client, "/cluster/sdn/dns/applied", "key", SEED + "dns-changed");
        put(client, "/cluster/sdn/ipams/applied", "token", SEED + "ipam-changed");
        post(client, "/cluster/sdn/dns", "dns", "planted", "type", "powerdns", "url", "http://10.0.0.3", "key",
                SEED + "dns-new");
        post(client, "/cluster/sdn/ipams", "ipam", "planted", "type", "phpipam", "url", "http://10.0.0.3", "section",
                "1", "token", SEED + "ipam-new");
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

    /**
     * Points a call at what holds planted secrets.
     *
     * @param arguments a tool's arguments
     * @return the same about such things, where there are some
     */
    static Map<String, Object> about(Map<String, Object> arguments) {
        Map<String, Object> planted = new LinkedHashMap<>(arguments);
        Map.of("storage", "planted", "userid", "planted@pve", "tokenid", "t", "realm", "planted2")
                .forEach(planted::replace);
        planted.computeIfPresent("vmid", (name, guest) -> "pl4nted");
        return planted;
    }

    /**
     * Replaces the values of those arguments that are declared to be secret.
     *
     * @param arguments a tool's arguments
     * @param tool the tool
     * @return the same with secrets that can be found again
     */
    public static Map<String, Object> among(Map<String, Object> arguments, Tool tool) {
        Map<String, Object> secret = new LinkedHashMap<>(arguments);
        tool.params().stream().filter(Param::isSecret).map(Param::name).filter(arguments::containsKey)
                .forEach(name -> secret.put(name, SEED + name));
        return secret;
    }
}
