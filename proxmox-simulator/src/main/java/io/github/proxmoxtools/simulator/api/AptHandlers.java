package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.NodeSystem;
import io.github.proxmoxtools.simulator.state.Profile;
import io.github.proxmoxtools.simulator.state.Repositories;
import io.github.proxmoxtools.simulator.state.TaskWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The packages of a node, and where they come from. */
final class AptHandlers {
    private static final Duration UPDATE = Duration.ofSeconds(4);
    private static final String FILE = "/etc/apt/sources.list";

    private record DebianPackage(String name, String section, String title, String version, String newer) {}

    private AptHandlers() {}

    static void register(Registry registry) {
        registry.get("/nodes/{node}/apt",
                call -> Directory.of("id", "changelog", "repositories", "update", "versions"));
        registry.get("/nodes/{node}/apt/update", AptHandlers::updates);
        registry.post("/nodes/{node}/apt/update", AptHandlers::refresh);
        registry.get("/nodes/{node}/apt/changelog", AptHandlers::changelog);
        registry.get("/nodes/{node}/apt/versions", AptHandlers::versions);
        registry.get("/nodes/{node}/apt/repositories", AptHandlers::repositories);
        registry.post("/nodes/{node}/apt/repositories", AptHandlers::useRepository);
        registry.put("/nodes/{node}/apt/repositories", AptHandlers::addRepository);
    }

    private static List<DebianPackage> packages(Profile profile) {
        String version = profile.version();
        return switch (profile) {
            case PVE_7_4 -> List.of(
                    new DebianPackage("pve-manager", "admin", "Proxmox Virtual Environment Management Tools",
                            version, "7.4-19"),
                    new DebianPackage("qemu-server", "admin", "Qemu Server Tools", "7.4-4", "7.4-6"),
                    new DebianPackage("pve-container", "admin", "Proxmox VE Container management tool", "4.4-6", ""));
            case PVE_8_4 -> List.of(
                    new DebianPackage("pve-manager", "admin", "Proxmox Virtual Environment Management Tools",
                            version, "8.4.16"),
                    new DebianPackage("qemu-server", "admin", "Qemu Server Tools", "8.4.3", "8.4.5"),
                    new DebianPackage("pve-container", "admin", "Proxmox VE Container management tool", "5.3.0", ""));
            case PVE_9_2 -> List.of(
                    new DebianPackage("pve-manager", "admin", "Proxmox Virtual Environment Management Tools",
                            version, "9.2.12"),
                    new DebianPackage("qemu-server", "admin", "Qemu Server Tools", "9.2.4", "9.2.6"),
                    new DebianPackage("pve-container", "admin", "Proxmox VE Container management tool", "6.1.2", ""));
        };
    }

    /** Without a list of available packages nothing is known to be newer. */
    private static Object updates(Call call) {
        if (!Systems.of(call).packagesAreKnown()) {
            return List.of();
        }
        return packages(call.cluster().profile()).stream().filter(known -> !known.newer().isEmpty())
                .map(known -> row(known).with("OldVersion", known.version()).with("Version", known.newer()).fields())
                .toList();
    }

    private static Row row(DebianPackage known) {
        return new Row().with("Package", known.name()).with("Title", known.title()).with("Description", known.title())
                .with("Section", known.section()).with("Priority", "optional").with("Origin", "Proxmox")
                .with("Arch", "amd64");
    }

    private static Object refresh(Call call) {
        return call.task("aptupdate", "", null, new TaskWork(UPDATE, log -> {
            log.accept("starting apt-get update");
            int number = 1;
            for (Repositories.Repository source : Systems.of(call).repositories().configured()) {
                if (source.isEnabled()) {
                    log.accept("Hit:" + number++ + " " + source.uri() + " " + source.suite() + " InRelease");
                }
            }
        }, log -> {
            log.accept("Reading package lists...");
            Systems.of(call).learnPackages();
        }));
    }

    private static DebianPackage require(Call call) {
        String name = call.params().get("name");
        return packages(call.cluster().profile()).stream().filter(known -> known.name().equals(name)).findFirst()
                .orElseThrow(() -> ApiError.died("package '" + name + "' not found"));
    }

    private static Object changelog(Call call) {
        DebianPackage known = require(call);
        String version = call.params().find("version").orElse(known.version());
        return known.name() + " (" + version + ") stable; urgency=medium\n\n  * see the project's own history\n\n"
                + " -- Proxmox Support Team <support@proxmox.com>\n";
    }

    private static Object versions(Call call) {
        Profile profile = call.cluster().profile();
        List<Object> rows = new ArrayList<>();
        rows.add(new Row().with("Package", "proxmox-ve").with("Title", "Proxmox Virtual Environment")
                .with("Description", "Proxmox Virtual Environment").with("Section", "admin")
                .with("Priority", "optional").with("Origin", "Proxmox").with("Arch", "all")
                .with("Version", profile.release() + ".0").with("OldVersion", profile.release() + ".0")
                .with("CurrentState", "Installed").with("RunningKernel", profile.kernel()).fields());
        packages(profile).forEach(known -> {
            Row row = row(known).with("Version", known.version()).with("OldVersion", known.version())
                    .with("CurrentState", "Installed");
            rows.add(known.name().equals("pve-manager")
                    ? row.with("ManagerVersion", profile.version() + "/" + profile.repositoryId()).fields()
                    : row.fields());
        });
        return rows;
    }

    private static Object repositories(Call call) {
        Repositories repositories = Systems.of(call).repositories();
        List<?> rows = repositories.configured().stream().map(AptHandlers::row).toList();
        List<?> standard = repositories.standard().stream().map(offered -> standard(repositories, offered)).toList();
        return new Row().with("digest", repositories.digest()).with("errors", List.of())
                .with("files", List.of(new Row().with("path", FILE).with("file-type", "list")
                        .with("digest", IntStream.range(0, 20).boxed().toList()).with("repositories", rows).fields()))
                .with("infos", List.of()).with("standard-repos", standard).fields();
    }

    private static Object row(Repositories.Repository repository) {
        return new Row().with("Types", List.of("deb")).with("URIs", List.of(repository.uri()))
                .with("Suites", List.of(repository.suite())).with("Components", List.of(repository.component()))
                .with("Options", List.of()).with("Comment", "").with("FileType", "list")
                .with("Enabled", repository.isEnabled() ? 1 : 0).fields();
    }

    private static Object standard(Repositories repositories, Repositories.Repository offered) {
        Row row = new Row().with("handle", offered.handle()).with("name", offered.name()).with("description",
                "The " + offered.name() + " repository");
        repositories.configured().stream().filter(known -> known.handle().equals(offered.handle())).findFirst()
                .ifPresent(known -> row.with("status", known.isEnabled() ? 1 : 0));
        return row.fields();
    }

    private static @Nullable Object useRepository(Call call) {
        Repositories repositories = Systems.of(call).repositories();
        Systems.requireUnchanged(call, repositories.digest());
        int index = (int) call.params().number("index", 0);
        if (!call.params().get("path").equals(FILE) || index >= repositories.configured().size()) {
            throw ApiError.died("invalid repository index or path");
        }
        repositories.use(index, call.params().flag("enabled", repositories.configured().get(index).isEnabled()));
        return null;
    }

    private static @Nullable Object addRepository(Call call) {
        NodeSystem system = Systems.of(call);
        Systems.requireUnchanged(call, system.repositories().digest());
        String handle = call.params().get("handle");
        if (!system.repositories().add(handle)) {
            throw ApiError.died("unknown repository handle '" + handle + "'");
        }
        return null;
    }
}
