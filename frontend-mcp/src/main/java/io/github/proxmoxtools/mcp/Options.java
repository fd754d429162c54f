package io.github.proxmoxtools.mcp;

import io.github.proxmoxtools.client.settings.SettingFlags;
import io.github.proxmoxtools.client.settings.Settings;
import io.github.proxmoxtools.mcp.calls.ConfirmMode;
import io.github.proxmoxtools.mcp.http.HttpSettings;
import io.github.proxmoxtools.tools.audit.AuditLog;
import io.github.proxmoxtools.tools.engine.BuildVersion;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.Engine;
import io.github.proxmoxtools.tools.engine.Selection;
import io.github.proxmoxtools.tools.spi.Safety;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param selection which tools are offered
 * @param compact whether they stand behind a few that search, describe and call
 * @param confirm how calls that destroy are confirmed
 * @param stopOnCancel whether cancelling a call stops its task
 * @param fileRoots where local files may be read
 * @param ownFiles files with secrets of the server, which are read for nobody
 * @param settings settings by the names of their variables
 * @param http where to serve over HTTP; null for standard input and output
 * @param demo whether to work on a demonstration cluster
 * @param debug whether to show stack traces
 */
record Options(Selection selection, boolean compact, ConfirmMode confirm, boolean stopOnCancel,
        List<Path> fileRoots, List<Path> ownFiles, Map<String, String> settings, @Nullable HttpSettings http,
        boolean demo, boolean debug) {
    /** Clients give up after about a minute. */
    static final Duration TOOL_TIMEOUT = Duration.ofSeconds(30);

    /** About as many rows as a model should read without having asked for them. */
    private static final int ROWS = 100;

    private static final List<Flag> NAMING_THE_CLUSTER = List.of(Flag.CONTEXT, Flag.HOST, Flag.PORT, Flag.TOKEN_ID,
            Flag.USERNAME, Flag.FINGERPRINT, Flag.CA_FILE);

    static Options of(CommandLine line) {
        Safety ceiling = ceiling(line);
        Selection selection = new Selection(line.names(Flag.TOOLSETS), line.names(Flag.TOOLS), line.names(Flag.EXCLUDE),
                line.has(Flag.READ_ONLY) ? Safety.READ : ceiling);
        HttpSettings http = HttpFlags.read(line).orElse(null);
        return new Options(selection, line.has(Flag.COMPACT),
                line.choice(Flag.CONFIRM, ConfirmMode.class, ConfirmMode.ASK), line.has(Flag.STOP_ON_CANCEL),
                line.values(Flag.FILE_ROOT).stream().map(Options::directory).toList(), ownFiles(line),
                settings(line),
                http, line.has(Flag.DEMO), line.has(Flag.DEBUG));
    }

    private static Safety ceiling(CommandLine line) {
        Safety most = Engine.ceilingOfThisBuild();
        Safety wanted = line.choice(Flag.ACCESS, Safety.class, most);
        if (!wanted.within(most)) {
            throw new UsageException(Flag.ACCESS.word() + " can be no more than " + most.name().toLowerCase(Locale.ROOT)
                    + " here: this program was linked that way");
        }
        return wanted;
    }

    /** That they are files has been checked with the other flags for HTTP. */
    private static List<Path> ownFiles(CommandLine line) {
        return Stream.of(Flag.BEARER_FILE, Flag.TLS_KEY).flatMap(flag -> line.value(flag).stream())
                .map(word -> Path.of(word).toAbsolutePath()).toList();
    }

    private static Path directory(String word) {
        try {
            Path path = Path.of(word);
            if (Files.isDirectory(path)) {
                return path.toAbsolutePath().normalize();
            }
        } catch (InvalidPathException e) {
            // Said below, as for any other word that names no directory.
        }
        throw new UsageException(Flag.FILE_ROOT.word() + ": there is no directory '" + word + "'");
    }

    private static Map<String, String> settings(CommandLine line) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (Flag flag : NAMING_THE_CLUSTER) {
            line.value(flag).ifPresent(value -> settings.put("PROXMOX_" + flag.name(), given(flag, value)));
        }
        if (line.has(Flag.DEMO)) {
            refuseBesideDemo(line);
        }
        if (line.has(Flag.INSECURE)) {
            settings.put("PROXMOX_VERIFY_SSL", "false");
        }
        line.value(Flag.REQUEST_TIMEOUT).ifPresent(
                value -> settings.put("PROXMOX_TIMEOUT_MS", milliseconds(Flag.REQUEST_TIMEOUT, value)));
        line.value(Flag.TOOL_TIMEOUT).ifPresent(
                value -> settings.put("PROXMOX_TOOL_TIMEOUT_MS", milliseconds(Flag.TOOL_TIMEOUT, value)));
        return settings;
    }

    private static String given(Flag flag, String value) {
        SettingFlags.refusalOfEmpty(flag.word(), value).ifPresent(refusal -> {
            throw new UsageException(refusal);
        });
        return value;
    }

    private static void refuseBesideDemo(CommandLine line) {
        NAMING_THE_CLUSTER.stream().filter(line::has).findFirst().ifPresent(flag -> {
            throw new UsageException(SettingFlags.besideDemo(flag.word()));
        });
    }

    private static String milliseconds(Flag flag, String seconds) {
        try {
            return SettingFlags.milliseconds(seconds);
        } catch (IllegalArgumentException e) {
            throw new UsageException(flag.word() + ": " + e.getMessage());
        }
    }

    /** Whether the command line itself says which cluster is meant. */
    boolean nameACluster() {
        return settings.containsKey("PROXMOX_CONTEXT") || settings.containsKey("PROXMOX_HOST");
    }

    Options inContext(String name) {
        Map<String, String> more = new LinkedHashMap<>(settings);
        more.put("PROXMOX_CONTEXT", name);
        return new Options(selection, compact, confirm, stopOnCancel, fileRoots, ownFiles, more, http, demo, debug);
    }

    /** Makes the engine of a cluster, within what the command line allows. */
    Engine engine(Catalog catalog, Settings settings) {
        Engine.Builder engine = Engine.builder(catalog, settings,
                AuditLog.of("proxmox-mcp " + BuildVersion.of(Options.class), settings));
        if (settings.toolTimeout().isEmpty()) {
            engine.waitTimeout(TOOL_TIMEOUT);
        }
        return limited(engine).build();
    }

    /** What holds for the engine wherever it works. */
    Engine.Builder limited(Engine.Builder engine) {
        return engine.access(selection.access()).fileRoots(fileRoots).protectedFiles(ownFiles).listLimit(ROWS);
    }
}
