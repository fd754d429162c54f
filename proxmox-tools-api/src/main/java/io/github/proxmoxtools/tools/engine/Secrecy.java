package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.Parameter;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells which parameters and fields hold a secret: some by their name, some at one place only. */
final class Secrecy {
    private static final Set<String> AT_ONE_PLACE = Set.of("key", "data", "keys", "header", "code");
    private static final List<String> NAME_SERVERS = List.of("cluster", "sdn", "dns");
    private static final List<String> CHALLENGES = List.of("cluster", "acme", "plugins");
    private static final List<String> CERTIFICATE = List.of("certificates", "custom");
    private static final List<String> USERS = List.of("access", "users");
    private static final List<String> WEBHOOKS = List.of("cluster", "notifications", "endpoints", "webhook");
    private static final List<String> OPENID_LOGIN = List.of("access", "openid", "login");

    private Secrecy() {}

    static boolean of(List<String> path, String parameter) {
        if (Redactor.isSecret(parameter)) {
            return true;
        }
        return switch (parameter) {
            case "key" -> isBelow(path, NAME_SERVERS) || isCertificate(path);
            case "data" -> isBelow(path, CHALLENGES);
            case "keys" -> isBelow(path, USERS);
            case "header" -> isBelow(path, WEBHOOKS);
            case "code" -> isBelow(path, OPENID_LOGIN);
            default -> false;
        };
    }

    /** The names that hold a secret in what is read or written here, and elsewhere do not. */
    static Set<String> fieldsOf(Collection<ApiRequest> requests) {
        return AT_ONE_PLACE.stream()
                .filter(name -> requests.stream().flatMap(Batch::unfolded)
                        .anyMatch(request -> of(request.path().segments(), name)))
                .collect(Collectors.toSet());
    }

    /** The secrets that requests hold, also within what is none as a whole. */
    static Set<String> valuesIn(Collection<ApiRequest> requests) {
        return requests.stream().flatMap(Batch::unfolded)
                .flatMap(request -> request.parameters().stream().flatMap(parameter -> {
                    boolean secret = parameter.secret() || of(request.path().segments(), parameter.name());
                    return Stream.concat(secret ? Stream.of(parameter.value()) : Stream.of(), within(parameter));
                })).collect(Collectors.toSet());
    }

    private static Stream<String> within(Parameter parameter) {
        Stream<String> inAddress = parameter.name().equals("url")
                ? Redactor.secretsInAddress(parameter.value())
                : Stream.empty();
        return Stream.concat(Redactor.secretsWithin(parameter.value()), inAddress);
    }

    private static boolean isBelow(List<String> path, List<String> beginning) {
        return path.size() >= beginning.size() && path.subList(0, beginning.size()).equals(beginning);
    }

    private static boolean isCertificate(List<String> path) {
        return path.size() == 4 && path.getFirst().equals("nodes") && path.subList(2, 4).equals(CERTIFICATE);
    }
}
