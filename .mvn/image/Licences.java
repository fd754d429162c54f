import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;

/** Puts the licence and notice of every module beside those that jlink takes from the JDK. */
final class Licences {
    private static final String OURS = "io.github.proxmoxtools.";
    private static final String MODERNIZED = "info.picocli";
    private static final String MCP_SDK = "io.modelcontextprotocol.";

    private final Path legal;
    private final Path texts;
    private final Properties known = new Properties();

    private Licences(Path image, Path tools) throws IOException {
        this.legal = image.resolve("legal");
        this.texts = tools.resolve("licences");
        try (InputStream table = Files.newInputStream(texts.resolve("modules.properties"))) {
            known.load(table);
        }
    }

    /** Takes them from the jars, which may hold more modules than were linked. */
    static void write(List<Path> jars, Path image, Path tools) throws IOException {
        var licences = new Licences(image, tools);
        List<String> linked = linked(image);
        for (ModuleReference module : ModuleFinder.of(jars.toArray(Path[]::new)).findAll()) {
            if (linked.contains(module.descriptor().name())) {
                licences.write(module.descriptor().name(), Path.of(module.location().orElseThrow()));
            }
        }
        Files.copy(tools.resolveSibling("../LICENSE").normalize(), image.resolve("LICENSE"));
    }

    /** Lists the modules of an image; of what is none, nothing. */
    static List<String> linked(Path image) throws IOException {
        Path file = image.resolve("release");
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        var release = new Properties();
        try (InputStream text = Files.newInputStream(file)) {
            release.load(text);
        }
        return List.of(release.getProperty("MODULES", "").replace("\"", "").split(" "));
    }

    private void write(String module, Path jar) throws IOException {
        if (module.startsWith(OURS)) {
            return;
        }
        Path folder = Files.createDirectories(legal.resolve(module));
        boolean found = copy(jar, folder);
        if (!found) {
            String licence = known.getProperty(module);
            if (licence == null) {
                throw new Choice.Wrong("The jar of " + module + " holds no licence; name it in "
                        + texts.resolve("modules.properties") + ".");
            }
            Files.copy(texts.resolve(licence + ".txt"), folder.resolve("LICENSE"));
        }
        if (module.equals(MODERNIZED)) {
            sayChanged(folder, "as classes of Java 8, with the stack maps that these have");
        } else if (module.startsWith(MCP_SDK)) {
            sayChanged(folder, "the comparison of records and switches over types are written out");
        }
    }

    private static void sayChanged(Path folder, String what) throws IOException {
        Files.writeString(folder.resolve("CHANGES"), "The classes of this module were rewritten while this image was linked: "
                + what + ". Nothing else was changed.\n");
    }

    private static boolean copy(Path jar, Path folder) throws IOException {
        boolean found = false;
        try (FileSystem files = FileSystems.newFileSystem(jar);
                Stream<Path> entries = Files.list(files.getPath("/META-INF"))) {
            for (Path entry : entries.toList()) {
                String name = entry.getFileName().toString().toUpperCase(Locale.ROOT);
                if (name.contains("LICENSE") || name.contains("NOTICE")) {
                    Files.copy(entry, folder.resolve(entry.getFileName().toString()),
                            StandardCopyOption.REPLACE_EXISTING);
                    found |= name.startsWith("LICENSE");
                }
            }
        }
        return found;
    }
}
