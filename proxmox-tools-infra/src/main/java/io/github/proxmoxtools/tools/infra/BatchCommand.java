package io.github.proxmoxtools.tools.infra;

import io.github.proxmoxtools.tools.spi.InvalidCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One call of a batch, checked before it is sent.
 *
 * @param method GET, POST, PUT or DELETE
 * @param path below the node
 * @param args parameters by name
 */
record BatchCommand(String method, String path, Map<?, ?> args) {
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE");
    private static final Set<String> FIELDS = Set.of("method", "path", "args", "body");

    static List<BatchCommand> all(String parameter, List<Map<String, Object>> commands, String node) {
        List<BatchCommand> all = new ArrayList<>();
        for (int i = 0; i < commands.size(); i++) {
            try {
                all.add(of(commands.get(i), node));
            } catch (IllegalArgumentException e) {
                throw InvalidCall.argument(parameter, "command " + (i + 1) + ": " + e.getMessage());
            }
        }
        return all;
    }

    private static BatchCommand of(Map<String, Object> command, String node) {
        command.keySet().stream().filter(name -> !FIELDS.contains(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("'" + name + "' is not known; there are method, path and args");
        });
        String method = text(command, "method").toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            throw new IllegalArgumentException("method must be GET, POST, PUT or DELETE");
        }
        return new BatchCommand(method, below(node, text(command, "path")), arguments(command));
    }

    private static String text(Map<String, Object> command, String field) {
        return Optional.ofNullable(command.get(field)).filter(String.class::isInstance).map(String.class::cast)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new IllegalArgumentException(field + " is required, as a text"));
    }

    /** Callers also write the whole path; it must be one of this node. */
    private static String below(String node, String path) {
        String plain = path.strip().replaceFirst("^/api2/json(?=/)", "");
        String own = "/nodes/" + node + "/";
        if (plain.startsWith(own)) {
            plain = plain.substring(own.length());
        } else if (plain.startsWith("/nodes/")) {
            throw new IllegalArgumentException("'" + path + "' is not of node " + node);
        }
        plain = plain.replaceFirst("^/", "");
        if (!plain.matches("[^?#\\s\\p{Cntrl}]+") || List.of(plain.split("/", -1)).contains("..")) {
            throw new IllegalArgumentException("path must be a plain one below /nodes/" + node
                    + "; parameters belong into args");
        }
        return plain;
    }

    private static Map<?, ?> arguments(Map<String, Object> command) {
        if (command.get("args") != null && command.get("body") != null) {
            throw new IllegalArgumentException("body is another name of args, which is given too");
        }
        Object given = command.get("args") == null ? command.get("body") : command.get("args");
        if (given == null) {
            return Map.of();
        }
        if (!(given instanceof Map<?, ?> args)) {
            throw new IllegalArgumentException("args must be an object of names and values");
        }
        return args;
    }

    /** The form that the server takes. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("method", method);
        map.put("path", path);
        if (!args.isEmpty()) {
            map.put("args", args);
        }
        return map;
    }

    String words() {
        return method + " " + path;
    }
}
