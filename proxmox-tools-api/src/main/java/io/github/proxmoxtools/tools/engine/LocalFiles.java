package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Confines which local files may be read; symbolic links are resolved before they are judged. */
record LocalFiles(List<Path> roots, List<Path> refused) {
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
        if (refused.stream().anyMatch(settings -> holds(settings, file))) {
            throw new Refusal(parameter + ": '" + text + "' holds settings of this program", "Choose another file.",
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
        try {
            return file.startsWith(real(settings)) || (Files.exists(settings) && Files.isSameFile(settings, file));
        } catch (IOException e) {
            return true;
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
