import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Links a frontend into a Java runtime that holds it, the chosen toolsets and nothing else: java Link.java KEY=VALUE...
 *
 * The keys are the components of {@link Choice}. Fails rather than leave an image that is not what was asked for.
 */
final class Link {
    private final Choice choice;

    private Link(Choice choice) {
        this.choice = choice;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try {
            new Link(Choice.of(arguments)).run();
        } catch (Choice.Wrong wrong) {
            System.err.println("The image was not linked. " + wrong.getMessage());
            System.exit(2);
        }
    }

    private void run() throws IOException, InterruptedException {
        removeOldImage();
        List<Path> jars = jars();
        link(jars);
        strip();
        Licences.write(jars, choice.image(), choice.tools());
        writeLauncher();
        new Training(choice).run();
    }

    /** An image of ours names the frontend's module; another folder, such as a JDK, may be all that somebody has. */
    private void removeOldImage() throws IOException {
        Path image = choice.image();
        if (!Files.exists(image)) {
            return;
        }
        try (Stream<Path> files = Files.walk(image)) {
            List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
            if (all.size() > 1 && !Licences.linked(image).contains(choice.module())) {
                throw new Choice.Wrong(image + " is no image of this frontend: what is in it would be lost.");
            }
            for (Path file : all) {
                Files.delete(file);
            }
        }
    }

    /** The sealed copy stands first: of two modules with one name, Java takes the first. */
    private List<Path> jars() throws IOException {
        List<Path> jars = new ArrayList<>(Desugar.copies(choice.jars(), choice.scratch().resolve("modules")));
        if (choice.access() != Access.ALL) {
            Path client = jars.stream().filter(jar -> jar.getFileName().toString().startsWith("proxmox-client-"))
                    .findFirst().orElseThrow(() -> new Choice.Wrong("There is no proxmox-client in " + choice.modules()));
            jars.addFirst(Sealing.seal(client, choice.access(), choice.scratch()));
        }
        return jars;
    }

    private void link(List<Path> jars) {
        String path = String.join(File.pathSeparator, jars.stream().map(Path::toString).toList());
        List<String> arguments = List.of("--module-path", path, "--add-modules", String.join(",", choice.roots()),
                "--add-options=" + choice.javaOptions(), "--compress=" + choice.compress(), "--strip-debug",
                "--no-header-files", "--no-man-pages", "--output", choice.image().toString());
        ToolProvider jlink = ToolProvider.findFirst("jlink")
                .orElseThrow(() -> new Choice.Wrong("This JDK has no jlink."));
        if (jlink.run(System.out, System.err, arguments.toArray(String[]::new)) != 0) {
            throw new Choice.Wrong("jlink says why above.");
        }
    }

    /** Java's own libraries come with symbols that only its developers need: 5 MB. */
    private void strip() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("strip", "--strip-unneeded"));
        try (Stream<Path> files = Files.walk(choice.image().resolve("lib"))) {
            files.filter(file -> file.toString().endsWith(".so")).sorted().map(Path::toString).forEach(command::add);
        }
        try {
            if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
                throw new Choice.Wrong("strip says why above.");
            }
        } catch (IOException missing) {
            System.out.println("The image is 5 MB larger than need be: there is no program strip (binutils).");
        }
    }

    private void writeLauncher() throws IOException {
        String text = Files.readString(choice.tools().resolve("launcher.sh"))
                .replace("@name@", choice.name()).replace("@main@", choice.main());
        Path launcher = choice.image().resolve("bin").resolve(choice.name());
        Files.writeString(launcher, text);
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
