package io.github.proxmoxtools.integration.release;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** What the build publishes, as its own files say. */
final class Published {
    /** The top of the repository. */
    static final Path ROOT = Path.of(System.getProperty("repository.root"));
    /** Names the others. */
    static final String BOM = "proxmox-tools-bom";
    static final String VERSION = pom("").text("version");

    private Published() {}

    /** Reads a module's POM as it is written; that of the parent for an empty name. */
    static Pom pom(String module) {
        return Pom.read(ROOT.resolve(module).resolve("pom.xml"));
    }

    /** Lists the modules with jars. */
    static List<String> libraries() {
        return pom(BOM).all("dependencyManagement/dependencies/dependency").stream()
                .map(dependency -> dependency.text("artifactId")).toList();
    }

    /** Lists all, the BOM included. */
    static Set<String> modules() {
        Set<String> modules = new TreeSet<>(libraries());
        modules.add(BOM);
        return modules;
    }

    static Path jar(String module) {
        return ROOT.resolve(module).resolve("target").resolve(module + "-" + VERSION + ".jar");
    }

    /** Reads a jar whole; folders are left out. */
    static Map<String, byte[]> contents(Path jar) {
        Map<String, byte[]> contents = new TreeMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile()); Stream<? extends ZipEntry> entries = zip.stream()) {
            for (ZipEntry entry : entries.filter(each -> !each.isDirectory()).toList()) {
                try (InputStream bytes = zip.getInputStream(entry)) {
                    contents.put(entry.getName(), bytes.readAllBytes());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(jar + "; ./mvnw -q -DskipTests package makes it", e);
        }
        return contents;
    }
}
