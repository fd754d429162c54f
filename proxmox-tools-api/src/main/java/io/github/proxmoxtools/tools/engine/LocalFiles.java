package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Confines which local files may be read; symbolic links are resolved before they are judged. */
record LocalFiles(List<Path> roots, List<Path> refused) {
    LocalFiles {
        roots = roots.stream().map(LocalFiles::real).toList();
        refused = refused.stream().map(LocalFiles::real).toList();
    }

    Path open(String parameter, String text) {
        Path path = Path.of(text).toAbsolutePath();
        if (!Files.isRegularFile(path)) {
            throw InvalidCall.argument(parameter, "'" + text + "' is no file that can be read");
        }
        Path file = real(path);
        if (roots.stream().noneMatch(file::startsWith)) {
            throw new Refusal(parameter + ": '" + text + "' is outside the directories whose files may be read",
                    roots.isEmpty()
                            ? "No directory was allowed when this program was started."
                            : "Allowed are: " + roots,
                    Map.of());
        }
        if (refused.stream().anyMatch(file::startsWith)) {
            throw new Refusal(parameter + ": '" + text + "' holds settings of this program", "Choose another file.",
                    Map.of());
        }
        return file;
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }
}
