import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Makes the AOT cache of an image, or fails.
 *
 * The frontend's own script is given a command line that starts the frontend; it uses that as people do and fails if the
 * frontend does. What Java loads meanwhile is what the cache holds. The flags are the shipped ones: jlink put them into the
 * image. Nothing of the builder's surroundings gets in: no variable, no settings file. The cluster is a simulated one.
 */
final class Training {
    private static final String SIMULATOR = "io.github.proxmoxtools.simulator";

    private final Choice choice;
    private final Path folder;
    private final Path cache;

    Training(Choice choice) {
        this.choice = choice;
        this.folder = choice.scratch().resolve("training");
        this.cache = choice.image().resolve("lib").resolve(choice.name() + ".aot");
    }

    void run() throws IOException, InterruptedException {
        prepare();
        Process simulator = startSimulator();
        try (BufferedReader lines = simulator.inputReader()) {
            writeSettings(settings(lines));
            Map<String, String> surroundings = surroundings();
            use(surroundings, "-XX:AOTCacheOutput=" + cache);
            if (!Files.isRegularFile(cache)) {
                throw new Choice.Wrong("The training session left no AOT cache.");
            }
            // With AOTMode=on, Java refuses to start instead of doing without.
            use(surroundings, "-XX:AOTMode=on", "-XX:AOTCache=" + cache);
        } finally {
            simulator.destroy();
            simulator.waitFor();
        }
    }

    private void prepare() throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(folder.resolve("home"));
    }

    /** It ends with its input, so also with this program. Nodes of a real cluster have RSA keys. */
    private Process startSimulator() throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-p",
                String.join(File.pathSeparator, choice.simulatorPath().stream().map(Path::toString).toList()), "-m",
                SIMULATOR + "/" + SIMULATOR + ".Main", "--keys", "rsa")
                .redirectError(folder.resolve("simulator.log").toFile()).start();
    }

    /** Up to the secret; what else it prints is not needed. */
    private List<String> settings(BufferedReader lines) throws IOException {
        List<String> settings = new ArrayList<>();
        do {
            String line = lines.readLine();
            if (line == null) {
                throw new Choice.Wrong("The simulator for the training did not start:\n"
                        + Files.readString(folder.resolve("simulator.log")));
            }
            settings.add(line);
        } while (!settings.getLast().startsWith("PROXMOX_TOKEN_SECRET="));
        return settings;
    }

    /** Where people have them. */
    private void writeSettings(List<String> settings) throws IOException {
        Path file = Files.createDirectories(folder.resolve("home/.config/proxmox-tools")).resolve(".env");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, settings);
    }

    private Map<String, String> surroundings() {
        Map<String, String> all = new HashMap<>();
        all.put("PATH", System.getenv("PATH"));
        all.put("HOME", folder.resolve("home").toString());
        all.put("LANG", "C.UTF-8");
        all.put("DOMAINS", String.join(",", choice.domains()));
        return all;
    }

    private void use(Map<String, String> surroundings, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", choice.session().toString(),
                choice.image().resolve("bin/java").toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("-m", choice.main()));
        Path log = folder.resolve("session.log");
        var session = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(log.toFile());
        session.environment().clear();
        session.environment().putAll(surroundings);
        int status = session.start().waitFor();
        if (status != 0) {
            throw new Choice.Wrong("The training session for the AOT cache ended with status " + status + ":\n"
                    + Files.readString(log));
        }
    }
}
