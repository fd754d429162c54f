package io.github.proxmoxtools.tools.engine;

import java.util.List;

/** Tells which parameters of a call hold a secret: some by their name, some at one place only. */
final class Secrecy {
    private static final List<String> NAME_SERVERS = List.of("cluster", "sdn", "dns");
    private static final List<String> CHALLENGES = List.of("cluster", "acme", "plugins");
    private static final List<String> CERTIFICATE = List.of("certificates", "custom");

    private Secrecy() {}

    static boolean of(List<String> path, String parameter) {
        if (Redactor.isSecret(parameter)) {
            return true;
        }
        return switch (parameter) {
            case "key" -> isBelow(path, NAME_SERVERS) || isCertificate(path);
            case "data" -> isBelow(path, CHALLENGES);
            default -> false;
        };
    }

    private static boolean isBelow(List<String> path, List<String> beginning) {
        return path.size() >= beginning.size() && path.subList(0, beginning.size()).equals(beginning);
    }

    private static boolean isCertificate(List<String> path) {
        return path.size() == 4 && path.getFirst().equals("nodes") && path.subList(2, 4).equals(CERTIFICATE);
    }
}
