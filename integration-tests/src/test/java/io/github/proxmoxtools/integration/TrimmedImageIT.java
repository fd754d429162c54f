package io.github.proxmoxtools.integration;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.integration.Programs.Ended;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Toolsets that are left out, of images and of module paths. */
@Tag("package")
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@DisplayName("A frontend without some toolsets")
final class TrimmedImageIT {
    private static final String TOOLSETS = "io.github.proxmoxtools.tools.";
    private static final List<String> DOMAINS = List.of("vm", "lxc", "infra", "access");
    private static final Set<String> WITHOUT_TOOLSETS = Set.of("", "api", "api audit", "api describe", "api ls",
            "audit", "audit rotate", "audit verify", "completion", "config", "config explain", "context", "context add",
            "context list",
            "context remove", "context rename", "context use", "context validate", "doctor", "init", "man", "simulator",
            "top", "version", "wait");

    @TempDir
    private static Path folder;

    private static Programs programs;

    @BeforeAll
    static void prepare() {
        programs = new Programs(folder);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Frontend.class)
    @DisplayName("linked without the toolset for containers lacks its tools and nothing else")
    void withoutContainers(Frontend frontend) throws Exception {
        Set<String> modules = minus(modulesOf(frontend.image()), Set.of(TOOLSETS + "lxc"));
        Path image = link(frontend, modules, folder.resolve(frontend + " without lxc"));

        Set<String> whole = Offers.of(frontend, programs, List.of(frontend.launcher()));
        Set<String> trimmed = Offers.of(frontend, programs, start(frontend, image));
        Set<String> containers = whole.stream().filter(name -> name.matches("lxc( .*)?|proxmox_lxc_.*"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertFalse(containers.isEmpty(), whole::toString);
        assertEquals(containers, minus(whole, trimmed), "what is missing");
        assertEquals(Set.of(), minus(trimmed, whole), "what is new");
        assertEquals(Set.of(TOOLSETS + "lxc"), minus(modulesOf(frontend.image()), modulesOf(image)),
                "the modules that are missing");

        Set<String> fromJars = Offers.of(frontend, programs,
                frontend.fromJars(frontend.jarsWithout("proxmox-tools-lxc")));
        assertEquals(trimmed, fromJars, "java -p DIR without the jar offers what the image offers");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Frontend.class)
    @DisplayName("linked without any refuses to start and says what is missing")
    void withoutToolsets(Frontend frontend) throws Exception {
        Set<String> modules = modulesOf(frontend.image());
        modules.removeIf(name -> name.startsWith(TOOLSETS));
        Path image = link(frontend, modules, folder.resolve(frontend + " without toolsets"));
        assertRefusal(programs.run(Map.of(), start(frontend, image)));

        List<Path> jars = frontend.jarsWithout("proxmox-tools-vm", "proxmox-tools-lxc", "proxmox-tools-infra",
                "proxmox-tools-access");
        assertRefusal(programs.run(Map.of(), frontend.fromJars(jars)));
    }

    private static void assertRefusal(Ended ended) {
        assertAll(() -> assertTrue(Set.of(1, 2).contains(ended.status()), ended::toString),
                () -> assertEquals("", ended.out()),
                () -> assertTrue(ended.err().contains("No toolset was found"), ended::err),
                () -> assertTrue(ended.err().contains("io.github.proxmoxtools.tools.spi.Toolset"), ended::err),
                () -> assertTrue(ended.err().contains(TOOLSETS + "vm"), ended::err),
                () -> assertFalse(ended.err().contains("\tat "), ended::err));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Frontend.class)
    @DisplayName("started from jars has the tools of exactly those jars")
    void jars(Frontend frontend) throws Exception {
        Set<String> whole = Offers.of(frontend, programs, frontend.fromJars(frontend.jars()));
        assertEquals(Offers.of(frontend, programs, List.of(frontend.launcher())), whole,
                "java -p DIR offers what the image offers");

        List<String> missing = new ArrayList<>();
        for (String domain : DOMAINS) {
            Set<String> trimmed = Offers.of(frontend, programs,
                    frontend.fromJars(frontend.jarsWithout("proxmox-tools-" + domain)));
            assertEquals(Set.of(), minus(trimmed, whole), "what is new without " + domain);
            assertFalse(minus(whole, trimmed).isEmpty(), domain + " makes no difference");
            missing.addAll(minus(whole, trimmed));
        }
        assertEquals(missing.stream().sorted().distinct().toList(), missing.stream().sorted().toList(),
                "each tool is missing once");
        assertEquals(minus(whole, WITHOUT_TOOLSETS), new TreeSet<>(missing), "each tool comes from a domain's jar");
    }

    private static Path link(Frontend frontend, Set<String> modules, Path image) throws Exception {
        // What makes an image small or quick to start does not matter here.
        programs.run(Map.of(), List.of(Frontend.jdk("jlink"), "--module-path", Frontend.joined(frontend.jars()),
                "--add-modules", String.join(",", modules), "--output", image.toString())).succeeded();
        return image;
    }

    private static List<String> start(Frontend frontend, Path image) {
        return List.of(image.resolve("bin/java").toString(), "-XX:TieredStopAtLevel=1", "-m", frontend.main());
    }

    private static Set<String> modulesOf(Path image) throws Exception {
        return programs.run(Map.of(), List.of(image.resolve("bin/java").toString(), "--list-modules")).succeeded().out()
                .lines().map(line -> line.replaceFirst("[@ ].*", "")).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> minus(Set<String> all, Set<String> some) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }
}
