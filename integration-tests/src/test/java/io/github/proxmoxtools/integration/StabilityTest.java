package io.github.proxmoxtools.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.proxmoxtools.client.settings.SettingKey;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.EngineParams;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.ParamType;
import io.github.proxmoxtools.tools.spi.ServerFailure;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Nothing that others build on disappears unnoticed.
 *
 * <p>The list is the test's own: {@code -Pgolden} adds to it what is new, and never takes anything away.
 */
final class StabilityTest {
    private static final Path LIST = Frontend.ROOT.resolve("integration-tests/src/test/resources/stability.txt");

    private final Catalog catalog = Catalog.discover();

    @Test
    void nothingOfTheContractIsGone() throws IOException {
        Set<String> promised = new TreeSet<>(Files.readAllLines(LIST));
        Set<String> gone = new TreeSet<>(promised);
        gone.removeAll(offered());
        assertEquals(Set.of(), gone, "These were promised; docs/stability.md says how to take something away.");
    }

    @Test
    void everythingThatIsOfferedIsPromised() throws IOException {
        Set<String> promised = new TreeSet<>(Files.readAllLines(LIST));
        Set<String> fresh = offered();
        fresh.removeAll(promised);
        if (Boolean.getBoolean("rewrite.golden")) {
            promised.addAll(fresh);
            Files.write(LIST, promised);
        } else {
            assertEquals(Set.of(), fresh, LIST + " does not promise these yet; './mvnw test -Pgolden' adds them");
        }
    }

    private Set<String> offered() throws IOException {
        Set<String> offered = new TreeSet<>();
        catalog.tools().forEach(tool -> tool(tool, offered));
        failures(offered);
        for (SettingKey key : SettingKey.values()) {
            offered.add("setting " + key);
        }
        packages(offered);
        return offered;
    }

    private static void tool(Tool tool, Set<String> offered) {
        offered.add("tool " + tool.name());
        offered.add("command " + String.join(" ", tool.command()));
        for (Param<?> param : tool.params()) {
            offered.add("parameter " + tool.name() + " " + param.name());
            if (!tool.needs(param)) {
                offered.add("optional " + tool.name() + " " + param.name());
            }
            if (param.type() instanceof ParamType.Choice choice) {
                choice.values()
                        .forEach(value -> offered.add("choice " + tool.name() + " " + param.name() + " " + value));
            }
            param.aliases().forEach(alias -> offered.add("alias " + tool.name() + " " + alias));
        }
        EngineParams.of(tool).keySet().forEach(name -> offered.add("parameter " + tool.name() + " " + name));
    }

    private static void failures(Set<String> offered) {
        for (FailureKind kind : FailureKind.values()) {
            offered.add("failure " + kind.code() + " category " + kind.category() + " exit " + kind.exitCode()
                    + " retryable " + kind.retryable());
        }
        ToolFailure full = new ServerFailure(FailureKind.PERMISSION_DENIED, "error", "guidance", false,
                new ToolFailure.CallSite("GET", "/version", Optional.of(403)), Map.of("parameter", "problem"),
                Optional.of("Sys.Audit"), null);
        full.toMap().keySet().forEach(field -> offered.add("failure-field " + field));
        InvalidCall.missing("parameter").toMap().keySet().forEach(field -> offered.add("failure-field " + field));
    }

    /** Of the modules that others may build on: the library, the engine, and the simulator for their tests. */
    private static void packages(Set<String> offered) throws IOException {
        for (String module : List.of("proxmox-client", "proxmox-tools-api", "proxmox-simulator")) {
            try (InputStream descriptor = Files.newInputStream(Frontend.ROOT.resolve(module)
                    .resolve("target/classes/module-info.class"))) {
                Stream<String> exported = ModuleDescriptor.read(descriptor).exports().stream()
                        .filter(export -> !export.isQualified()).map(ModuleDescriptor.Exports::source);
                exported.forEach(name -> offered.add("package " + name));
            }
        }
    }
}
