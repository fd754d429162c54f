package io.github.proxmoxtools.integration;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callConstructorWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who may know whom, over the classes of all modules together. */
@DisplayName("In the code as it is built")
final class ArchitectureTest {
    private static final String OURS = "io.github.proxmoxtools.";
    private static final String ALL = "io.github.proxmoxtools..";
    private static final String CLIENT = OURS + "client..";
    private static final String WORDS = OURS + "client.words..";
    private static final String SPI = OURS + "tools.spi..";
    private static final String GUEST = OURS + "tools.guest..";
    private static final String ENGINE = OURS + "tools.engine..";
    private static final String AUDIT = OURS + "tools.audit..";
    private static final String SIMULATOR = OURS + "simulator..";
    private static final String[] FRONTENDS = {OURS + "cli..", OURS + "mcp.."};
    private static final String[] TOOLSETS = {OURS + "tools.vm..", OURS + "tools.lxc..", OURS + "tools.infra..",
            OURS + "tools.access.."};
    private static final String[] JAVA = {"java.lang..", "java.util..", "java.math..", "java.net..", "java.time..",
            "java.text..", "java.io..", "java.nio.."};
    private static final String NULLNESS = "org.jspecify.annotations..";

    /** The only classes that may touch the process's standard streams and end it. */
    private static final Set<String> LAUNCHERS = Set.of(OURS + "cli.Main", OURS + "mcp.Main", OURS + "simulator.Main");

