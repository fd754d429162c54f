import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Lays out what is published as a Maven repository, with checksums: java Collect.java ROOT VERSION --key=KEY
 *
 * The BOM says which modules are published. What a build leaves besides, such as jars of tests, stays where it is. Packages of
 * images lie beside the repository, where their build has put them, and get what is known of their contents. With a key,
 * gpg signs each file, and what Maven Central takes is packed too.
 */
final class Collect {
    private static final String BOM = "proxmox-tools-bom";
    private static final Map<String, String> PROGRAMS = new TreeMap<>(
            Map.of("frontend-cli", "proxmox", "frontend-mcp", "proxmox-mcp"));
    private static final String GROUP = "io/github/proxmoxtools";
    /** The two that Maven Central demands, and one that can be trusted. */
    private static final Map<String, String> DIGESTS = Map.of("MD5", "md5", "SHA-1", "sha1", "SHA-256", "sha256");

    private final Path root;
    private final String version;
    private final String key;
    private final Path release;
    private final Path repository;

    private Collect(Path root, String version, String key) {
        this.root = root;
        this.version = version;
        this.key = key;
        this.release = root.resolve("target/release");
        this.repository = release.resolve("repository");
    }

    public static void main(String[] arguments) throws Exception {
        new Collect(Path.of(arguments[0]), arguments[1], arguments[2].substring("--key=".length())).run();
    }

    private void run() throws Exception {
        clear();
        List<Path> published = new ArrayList<>();
        for (Map.Entry<String, String> file : files().entrySet()) {
            published.add(copy(root.resolve(file.getValue()), repository.resolve(file.getKey())));
        }
        List<Path> packages = packages();
        Files.write(release.resolve("SHA256SUMS"), sums(Stream.concat(published.stream(), packages.stream()).toList()));
        if (!key.isEmpty()) {
            for (Path file : packages) {
                sign(file);
            }
        }
        for (Path file : List.copyOf(published)) {
            if (!key.isEmpty()) {
                published.add(sign(file));
            }
        }
        for (Path file : published) {
            for (Map.Entry<String, String> kind : DIGESTS.entrySet()) {
                Files.writeString(Path.of(file + "." + kind.getValue()), digest(file, kind.getKey()));
            }
        }
        if (!key.isEmpty()) {
            pack(release.resolve("proxmox-tools-" + version + "-central.zip"));
        }
    }

    /** What others put beside the repository stays, but not what would be left of another version or of another key. */
    private void clear() throws IOException {
        Files.createDirectories(repository);
        List<Path> old = new ArrayList<>(tree(repository));
        try (Stream<Path> files = Files.list(release)) {
            files.filter(file -> file.toString().endsWith("-central.zip")).forEach(old::add);
        }
        for (Path file : old.reversed()) {
            Files.delete(file);
        }
    }

    /** Takes bundles and lists of contents to the packages, and away what is of another version or another key. */
    private List<Path> packages() throws IOException {
        Path folder = Files.createDirectories(release.resolve("packages"));
        for (Path old : tree(folder)) {
            if (!old.toString().contains(version) || old.toString().endsWith(".asc")) {
                Files.delete(old);
            }
        }
        for (Map.Entry<String, String> program : PROGRAMS.entrySet()) {
            Path built = root.resolve(program.getKey()).resolve("target");
            Path contents = built.resolve("bom.json");
            if (Files.exists(contents)) {
                copy(contents, folder.resolve(program.getValue() + "-" + version + "-cyclonedx.json"));
            }
            for (Path file : Files.isDirectory(built) ? tree(built, 1) : List.<Path>of()) {
                if (file.toString().endsWith(".mcpb") && file.toString().contains(version)) {
                    copy(file, folder.resolve(file.getFileName()));
                }
            }
        }
        return tree(folder);
    }

    /** Where each file goes, with where the build has left it. */
    private Map<String, String> files() throws Exception {
        Map<String, String> files = new TreeMap<>();
        files.put(place(BOM, ".pom"), BOM + "/target/published-pom.xml");
        for (String artifact : artifacts()) {
            String built = artifact + "/target/";
            for (String kind : List.of(".jar", "-sources.jar", "-javadoc.jar")) {
                files.put(place(artifact, kind), built + artifact + "-" + version + kind);
            }
            files.put(place(artifact, ".pom"), built + "published-pom.xml");
            files.put(place(artifact, "-cyclonedx.json"), built + "bom.json");
        }
        return files;
    }

    private String place(String artifact, String kind) {
        return String.join("/", GROUP, artifact, version, artifact + "-" + version + kind);
    }

    private List<String> artifacts() throws IOException, ParserConfigurationException, SAXException {
        Document bom = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(root.resolve(BOM).resolve("target/published-pom.xml").toFile());
        NodeList dependencies = bom.getElementsByTagName("dependency");
        List<String> artifacts = new ArrayList<>();
        for (int i = 0; i < dependencies.getLength(); i++) {
            artifacts.add(((org.w3c.dom.Element) dependencies.item(i)).getElementsByTagName("artifactId").item(0)
                    .getTextContent().strip());
        }
        return artifacts;
    }

    private static Path copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        return Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    /** As {@code sha256sum --check} reads them. */
    private List<String> sums(List<Path> files) throws IOException, NoSuchAlgorithmException {
        List<String> lines = new ArrayList<>();
        for (Path file : files) {
            lines.add(digest(file, "SHA-256") + "  " + release.relativize(file).toString().replace('\\', '/'));
        }
        return lines;
    }

    private static String digest(Path file, String algorithm) throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance(algorithm);
        try (InputStream bytes = new DigestInputStream(Files.newInputStream(file), digest)) {
            bytes.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The agent of gpg asks for the passphrase; it never passes through here. */
    private Path sign(Path file) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("gpg", "--yes", "--armor", "--detach-sign"));
        if (!key.equals("default")) {
            command.addAll(List.of("--local-user", key));
        }
        command.add(file.toString());
        int status = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IOException("gpg did not sign " + file + ": exit code " + status);
        }
        return Path.of(file + ".asc");
    }

    private void pack(Path bundle) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(bundle))) {
            for (Path file : tree(repository)) {
                if (Files.isRegularFile(file)) {
                    zip.putNextEntry(new ZipEntry(repository.relativize(file).toString().replace('\\', '/')));
                    Files.copy(file, zip);
                }
            }
        }
    }

    /** All below a folder, each folder before what is in it. */
    private static List<Path> tree(Path folder) throws IOException {
        return tree(folder, Integer.MAX_VALUE);
    }

    private static List<Path> tree(Path folder, int depth) throws IOException {
        try (Stream<Path> all = Files.walk(folder, depth)) {
            return all.filter(path -> !path.equals(folder)).sorted().toList();
        }
    }
}
