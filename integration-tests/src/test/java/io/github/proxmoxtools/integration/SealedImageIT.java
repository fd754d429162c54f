package io.github.proxmoxtools.integration;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.integration.Programs.Ended;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images that are linked from some toolsets only and sealed, as the build links them, and attempts to break the seal. */
@Tag("package")
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@DisplayName("A sealed image")
final class SealedImageIT {
    private static final String TOOLSETS = "io.github.proxmoxtools.tools.";
    private static final String SERVER = "org.apache.tomcat.embed.core";
    private static final String SIMULATOR = "io.github.proxmoxtools.simulator";
    private static final int USAGE = 2;
    private static final int REFUSED = 11;
    private static final String START = "/nodes/pve2/qemu/103/status/start";

    @TempDir
    private static Path folder;

    private static Programs programs;
    private static SimulatorProcess cluster;
    /** Virtual machines for agents, without HTTP, to look at. */
    private static Path mcp;
    /** Infrastructure for operators, to look at. */
    private static Path cli;
    /** Machines and infrastructure for operators, destroying nothing. */
    private static Path changing;

    @BeforeAll
    static void link() throws Exception {
        programs = new Programs(folder);
        cluster = SimulatorProcess.start(folder);
        mcp = linked(Frontend.MCP, "vm", "read");
        cli = linked(Frontend.CLI, "infra", "read");
        changing = linked(Frontend.CLI, "vm,infra", "change");
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
    }

    private static Path linked(Frontend frontend, String domains, String access) throws Exception {
        Path image = folder.resolve(frontend.module() + "." + domains + "." + access);
        programs.run(Map.of(), linking(frontend, domains, access, image)).succeeded();
        return image;
    }

    private static List<String> linking(Frontend frontend, String domains, String access, Path image) {
        Path target = frontend.image().getParent();
        return List.of(Frontend.jdk("java"), Frontend.ROOT.resolve(".mvn/image/Link.java").toString(),
                "tools=" + Frontend.ROOT.resolve(".mvn/image"),
                "name=" + Path.of(frontend.launcher()).getFileName(), "main=" + frontend.main(),
                "modules=" + target.resolve("modules"), "jar=" + frontend.jar(),
                "simulator=" + target.resolve("simulator"), "frontend=all", "domains=" + domains, "access=" + access,
                "http=false", "demo=false", "options=-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xlog:disable "
                        + "-Xlog:all=warning:stderr",
                "compress=zip-0", "session=" + target.resolveSibling("src/image/session.sh"),
                "scratch=" + image + ".scratch", "image=" + image);
    }

    @Test
    @DisplayName("holds the toolsets it was linked with and no class of the others, no server and no simulator")
    void holdsWhatWasChosen() throws Exception {
        assertEquals(Set.of(TOOLSETS + "vm"), domains(mcp));
        assertEquals(Set.of(TOOLSETS + "infra"), domains(cli));
        assertEquals(Set.of(TOOLSETS + "vm", TOOLSETS + "infra"), domains(changing));
        for (Path image : List.of(mcp, cli, changing)) {
            assertFalse(modules(image).contains(SERVER), image::toString);
            assertFalse(modules(image).contains(SIMULATOR), image::toString);
        }
    }

    @Test
    @DisplayName("offers what the whole image offers of its toolsets, as far as it only reads")
    void offersOnlyReads() throws Exception {
        Set<String> whole = Offers.of(Frontend.MCP, programs, List.of(Frontend.MCP.launcher(), "--read-only",
                "--toolsets", "vm"));
        assertEquals(whole, Offers.of(Frontend.MCP, programs, List.of(Frontend.MCP.launcher(mcp))));

        Set<String> commands = Offers.of(Frontend.CLI, programs, List.of(Frontend.CLI.launcher(cli)));
        assertTrue(commands.containsAll(Set.of("node list", "storage list", "api call", "version")),
                commands::toString);
        assertFalse(commands.contains("simulator"), commands::toString);
        assertEquals(Set.of(), commands.stream().filter(command -> command.matches(
                "(vm|lxc|user|group|role|token) .*|.* (create|delete|start|stop|update|set|add|remove)"))
                .filter(command -> !command.startsWith("context ")).collect(Collectors.toSet()));
    }

