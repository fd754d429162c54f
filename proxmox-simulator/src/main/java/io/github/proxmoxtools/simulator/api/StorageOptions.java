package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.client.index.ApiKind;
import io.github.proxmoxtools.simulator.state.Storage;
import io.github.proxmoxtools.simulator.state.StorageType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Checks a storage's options as its type wants them. */
final class StorageOptions {
    private static final Set<String> STEERING = Set.of("storage", "type", "node", "delete", "digest");
    /** What is kept apart from the configuration, and never shown. */
    private static final Set<String> SECRETS = Set.of("password", "keyring", "encryption-key", "master-pubkey");
    private static final Set<String> MOUNTED = Set.of("nfs", "cifs", "glusterfs", "cephfs");

    private StorageOptions() {}

    /** What a call sets, secrets left out; refuses what the type does not know. */
    static Map<String, Object> given(Call call, StorageType type) {
        Map<String, Object> options = new TreeMap<>();
        call.params().firsts().forEach((key, value) -> {
            boolean isEmptyList = key.equals("nodes") && value.isEmpty();
            if (!STEERING.contains(key) && !SECRETS.contains(key) && !isEmptyList) {
                options.put(key, value(call, type, key, value));
            }
        });
        return options;
    }

    static void requireAll(Call call, StorageType type) {
        type.required().stream().sorted().filter(option -> !call.params().has(option)).findFirst()
                .ifPresent(option -> {
                    throw ApiError.died("missing value for required option '" + option + "'");
                });
    }

    static void complete(Storage storage) {
        if (MOUNTED.contains(storage.type())) {
            storage.options().putIfAbsent("path", "/mnt/pve/" + storage.id());
        }
    }

    /** Why an option cannot be removed, or empty. */
    static String refusalToDelete(StorageType type, String option, Params params) {
        if (!type.knows(option) && !SECRETS.contains(option)) {
            return "no such option '" + option + "'";
        }
        if (type.required().contains(option)) {
            return "unable to delete required option '" + option + "'";
        }
        if (type.fixed().contains(option)) {
            return "unable to delete fixed option '" + option + "'";
        }
        return params.has(option) ? "cannot set and delete property '" + option + "' at the same time!" : "";
    }

    private static Object value(Call call, StorageType type, String key, String value) {
        if (!type.knows(key)) {
            throw ApiError.died("unexpected property '" + key + "'");
        }
        if (key.equals("content")) {
            return content(type, value);
        }
        boolean isFlag = call.method().parameter(key).filter(option -> option.type() == ApiKind.BOOLEAN).isPresent();
        return isFlag ? (Object) Integer.valueOf(value) : value;
    }

    /** What the type cannot hold is dropped, with a warning that no client sees. */
    private static String content(StorageType type, String value) {
        List<String> wanted = Arrays.stream(value.split("[,;\\s]+")).filter(type.content()::contains).distinct()
                .toList();
        if (wanted.contains("none") && wanted.size() > 1) {
            throw ApiError.died("unable to combine 'none' with other content types");
        }
        if (wanted.isEmpty() && !type.content().contains("none")) {
            throw ApiError.died("storage does not support content type 'none'");
        }
        return wanted.isEmpty() ? "none" : String.join(",", wanted);
    }
}
