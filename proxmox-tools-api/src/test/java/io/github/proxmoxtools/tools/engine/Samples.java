package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.tools.spi.Area;
import io.github.proxmoxtools.tools.spi.Column;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Toolset;
import java.util.List;
import java.util.Map;

/** Small declarations for tests that need no server. */
final class Samples {
    private Samples() {}

    static Tool.Acting reads(String name, String... command) {
        return Tool.reads(name).command(command).title("Title").description("Description.");
    }

    static Tool.Acting changes(String name, String... command) {
        return Tool.changes(name).command(command).title("Title").description("Description.");
    }

    static Tool.Acting destroys(String name, String... command) {
        return Tool.destroys(name).command(command).title("Title").description("Description.");
    }

    /** A tool that reads and takes these parameters. */
    static Tool taking(Param<?>... params) {
        return reads("proxmox_sample", "sample").get("/version", params).returnsData();
    }

    static Tool listing(Column... columns) {
        return reads("proxmox_sample_list", "sample", "list").get("/nodes").returnsList(columns);
    }

    static Tool raw() {
        return reads("proxmox_api_call", "api", "call").callsAnything(
                Param.choice("method", "", "GET", "POST", "PUT", "DELETE"), Param.text("path", ""),
                Param.mapping("params", "").optional(), Param.flag("force", "")).returnsData();
    }

    static Toolset toolset(String name, Area... areas) {
        return new Toolset() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String description() {
                return "For tests.";
            }

            @Override
            public List<Area> areas() {
                return List.of(areas);
            }
        };
    }

    static Catalog catalog(Tool... tools) {
        return Catalog.of(List.of(toolset("test", Area.of("all", "All", tools))));
    }

    static Bound bind(Tool tool, Map<String, ?> arguments) {
        return Binder.bind(tool, new java.util.LinkedHashMap<>(arguments));
    }
}