    @Test
    @DisplayName("answers as any other where it may")
    void reads() throws Exception {
        assertEquals(List.of("pve1", "pve2", "pve3"),
                cli("node", "list", "-o", "name").succeeded().out().lines().sorted().toList());
        assertTrue(cli("api", "call", "GET", "/version").succeeded().out().contains("9.2"));
        try (McpSession session = programs.mcp(cluster.settings(), List.of(Frontend.MCP.launcher(mcp))).open()) {
            assertTrue(session.call("proxmox_vm_list", Map.of()).toString().contains("web-01"));
        }
    }

    @Test
    @DisplayName("says what it is sealed to")
    void saysSo() throws Exception {
        assertEquals("read", seal(Frontend.CLI.launcher(cli)));
        assertEquals("change", seal(Frontend.CLI.launcher(changing)));
        assertEquals("none", seal(Frontend.CLI.launcher()));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"POST", "PUT", "DELETE"})
    @DisplayName("sends nothing that writes, whatever raw call it is given")
    void refusesRawWrites(String method) throws Exception {
        assertRefused(cli("--yes", "api", "call", method, START));
        assertRefused(cli("--yes", "api", "call", method, "/access/ticket"));
        assertUnharmed();
    }

    @Test
    @DisplayName("refuses a setting that would raise it, on the command line of the server")
    void refusesFlags() throws Exception {
        for (String access : List.of("change", "destroy")) {
            Ended ended = programs.run(cluster.settings(),
                    List.of(Frontend.MCP.launcher(mcp), "--access", access, "--confirm", "none"));
            assertAll(() -> assertEquals(USAGE, ended.status(), ended::toString), () -> assertEquals("", ended.out()),
                    () -> assertTrue(ended.err().contains("linked that way"), ended::err));
        }
        Ended unknown = programs.run(cluster.settings(),
                List.of(Frontend.MCP.launcher(mcp), "--tools", "proxmox_vm_start"));
        assertEquals(USAGE, unknown.status(), unknown::toString);
    }

    @Test
    @DisplayName("refuses what a client calls although it is not offered")
    void refusesUnofferedCalls() throws Exception {
        try (McpSession session = programs.mcp(cluster.settings(), List.of(Frontend.MCP.launcher(mcp), "--confirm",
                "none")).open()) {
            assertFalse(session.tools().contains("proxmox_vm_start"));
            String refusal = session.error("tools/call",
                    Map.of("name", "proxmox_vm_start", "arguments", Map.of("vmid", 103, "confirm", true)));
            assertTrue(refusal.contains("proxmox_vm_start"), refusal);
        }
        assertUnharmed();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS"})
    @DisplayName("takes no class from where a variable for Java points")
    void ignoresJavaOptions(String variable) throws Exception {
        Map<String, String> settings = new HashMap<>(cluster.settings());
        settings.put(variable, unsealing());
        Ended ended = programs.run(settings, List.of(Frontend.CLI.launcher(cli), "--yes", "api", "call", "POST",
                START));
        assertRefused(ended);
        assertUnharmed();
    }

    @Test
    @DisplayName("takes no class and no option from arguments, from a class path, or from files where it is started")
    void ignoresOtherWays() throws Exception {
        Path place = Files.createDirectories(folder.resolve("place"));
        Files.writeString(place.resolve("options"), unsealing());
        Files.writeString(place.resolve(".hotspotrc"), unsealing());
        Files.writeString(place.resolve("proxmox.vmoptions"), unsealing());
        Map<String, String> settings = new HashMap<>(cluster.settings());
        settings.put("CLASSPATH", patch().toString());
        settings.put("JDK_AOT_VM_OPTIONS", unsealing());
        settings.put("PROXMOX_ACCESS", "destroy");
        settings.put("PROXMOX_READ_ONLY", "false");
        for (List<String> arguments : List.of(List.of("@" + place.resolve("options")), List.of(unsealing().split(" ")),
                List.<String>of())) {
            List<String> command = new ArrayList<>(List.of(Frontend.CLI.launcher(cli)));
            command.addAll(arguments);
            command.addAll(List.of("--yes", "api", "call", "POST", START));
            Ended ended = programs.run(settings, command);
            assertTrue(Set.of(USAGE, REFUSED).contains(ended.status()), ended::toString);
        }
        assertUnharmed();
    }

    @Test
    @DisplayName("would be broken by the same class if Java were started by hand, which nobody promises to prevent")
    void theAttackWorksWhereItMay() throws Exception {
        List<String> command = new ArrayList<>(List.of(cli.resolve("bin/java").toString()));
        command.addAll(List.of(unsealing().split(" ")));
        command.addAll(List.of("-m", Frontend.CLI.main(), "version", "-o", "json"));
        assertTrue(programs.run(Map.of(), command).succeeded().out().contains("none: every command"));
    }

    @Test
    @DisplayName("to change has the commands that change, and none that destroys")
    void changes() throws Exception {
        Set<String> commands = Offers.of(Frontend.CLI, programs, List.of(Frontend.CLI.launcher(changing)));
        assertTrue(commands.containsAll(Set.of("vm start", "vm list")), commands::toString);
        assertEquals(Set.of(),
                commands.stream().filter(Set.of("vm delete", "vm stop", "storage delete", "api delete")::contains)
                        .collect(Collectors.toSet()));
        assertRefused(programs.run(cluster.settings(), List.of(Frontend.CLI.launcher(changing), "--yes", "api", "call",
                "DELETE", "/nodes/pve2/qemu/103")));
        programs.run(cluster.settings(), List.of(Frontend.CLI.launcher(changing), "vm", "snapshot", "create", "web-02",
                "--snapname", "sealed")).succeeded();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"domains=vm,moon", "domains=", "access=write", "http=yes", "demo=maybe", "frontend=web"})
    @DisplayName("is not linked from a wrong choice, which is named")
    void wrongChoices(String wrong) throws Exception {
        Path image = folder.resolve("wrong");
        String key = wrong.substring(0, wrong.indexOf('=') + 1);
        Ended ended = programs.run(Map.of(), linking(Frontend.MCP, "vm", "read", image).stream()
                .map(argument -> argument.startsWith(key) ? wrong : argument).toList());
        assertAll(() -> assertEquals(USAGE, ended.status(), ended::toString),
                () -> assertTrue(ended.err().startsWith("The image was not linked. "), ended::err),
                () -> assertFalse(ended.err().contains("\tat "), ended::err),
                () -> assertFalse(Files.exists(image), "something was linked"));
    }

    @Test
    @DisplayName("holds the simulator if that is asked for, also as a server")
    void holdsTheSimulator() throws Exception {
        Path image = folder.resolve("demo");
        programs.run(Map.of(), linking(Frontend.MCP, "vm", "all", image).stream()
                .map(argument -> argument.equals("demo=false") ? "demo=true" : argument).toList()).succeeded();
        try (McpSession session = programs.mcp(Map.of(), List.of(Frontend.MCP.launcher(image), "--demo")).open()) {
            assertTrue(session.call("proxmox_vm_list", Map.of()).toString().contains("web-01"));
        }
    }

    @Test
    @DisplayName("has a client that refuses by itself, for whoever uses it without the engine")
    void theClientAlone() throws Exception {
        Path source = Files.writeString(folder.resolve("Write.java"),
                """
                import io.github.proxmoxtools.client.*;

                void main(String[] arguments) {
                    try (ProxmoxClient client = ProxmoxClient.builder().host(Host.parse(arguments[0]))
                            .trust(Trust.Fingerprints.of(arguments[1].split(",")))
                            .credentials(new Credentials.ApiToken(arguments[2], arguments[3])).readOnly(false).build()) {
                        System.out.println(client.send(ApiRequest.get(ApiPath.parse("/version"))).data());
                        client.send(ApiRequest.post(ApiPath.parse(arguments[4])));
                    }
                }
                """);
        List<Path> jars = new ArrayList<>(List.of(Path.of(cli + ".scratch/sealed/proxmox-client.jar")));
        jars.addAll(Frontend.CLI.jars());
        Map<String, String> settings = cluster.settings();
        Ended ended = programs.run(Map.of(),
                List.of(Frontend.jdk("java"), "-cp", Frontend.joined(jars), source.toString(),
                        settings.get("PROXMOX_HOST").split(",")[0], settings.get("PROXMOX_FINGERPRINT"),
                        settings.get("PROXMOX_TOKEN_ID"), settings.get("PROXMOX_TOKEN_SECRET"), START));
        assertAll(() -> assertEquals(1, ended.status(), ended::toString),
                () -> assertTrue(ended.out().contains("9.2"), ended::out),
                () -> assertTrue(ended.err().contains("this program was built to read only"), ended::err));
        assertUnharmed();
    }

    @Test
    @DisplayName("does not take the place of a Java that is no image of the same frontend")
    void keepsJava() throws Exception {
        Path jdk = Files.createDirectories(folder.resolve("jdk/lib"));
        Files.writeString(jdk.resolve("modules"), "all of Java");
        Files.writeString(jdk.resolveSibling("release"), "MODULES=\"java.base java.logging\"");
        Ended ended = programs.run(Map.of(), linking(Frontend.MCP, "vm", "read", jdk.getParent()));
        assertEquals(USAGE, ended.status(), ended::toString);
        assertEquals("all of Java", Files.readString(jdk.resolve("modules")));
    }

    @Test
    @DisplayName("does not take the place of a folder that is no image")
    void keepsForeignFolders() throws Exception {
        Path precious = Files.createDirectories(folder.resolve("precious"));
        Files.writeString(precious.resolve("letter"), "mine");
        Ended ended = programs.run(Map.of(), linking(Frontend.MCP, "vm", "read", precious));
        assertEquals(USAGE, ended.status(), ended::toString);
        assertEquals("mine", Files.readString(precious.resolve("letter")));
    }

    private static Ended cli(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(Frontend.CLI.launcher(cli)));
        command.addAll(List.of(arguments));
        return programs.run(cluster.settings(), command);
    }

    private static void assertRefused(Ended ended) {
        assertAll(() -> assertEquals(REFUSED, ended.status(), ended::toString), () -> assertEquals("", ended.out()),
                () -> assertTrue(ended.err().contains("linked that way"), ended::err));
    }

    /** The machine that every attempt tries to start. */
    private static void assertUnharmed() throws Exception {
        Ended status = cli("api", "call", "GET", "/nodes/pve2/qemu/103/status/current", "-o", "json").succeeded();
        assertTrue(status.out().contains("\"stopped\""), status::out);
    }

    private static String seal(String launcher) throws Exception {
        return programs.run(Map.of(), List.of(launcher, "version", "--no-header")).succeeded().out().lines()
                .filter(line -> line.startsWith("seal")).findFirst().orElseThrow()
                .replaceFirst("seal\\s+(\\w+):.*", "$1");
    }

    /** The class that stands in an image without a seal. */
    private static Path patch() throws IOException {
        String name = "io/github/proxmoxtools/client/LinkedSeal.class";
        Path patched = folder.resolve("patch").resolve(name);
        Path client = Frontend.CLI.jars().stream()
                .filter(jar -> jar.getFileName().toString().startsWith("proxmox-client-")).findFirst().orElseThrow();
        Files.createDirectories(patched.getParent());
        try (var jar = new ZipFile(client.toFile()); InputStream original = jar.getInputStream(jar.getEntry(name))) {
            Files.write(patched, original.readAllBytes());
        }
        return folder.resolve("patch");
    }

    private static String unsealing() throws IOException {
        return "--patch-module io.github.proxmoxtools.client=" + patch();
    }

    private static Set<String> modules(Path image) throws Exception {
        return programs.run(Map.of(), List.of(image.resolve("bin/java").toString(), "--list-modules")).succeeded().out()
                .lines().map(line -> line.replaceFirst("[@ ].*", "")).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> domains(Path image) throws Exception {
        return modules(image).stream().filter(name -> name.startsWith(TOOLSETS)).collect(Collectors.toSet());
    }
}
