package io.github.proxmoxtools.cli.command;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an option or argument takes, for those who complete what is typed. */
public sealed interface Values {
    /** Anything; nothing can be suggested. */
    Values ANY = new Words(List.of());

    /**
     * Some of a few words.
     *
     * @param words all of them
     */
    record Words(List<Suggestion> words) implements Values {
        /** Copies the list. */
        public Words {
            words = List.copyOf(words);
        }
    }

    /**
     * Several words joined by commas.
     *
     * @param words all of them
     */
    record Joined(List<Suggestion> words) implements Values {
        /** Copies the list. */
        public Joined {
            words = List.copyOf(words);
        }
    }

    /**
     * Terms of a filter joined by commas, each beginning with a field.
     *
     * @param fields all that are known
     */
    record Terms(List<Suggestion> fields) implements Values {
        /** Copies the list. */
        public Terms {
            fields = List.copyOf(fields);
        }
    }

    /**
     * Keys with values joined by commas, such as {@code virtio,bridge=vmbr0}.
     *
     * @param keys what each key takes
     */
    record Keyed(Map<String, Values> keys) implements Values {
        /** Copies the map, in its order. */
        public Keyed {
            keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
        }
    }

    /** Something on this machine. */
    enum Local implements Values {
        /** A file. */
        FILE,
        /** A folder. */
        FOLDER
    }

    /** Something that the settings, the cluster or its API have. */
    enum Known implements Values {
        /** A guest of any kind, by id or name. */
        GUEST,
        /** A virtual machine, by id or name. */
        VM,
        /** A container, by id or name. */
        CONTAINER,
        /** The id of a guest. */
        VMID,
        /** A node. */
        NODE,
        /** A storage. */
        STORAGE,
        /** A pool. */
        POOL,
        /** A snapshot of the guest that is named. */
        SNAPSHOT,
        /** A task. */
        TASK,
        /** A bridge of the node that is named. */
        BRIDGE,
        /** A context of the settings. */
        CONTEXT,
        /** A path of the API. */
        API_PATH,
        /** A parameter, with its value, of the method and path that are named. */
        API_PARAMETER
    }

    /**
     * Makes a choice of words.
     *
     * @param words all of them
     * @return the choice
     */
    static Values of(String... words) {
        return new Words(Arrays.stream(words).map(Suggestion::of).toList());
    }

    /**
     * Guesses from what stands for a value in help.
     *
     * @param label such as {@code FILE}
     * @return a file, a folder, or anything
     */
    static Values labelled(String label) {
        return switch (label) {
            case "FILE" -> Local.FILE;
            case "DIR", "DIRECTORY", "FOLDER" -> Local.FOLDER;
            default -> ANY;
        };
    }
}
