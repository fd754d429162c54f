package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Confines which local files may be read; symbolic links are resolved before they are judged. */
record LocalFiles(List<Path> roots, List<Path> refused) {
    /** Linux shows there the environment of this process too, where settings may come from. */
    private static final Path PROCESSES = Path.of("/proc");
    /** Settings lie in a folder, or in a folder of it. */
    private static final int DEPTH = 3;

    LocalFiles {
        roots = roots.stream().map(LocalFiles::real).toList();
        refused = List.copyOf(refused);
    }

    Path open(String parameter, String text) {
        Path file = real(path(parameter, text));
        if (roots.stream().noneMatch(file::startsWith)) {
            throw new Refusal(parameter + ": '" + text + "' is outside the directories whose files may be read",
                    roots.isEmpty()
                            ? "No directory was allowed when this program was started."
                            : "Allowed are: " + roots,
                    Map.of());
        }
        if (!Files.isRegularFile(file)) {
            throw noFile(parameter, text);
        }
        if (file.startsWith(PROCESSES) || refused.stream().anyMatch(settings -> holds(settings, file))) {
            throw new Refusal(parameter + ": '" + text + "' is among the files of this program itself",
                    "Choose another file.",
                    Map.of());
        }
        return file;
    }

    private static Path path(String parameter, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw noFile(parameter, text);
        }
    }

    private static InvalidCall noFile(String parameter, String text) {
        return InvalidCall.argument(parameter, "'" + text + "' is no file that can be read");
    }

    /** The settings may have been made after this program was started, and a file may have several names. */
    private static boolean holds(Path settings, Path file) {
        if (file.startsWith(real(settings))) {
            return true;
        }
        try (Stream<Path> files = Files.exists(settings) ? Files.walk(settings, DEPTH) : Stream.empty()) {
            return files.anyMatch(own -> areSame(own, file));
        } catch (IOException | UncheckedIOException e) {
            return true;
        }
    }

    private static boolean areSame(Path own, Path file) {
        try {
            return Files.isSameFile(own, file);
        } catch (IOException e) {
            // A link that leads nowhere.
            return false;
        }
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }
}
