package io.github.proxmoxtools.tools.contract;

import io.github.proxmoxtools.client.index.ApiIndex;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where the official API takes a secret, and where it could give one out; written down beside the code that masks them. */
public final class SecretPlaces {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^}]+)}");

    /** Whatever the place. */
    private static final Set<String> ANYWHERE = Set.of("password", "confirmation-password", "cipassword", "client-key",
            "otp", "tfa-challenge", "totp", "ticket", "vncticket", "token", "secret", "keyring", "encryption-key",
            "eab-hmac-key", "header", "otel-headers");
    private static final Map<String, String> SOMEWHERE = Map.of("key", "/cluster/sdn/dns.*|.*/certificates/custom",
            "keys", "/access/users.*", "data", "/cluster/acme/plugins.*", "code", "/access/openid/login");

    private static final Map<String, String> PLANTED = Map.ofEntries(Map.entry("node", "pve1"),
            Map.entry("storage", "planted"), Map.entry("userid", "planted@pve"), Map.entry("tokenid", "t"),
            Map.entry("realm", "planted2"), Map.entry("name", "planted"), Map.entry("id", "planted"),
            Map.entry("dns", "applied"), Map.entry("ipam", "applied"), Map.entry("service", "cron"),
            Map.entry("poolid", "production"), Map.entry("groupid", "ops"), Map.entry("roleid", "PVEAuditor"));

    private SecretPlaces() {}

    /**
     * A parameter that takes a secret.
     *
     * @param method the HTTP method
     * @param path the path, filled in
     * @param parameter the parameter
     */
    public record Place(String method, String path, String parameter) {
        @Override
        public String toString() {
            return method + " " + path + " " + parameter;
        }
    }

    /**
     * Lists the parameters that take a secret.
     *
     * @return those of the newest version, to write and to read
     */
    public static List<Place> parameters() {
        ApiIndex index = ApiIndex.of(ApiIndex.versions().getLast());
        return index.paths().stream().flatMap(path -> index.methods(path).stream()
                .flatMap(method -> index.method(method, path).orElseThrow().parameterNames().stream()
                        .filter(name -> !path.contains("{" + name + "}")).filter(name -> isSecret(path, name))
                        .map(name -> new Place(method, filled(path), name))))
                .toList();
    }

    /** Whether a path's parameter takes one. */
    static boolean isSecret(String path, String parameter) {
        return ANYWHERE.contains(parameter) || path.matches(SOMEWHERE.getOrDefault(parameter, ""));
    }

    /**
     * Lists what can be read.
     *
     * @return the paths of the newest version, about what holds planted secrets where there is such a thing
     */
    public static List<String> readings() {
        ApiIndex index = ApiIndex.of(ApiIndex.versions().getLast());
        Stream<String> all = index.paths().stream().filter(path -> index.method("GET", path).isPresent())
                .map(SecretPlaces::filled);
        return Stream.concat(all,
                Stream.of("/access/domains/planted", "/storage/planted2", "/cluster/sdn/dns/planted",
                        "/cluster/sdn/ipams/planted", "/cluster/metrics/server/planted2",
                        "/cluster/notifications/endpoints/smtp/planted2",
                        "/cluster/notifications/endpoints/webhook/planted3", "/nodes/pve3/qemu/105/config",
                        "/nodes/pve3/qemu/105/pending", "/nodes/pve3/qemu/105/cloudinit"))
                .toList();
    }

    private static String filled(String template) {
        return PLACEHOLDER.matcher(template).replaceAll(found -> Matcher.quoteReplacement(
                found.group(1).equals("vmid")
                        ? template.contains("/lxc/") ? "204" : "105"
                        : PLANTED.getOrDefault(found.group(1), "planted")));
    }
}
