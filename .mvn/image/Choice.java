import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was asked for, checked.
 *
 * @param tools the folder of this program
 * @param name what the launcher is called
 * @param main module and class to start, joined by a slash
 * @param modules the folder with the jars of the frontend's surroundings
 * @param jar the frontend's own jar
 * @param domains toolsets: a short name for ours, the module's name for others
 * @param access the most that the image may do
 * @param http whether it serves over HTTP
 * @param demo whether the simulator is in it
 * @param options for Java
 * @param compress how jlink compresses
 * @param image where to link to
 * @param scratch where to work
 * @param session the script that uses the frontend as people do
 * @param simulator the folder with the simulator's jar
 */
record Choice(Path tools, String name, String main, Path modules, Path jar, List<String> domains, Access access,
        boolean http, boolean demo, String options, String compress, Path image, Path scratch, Path session,
        Path simulator) {
    private static final String TOOLSETS = "io.github.proxmoxtools.tools.";
    private static final String SIMULATOR = "io.github.proxmoxtools.simulator";
    private static final String LOGGING = "org.slf4j.simple";
    private static final String SERVER = "org.apache.tomcat.embed.core";

    /** Something that cannot be done as it was asked for. */
    static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Wrong(String message) {
            super(message);
        }
    }

    static Choice of(String[] arguments) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String argument : arguments) {
            int sign = argument.indexOf('=');
            given.put(argument.substring(0, sign), argument.substring(sign + 1));
        }
        Choice choice = new Choice(path(given, "tools"), given.get("name"), given.get("main"), path(given, "modules"),
                path(given, "jar"), words(given.get("domains")), Access.of(given.get("access")), flag(given, "http"),
                flag(given, "demo"), given.get("options"), given.get("compress"), path(given, "image"),
                path(given, "scratch"), path(given, "session"), path(given, "simulator"));
        if (!List.of("all", "cli", "mcp").contains(given.get("frontend"))) {
            throw new Wrong("image.frontend is all, cli or mcp, not '" + given.get("frontend") + "'.");
        }
        choice.refuseMissing();
        return choice;
    }

    private static Path path(Map<String, String> given, String key) {
        return Path.of(given.get(key)).toAbsolutePath().normalize();
    }

    private static List<String> words(String list) {
        List<String> words = Arrays.stream(list.split(",", -1)).map(String::strip).filter(word -> !word.isEmpty())
                .distinct().toList();
        if (words.isEmpty()) {
            throw new Wrong("image.domains names no toolset; without one a frontend does not start.");
        }
        return words;
    }

    private static boolean flag(Map<String, String> given, String key) {
        return switch (given.get(key)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new Wrong("image." + key + " is true or false, not '" + given.get(key) + "'.");
        };
    }

    private void refuseMissing() {
        Set<String> there = new TreeSet<>(moduleNames());
        List<String> missing = roots().stream().filter(module -> !there.contains(module)).toList();
        if (!missing.isEmpty()) {
            throw new Wrong("There is no " + String.join(" and no ", missing) + " in " + modules + ". Toolsets there: "
                    + there.stream().filter(module -> module.startsWith(TOOLSETS))
                            .map(module -> module.substring(TOOLSETS.length())).collect(Collectors.joining(", "))
                    + ".");
        }
    }

    private Set<String> moduleNames() {
        try {
            return ModuleFinder.of(jars().toArray(Path[]::new)).findAll().stream().map(ModuleReference::descriptor)
                    .map(descriptor -> descriptor.name()).collect(Collectors.toSet());
        } catch (FindException e) {
            throw new Wrong("The modules cannot be read: " + e.getMessage());
        }
    }

    /** Lists all jars that may be linked. */
    List<Path> jars() {
        List<Path> jars = new ArrayList<>(List.of(jar));
        jars.addAll(jarsIn(modules));
        if (demo) {
            jars.addAll(jarsIn(simulator));
        }
        return jars;
    }

    private static List<Path> jarsIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".jar")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The frontend's module. */
    String module() {
        return main.substring(0, main.indexOf('/'));
    }

    /** Lists the modules that are named to jlink; what they require comes along. */
    List<String> roots() {
        Set<String> roots = new LinkedHashSet<>(List.of(module(), LOGGING));
        domains.forEach(domain -> roots.add(domain.contains(".") ? domain : TOOLSETS + domain));
        if (serves()) {
            roots.add(SERVER);
        }
        if (demo) {
            roots.add(SIMULATOR);
        }
        return List.copyOf(roots);
    }

    /** Java resolves what is only needed for HTTP if it is told to. */
    String javaOptions() {
        return serves() ? options + " --add-modules=" + SERVER : options;
    }

    /** The command line has no server, whatever is asked of the other frontend. */
    private boolean serves() {
        return http && moduleNames().contains(SERVER);
    }

    /** Lists the folders that hold the simulator and what it needs. */
    List<Path> simulatorPath() {
        return List.of(simulator, modules);
    }
}