    private static final Pattern TOOL_NAME = Pattern.compile("proxmox_[a-z0-9_]+");

    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        classes = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("/proxmoxtools/integration/"))
                .importPackages("io.github.proxmoxtools");
        Set<String> packages = classes.stream().map(JavaClass::getPackageName)
                .collect(Collectors.toCollection(TreeSet::new));
        for (String expected : Set.of("client", "client.index", "client.settings", "tools.spi", "tools.guest",
                "tools.engine", "tools.audit", "tools.vm", "tools.lxc", "tools.infra", "tools.access", "simulator",
                "cli", "mcp")) {
            assertTrue(packages.contains(OURS + expected), () -> expected + " is not among " + packages);
        }
    }

    private static void check(ArchRule rule) {
        rule.check(classes);
    }

    @Test
    @DisplayName("no package depends on itself through others")
    void cycles() {
        check(slices().matching(OURS + "(**)").should().beFreeOfCycles());
    }

    @Test
    @DisplayName("what a toolset sees depends on java.base alone")
    void spi() {
        check(classes().that().resideInAPackage(SPI).should().onlyDependOnClassesThat(
                resideInAnyPackage(JAVA).or(resideInAnyPackage(SPI, NULLNESS))));
    }

    @Test
    @DisplayName("what toolsets of guests share depends on that alone")
    void guest() {
        check(classes().that().resideInAPackage(GUEST).should().onlyDependOnClassesThat(
                resideInAnyPackage(JAVA).or(resideInAnyPackage(SPI, GUEST, NULLNESS))));
    }

    @Test
    @DisplayName("a toolset depends on both and nothing else")
    void toolsets() {
        for (String toolset : TOOLSETS) {
            check(classes().that().resideInAPackage(toolset).should().onlyDependOnClassesThat(
                    resideInAnyPackage(JAVA).or(resideInAnyPackage(SPI, GUEST, NULLNESS, toolset))));
        }
    }

    @Test
    @DisplayName("a toolset reads no file, opens no connection and starts no process or thread")
    void toolsetsDoNothingThemselves() {
        check(noClasses().that().resideInAnyPackage(TOOLSETS).should().dependOnClassesThat(
                resideInAnyPackage("java.nio.file..", "java.net..", "java.util.concurrent..").or(
                        DescribedPredicate.describe("are processes, threads or files", (JavaClass type) -> Set
                                .of("java.lang.Process", "java.lang.ProcessBuilder", "java.lang.Thread",
                                        "java.io.File", "java.io.FileInputStream", "java.io.FileOutputStream")
                                .contains(type.getName())))));
    }

    @Test
    @DisplayName("only the toolset itself is public in a toolset")
    void onePublicClass() {
        check(classes().that().resideInAnyPackage(TOOLSETS).and().arePublic().should()
                .haveSimpleNameEndingWith("Toolset"));
    }

    @Test
    @DisplayName("the client knows nothing of tools, frontends and the simulator")
    void client() {
        check(noClasses().that().resideInAPackage(CLIENT).should()
                .dependOnClassesThat(resideInAPackage(ALL).and(not(resideInAPackage(CLIENT)))));
    }

    @Test
    @DisplayName("the API index, the demo's service and the comparison of words stand on nothing else of the client")
    void leaves() {
        for (String leaf : Set.of(OURS + "client.index..", OURS + "client.demo..", WORDS)) {
            check(noClasses().that().resideInAPackage(leaf).should()
                    .dependOnClassesThat(resideInAPackage(ALL).and(not(resideInAnyPackage(leaf, WORDS)))));
        }
    }

    @Test
    @DisplayName("the engine knows the client, and no toolset, frontend or simulator")
    void engine() {
        check(noClasses().that().resideInAPackage(ENGINE).should().dependOnClassesThat(
                resideInAPackage(ALL).and(not(resideInAnyPackage(ENGINE, SPI, CLIENT)))));
    }

    @Test
    @DisplayName("the audit log knows the engine and the client's settings, and the engine nothing of it")
    void audit() {
        check(noClasses().that().resideInAPackage(AUDIT).should().dependOnClassesThat(
                resideInAPackage(ALL).and(not(resideInAnyPackage(AUDIT, ENGINE, OURS + "client.settings..")))));
    }

    @Test
    @DisplayName("the simulator uses nothing of ours but the API index and the demo's service")
    void simulator() {
        check(noClasses().that().resideInAPackage(SIMULATOR).should()
                .dependOnClassesThat(resideInAPackage(ALL).and(
                        not(resideInAnyPackage(SIMULATOR, OURS + "client.index..", OURS + "client.demo..")))));
    }

    @Test
    @DisplayName("frontends know neither toolsets, nor the simulator, nor each other, nor the client's HTTP")
    void frontends() {
        for (String frontend : FRONTENDS) {
            check(noClasses().that().resideInAPackage(frontend).should().dependOnClassesThat(
                    resideInAPackage(ALL).and(not(resideInAnyPackage(frontend, SPI, ENGINE, AUDIT, CLIENT)))
                            .or(resideInAnyPackage("org.apache.hc..", "java.net.http.."))));
        }
    }

    @Test
    @DisplayName("only the client knows its HTTP library, only MCP over HTTP Tomcat, only the MCP frontend MCP, only the command line picocli")
    void libraries() {
        check(noClasses().that().resideOutsideOfPackage(CLIENT).should().dependOnClassesThat()
                .resideInAPackage("org.apache.hc.."));
        check(noClasses().that().resideOutsideOfPackage(OURS + "mcp.http").should().dependOnClassesThat()
                .resideInAnyPackage("org.apache.catalina..", "org.apache.coyote..", "org.apache.tomcat..",
                        "jakarta.."));
        check(noClasses().that().resideOutsideOfPackage(OURS + "mcp..").should().dependOnClassesThat()
                .resideInAnyPackage("io.modelcontextprotocol..", "reactor.."));
        check(noClasses().that().resideOutsideOfPackage(OURS + "cli..").should().dependOnClassesThat()
                .resideInAPackage("picocli.."));
    }

    @Test
    @DisplayName("only launchers touch the standard streams and end the process")
    void standardStreams() {
        DescribedPredicate<JavaClass> launchers = DescribedPredicate.describe("are launchers",
                type -> LAUNCHERS.contains(type.getName()));
        ArchRule rule = noClasses().that(not(launchers)).should()
                .accessField(System.class, "out").orShould().accessField(System.class, "err").orShould()
                .accessField(System.class, "in").orShould().callMethod(System.class, "exit", int.class).orShould()
                .callMethod(System.class, "console").orShould()
                .callMethod(Runtime.class, "exit", int.class).orShould()
                .callMethod(Runtime.class, "halt", int.class).orShould()
                .callMethod(Throwable.class, "printStackTrace").orShould()
                .dependOnClassesThat().haveFullyQualifiedName("java.io.FileDescriptor");
        check(rule);
        LAUNCHERS.forEach(launcher -> assertTrue(classes.contain(launcher), () -> launcher + " does not exist"));
    }

    @Test
    @DisplayName("every package says that nothing is null unless it says so")
    void nullMarked() {
        Set<String> unmarked = new TreeSet<>();
        for (JavaClass type : classes) {
            JavaPackage place = type.getPackage();
            if (!type.getSimpleName().equals("module-info") && !place.isAnnotatedWith(NullMarked.class)) {
                unmarked.add(place.getName());
            }
        }
        assertEquals(Set.of(), unmarked);
    }

    @Test
    @DisplayName("nobody throws an exception that says nothing")
    void bareExceptions() {
        Set<String> bare = Set.of(Throwable.class.getName(), Exception.class.getName(),
                RuntimeException.class.getName(),
                Error.class.getName());
        check(noClasses().should(callConstructorWhere(
                DescribedPredicate.describe("a bare exception is made", (JavaCall<?> call) -> bare
                        .contains(call.getTargetOwner().getName())
                        && !call.getOriginOwner().isAssignableTo(Throwable.class)))));
    }

    @Test
    @DisplayName("no logger of the JDK's own, and no serialisation, is in use")
    void oneLogger() {
        // Tomcat writes to the JDK's, and is told there how much.
        check(noClasses().that().doNotHaveFullyQualifiedName(OURS + "mcp.http.EmbeddedTomcat").should()
                .dependOnClassesThat().resideInAnyPackage("java.util.logging..").orShould()
                .dependOnClassesThat().haveFullyQualifiedName("java.io.ObjectInputStream"));
    }

    @Test
    @DisplayName("nobody but a toolset knows a tool by name")
    void toolNames() throws IOException {
        Set<String> known = new TreeSet<>();
        for (JavaClass type : classes) {
            if (!resideInAnyPackage(TOOLSETS).test(type) && type.getSource().isPresent()) {
                String constants;
                try (InputStream file = type.getSource().get().getUri().toURL().openStream()) {
                    // Names are ASCII, and a class file keeps its strings as they are.
                    constants = new String(file.readAllBytes(), ISO_8859_1);
                }
                TOOL_NAME.matcher(constants).results().map(MatchResult::group)
                        .forEach(name -> known.add(type.getName() + ": " + name));
            }
        }
        // The tools that stand before all others in the compact mode are the frontend's own.
        known.removeIf(name -> name.startsWith(OURS + "mcp.calls.CompactOffering: "));
        assertEquals(Set.of(), known);
    }
}
