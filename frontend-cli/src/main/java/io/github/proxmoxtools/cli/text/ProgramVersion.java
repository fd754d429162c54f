package io.github.proxmoxtools.cli.text;

import io.github.proxmoxtools.tools.engine.BuildVersion;
import java.lang.module.ModuleDescriptor;
import java.util.List;

/** Which version of this program runs. */
public final class ProgramVersion {
    private static final String OURS = "io.github.proxmoxtools.";

    private ProgramVersion() {}

    /**
     * Says it alone.
     *
     * @return such as {@code 1.0.0}
     */
    public static String number() {
        return BuildVersion.of(ProgramVersion.class);
    }

    /**
     * Lists the modules of this project that run, such as those of an image; none where all stands on the class path.
     *
     * @return {@code name@version}, sorted
     */
    public static List<String> modules() {
        return ModuleLayer.boot().modules().stream().map(Module::getDescriptor)
                .filter(module -> module.name().startsWith(OURS)).map(ModuleDescriptor::toNameAndVersion).sorted()
                .toList();
    }

    /**
     * Says which release of the program this is.
     *
     * @return program and version
     */
    public static String name() {
        return "proxmox " + number();
    }

    /**
     * Says it in a line.
     *
     * @return program, version and Java
     */
    public static String line() {
        return name() + " (Java " + Runtime.version() + ")";
    }
}
