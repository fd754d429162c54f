package io.github.proxmoxtools.integration;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.proxmoxtools.tools.spi.Toolset;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The jars as they are built, read as modules; {@code ./mvnw verify -Pgolden} rewrites the expected descriptions. */
@Tag("package")
@DisplayName("The built jars")
final class ModulesIT {
    private static final String OURS = "io.github.proxmoxtools.";
    private static final Path GOLDEN = Frontend.ROOT.resolve("integration-tests/src/test/resources/modules");
    private static final boolean REWRITE = Boolean.getBoolean("rewrite.golden");

    private static Map<String, ModuleReference> ours() {
        Map<String, ModuleReference> modules = new TreeMap<>();
        for (Frontend frontend : Frontend.values()) {
            for (ModuleReference module : finder(frontend).findAll()) {
                if (module.descriptor().name().startsWith(OURS)) {
                    modules.put(module.descriptor().name(), module);
                }
            }
        }
        return modules;
    }

    private static ModuleFinder finder(Frontend frontend) {
        return ModuleFinder.of(frontend.jars().toArray(Path[]::new));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Frontend.class)
    @DisplayName("load as a layer of modules, in which the frontend finds the toolsets")
    void layer(Frontend frontend) {
        ModuleFinder finder = finder(frontend);
        ModuleLayer boot = ModuleLayer.boot();
        // The tests' own class path is not asked for anything but Java itself.
        Configuration configuration = boot.configuration().resolveAndBind(finder, ModuleFinder.of(),
                List.of(frontend.module()));
        ModuleLayer layer = ModuleLayer.defineModulesWithOneLoader(configuration, List.of(boot),
                ClassLoader.getPlatformClassLoader()).layer();
        Module program = layer.findModule(frontend.module()).orElseThrow();
        Class<?> main = Class.forName(program, frontend.module() + ".Main");
        assertTrue(main != null && main.getModule().equals(program), () -> "no Main in " + program);

        Class<?> toolset = Class.forName(layer.findModule(OURS + "tools").orElseThrow(), Toolset.class.getName());
        assertEquals(Set.of(OURS + "tools.vm", OURS + "tools.lxc", OURS + "tools.infra", OURS + "tools.access"),
                providers(configuration, toolset.getName()));
        List<String> automatic = finder.findAll().stream().map(ModuleReference::descriptor)
                .filter(ModuleDescriptor::isAutomatic).map(ModuleDescriptor::name).toList();
        assertEquals(List.of(), automatic, "modules that cannot be linked");
    }

    private static Set<String> providers(Configuration configuration, String service) {
        return configuration.modules().stream().map(module -> module.reference().descriptor())
                .filter(module -> module.provides().stream().anyMatch(provides -> provides.service().equals(service)))
                .map(ModuleDescriptor::name).collect(Collectors.toCollection(TreeSet::new));
    }

    @TestFactory
    @DisplayName("are described as expected")
    Stream<DynamicTest> descriptions() {
        return ours().values().stream().map(module -> DynamicTest.dynamicTest(module.descriptor().name(),
                () -> assertGolden(GOLDEN.resolve(module.descriptor().name() + ".txt"),
                        describe(module.descriptor()))));
    }

    @Test
    @DisplayName("are all described, and nothing else is")
    void descriptionsAreComplete() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            Set<String> described = files.map(file -> file.getFileName().toString().replaceFirst("\\.txt$", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(ours().keySet(), described);
        }
    }

    @TestFactory
    @DisplayName("of toolsets export nothing, open nothing, and require the SPI and nullness annotations only")
    Stream<DynamicTest> toolsets() {
        List<ModuleDescriptor> toolsets = ours().values().stream().map(ModuleReference::descriptor)
                .filter(module -> module.provides().stream()
                        .anyMatch(provides -> provides.service().equals(Toolset.class.getName())))
                .toList();
        assertEquals(4, toolsets.size(), toolsets::toString);
        return toolsets.stream().map(module -> DynamicTest.dynamicTest(module.name(),
                () -> assertAll(() -> assertEquals(Set.of(), module.exports()),
                        () -> assertEquals(Set.of(), module.opens()), () -> assertEquals(Set.of(), module.uses()),
                        () -> assertEquals(Set.of("java.base", OURS + "tools", "org.jspecify"), module.requires()
                                .stream().map(Requires::name).collect(Collectors.toSet())))));
    }

    @TestFactory
    @DisplayName("say which version they are")
    Stream<DynamicTest> versions() {
        return ours().values().stream().map(module -> DynamicTest.dynamicTest(module.descriptor().name(),
                () -> assertTrue(module.descriptor().rawVersion().orElse("").matches("\\d+\\.\\d+\\.\\d+.*"),
                        () -> "version: " + module.descriptor().rawVersion())));
    }

    /** As {@code jar --describe-module} prints it, in an order of its own and without the version. */
    private static String describe(ModuleDescriptor module) {
        List<String> lines = new ArrayList<>();
        lines.add(module.name());
        module.exports().stream().map(exports -> "exports " + exports).sorted().forEach(lines::add);
        module.opens().stream().map(opens -> "opens " + opens).sorted().forEach(lines::add);
        module.requires().stream().map(ModulesIT::describe).sorted().forEach(lines::add);
        module.uses().stream().map(service -> "uses " + service).sorted().forEach(lines::add);
        module.provides().stream().map(provides -> "provides " + provides.service() + " with "
                + String.join(", ", provides.providers())).sorted().forEach(lines::add);
        Set<String> hidden = new TreeSet<>(module.packages());
        module.exports().forEach(exports -> hidden.remove(exports.source()));
        hidden.forEach(name -> lines.add("contains " + name));
        return String.join("\n", lines) + "\n";
    }

    private static String describe(Requires requires) {
        String modifiers = requires.modifiers().stream().map(modifier -> " " + modifier.toString().toLowerCase(
                Locale.ROOT)).sorted().collect(Collectors.joining());
        return "requires " + requires.name() + modifiers;
    }

    private static void assertGolden(Path file, String actual) throws IOException {
        if (REWRITE) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, actual);
        } else if (Files.notExists(file)) {
            fail(file + " is missing; ./mvnw verify -Pgolden writes it");
        } else {
            assertEquals(Files.readString(file), actual, () -> file + "; ./mvnw verify -Pgolden rewrites it");
        }
    }
}
