package io.github.proxmoxtools.integration.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleDescriptor.Requires;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Draws the modules of docs/architecture.md from their compiled descriptors. */
final class ModulePictureTest {
    private static final Path ROOT = Path.of(System.getProperty("repository.root"));
    private static final String OURS = "io.github.proxmoxtools.";
    /** Two words written as one: nothing else on the page is. */
    private static final Pattern CLASS_NAME = Pattern
            .compile("(?<![\\w.])(?!ArchitectureTest)(?:[A-Z][a-z]+){2,}(?![\\w.])");
    private static final String NULLNESS = "org.jspecify";

    /** By the folder that each is built in. */
    private final Map<String, ModuleDescriptor> modules = new TreeMap<>();

    ModulePictureTest() throws IOException {
        try (Stream<Path> folders = Files.list(ROOT)) {
            for (Path folder : folders.filter(folder -> Files.exists(folder.resolve("src/main/java/module-info.java")))
                    .toList()) {
                try (InputStream compiled = Files
                        .newInputStream(folder.resolve("target/classes/module-info.class"))) {
                    modules.put(String.valueOf(folder.getFileName()), ModuleDescriptor.read(compiled));
                }
            }
        }
    }

    @Test
    void theirArrowsAreDrawn() throws IOException {
        StringBuilder picture = new StringBuilder("```mermaid\ngraph TD\n");
        modules.forEach((folder, module) -> picture.append("    ").append(id(module.name())).append("[\"")
                .append(folder).append("\"]\n"));
        modules.values().forEach(module -> required(module, OURS).forEach(
                name -> picture.append("    ").append(id(module.name())).append(" --> ").append(id(name))
                        .append('\n')));
        modules.values().forEach(module -> services(module).forEach(line -> picture.append("    ").append(line)
                .append('\n')));
        new GeneratedPart("architecture.md", "picture").compare(picture.append("```\n").toString());
    }

    private static String id(String module) {
        return module.substring(OURS.length()).replace('.', '_');
    }

    private static List<String> required(ModuleDescriptor module, String prefix) {
        return module.requires().stream().map(Requires::name).filter(name -> name.startsWith(prefix)).sorted()
                .toList();
    }

    /** Draws from who offers a service to who looks for one. */
    private Stream<String> services(ModuleDescriptor user) {
        return user.uses().stream().sorted().flatMap(service -> modules.values().stream()
                .filter(provider -> provider.provides().stream().anyMatch(offer -> offer.service().equals(service)))
                .map(provider -> id(user.name()) + " -. finds " + service.substring(service.lastIndexOf('.') + 1)
                        + " .-> " + id(provider.name())));
    }

    @Test
    void whatEachNeedsAndShowsIsListed() throws IOException {
        assertEquals(9, modules.size(), modules::toString);
        StringBuilder table = new StringBuilder("| folder | module | shows | needs of others | only if it is there |\n"
                + "|---|---|---|---|---|\n");
        modules.forEach((folder, module) -> ToolReference.row(table, "`" + folder + "`", "`" + module.name() + "`",
                module.exports().stream().filter(exports -> !exports.isQualified()).map(Exports::source).sorted()
                        .map(name -> "`" + name.substring(OURS.length()) + "`").collect(Collectors.joining(", ")),
                others(module, requires -> !isOptional(requires)), others(module, ModulePictureTest::isOptional)));
        new GeneratedPart("architecture.md", "modules").compare(table.toString());
    }

    @Test
    void classesThatThePageNamesAreThere() throws IOException {
        Set<String> sources = new TreeSet<>();
        for (String folder : modules.keySet()) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(folder).resolve("src/main/java"))) {
                files.map(file -> String.valueOf(file.getFileName())).filter(name -> name.endsWith(".java"))
                        .map(name -> name.substring(0, name.length() - ".java".length())).forEach(sources::add);
            }
        }
        Set<String> named = CLASS_NAME.matcher(Files.readString(ROOT.resolve("docs/architecture.md"))).results()
                .map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
        assertTrue(named.size() > 10, named::toString);
        named.removeAll(sources);
        assertEquals(Set.of(), named);
    }

    private static boolean isOptional(Requires requires) {
        return requires.modifiers().contains(Requires.Modifier.STATIC);
    }

    private static String others(ModuleDescriptor module, Predicate<Requires> wanted) {
        return module.requires().stream().filter(wanted).map(Requires::name)
                .filter(name -> !name.startsWith(OURS) && !name.startsWith("java.base") && !name.equals(NULLNESS))
                .sorted().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }
}
